"""A deal goes from one Dealwatch to another by its JSON and comes out the same; nothing is doubled or overwritten."""

from __future__ import annotations

import json

import pytest

LATER = "2026-11-02T09:00:00Z"


@pytest.fixture
def exported(dealwatch, tmp_path):
    """A deal of the bundled watchlist as a file."""
    dealwatch("add", "AI partnerships")
    target = tmp_path / "deal.json"
    name = dealwatch("--json", "deals").lines[0]["deal"]
    assert dealwatch("export", name, "--to", str(target), now=LATER).status == 0
    return name, target


def content(path):
    found = json.loads(path.read_text("utf-8"))
    for case in found["cases"]:
        case.pop("id")
    return {
        "deal": {**found["deal"], "id": "", "sample": False},
        "cases": sorted(found["cases"], key=lambda case: case["number"]),
        "events": found["events"],
    }


def test_what_went_out_comes_in_again(dealwatch, tmp_path, exported):
    name, target = exported
    other, again = tmp_path / "other", tmp_path / "again.json"
    (line,) = dealwatch("--json", "import", str(target), data=other).lines
    assert line["deal"] == name
    assert line["cases"] > 0
    assert line["events"] > 0
    assert line["known"] == 0
    dealwatch("export", name, "--to", str(again), data=other, now=LATER)
    assert content(again) == content(target)


def test_a_second_time_nothing_is_doubled(dealwatch, tmp_path, exported):
    name, target = exported
    other = tmp_path / "other"
    (first,) = dealwatch("--json", "import", str(target), data=other).lines
    (second,) = dealwatch("--json", "import", str(target), data=other).lines
    assert (second["cases"], second["events"]) == (0, 0)
    assert second["known"] == first["cases"] + first["events"]
    assert [deal["deal"] for deal in dealwatch("--json", "deals", data=other).lines] == [name]
    assert "known already" in dealwatch("import", str(target), data=other).out


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "{}",
        '{"schema": "something/1", "deal": {"name": "A"}, "cases": [], "events": []}',
        '{"schema": "dealwatch-deal/1", "deal": {"name": 7}, "cases": [], "events": []}',
        "plain words",
    ],
)
def test_another_file_is_refused_and_changes_nothing(text, dealwatch, tmp_path):
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")
    said = dealwatch("import", str(path))
    assert said.status == 2
    assert said.err
    assert dealwatch("--json", "deals").lines == []


def test_a_time_that_is_none_is_refused_whole(dealwatch, tmp_path, exported):
    _, target = exported
    data = json.loads(target.read_text("utf-8"))
    data["events"][0]["observed_at"] = "yesterday"
    target.write_text(json.dumps(data), "utf-8")
    other = tmp_path / "other"
    assert dealwatch("import", str(target), data=other).status == 2
    assert dealwatch("--json", "deals", data=other).lines == []


def test_the_cases_taken_in_are_watched_where_their_source_is_known(dealwatch, tmp_path, exported):
    _, target = exported
    data = json.loads(target.read_text("utf-8"))
    data["cases"][0] |= {"source": "ec", "number": "M.20001", "printed_number": "M.20001"}
    target.write_text(json.dumps(data), "utf-8")
    other = tmp_path / "other"
    assert dealwatch("import", str(target), data=other).status == 0
    assert [row["source"] for row in dealwatch("--json", "sources", data=other).lines] == ["ec"]
    cases = {case["case"]: case["watched"] for case in dealwatch("--json", "cases", data=other).lines}
    assert cases["M.20001"] is True
