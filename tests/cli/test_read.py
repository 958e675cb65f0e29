"""`read`: articles in, proposals out; nothing is stored unless asked for, and then only in the inbox."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime

import pytest

from dealwatch.model.deal import Deal, Party
from dealwatch.store.database import Store

NEWS = "The CMA has cleared the $3 billion merger of Norvik and Talmera. Shares rose in London on the same day."
KEYS = {
    *("parties", "deal", "kind", "authority", "status", "formal", "role", "modality", "case_number", "value"),
    *("event_date", "attribution", "evidence", "score", "reason"),
}


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(f"CMA clears merger of Norvik and Talmera\n\n{NEWS}", encoding="utf-8")
    return path


@pytest.fixture
def tracked(tmp_path):
    """A deal on the list, in the data folder that the commands use."""
    now = datetime(2026, 3, 1, tzinfo=UTC)
    deal = Deal("", "Norvik takes Talmera", parties=(Party("Norvik"), Party("Talmera")))
    with Store.open(tmp_path / "data", now) as store, store.write() as database:
        store.deals.add(database, deal, now)


def test_a_line_of_json_for_each_article(dealwatch, article, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Nothing of note happened in the town of late, and the weather was fine.", encoding="utf-8")
    ran = dealwatch("--json", "read", str(article), str(other))
    assert ran.status == 0
    news, quiet = ran.lines
    assert (news["path"], news["language"], news["background_only"]) == (str(article), "en", False)
    assert (news["title"], news["published"], news["truncated"]) == (
        "CMA clears merger of Norvik and Talmera",
        None,
        False,
    )
    (proposal,) = news["proposals"]
    assert set(proposal) == KEYS
    assert (proposal["parties"], proposal["deal"]) == (["Norvik", "Talmera"], None)
    assert (proposal["authority"], proposal["status"], proposal["formal"]) == ("CMA", "cleared", True)
    assert (proposal["role"], proposal["modality"], proposal["kind"]) == ("main", "fact", "merger")
    assert proposal["value"] == {"amount": 3e9, "currency": "USD", "printed": "$3 billion"}
    assert proposal["evidence"] == NEWS.split(". ")[0] + "."
    assert (quiet["background_only"], quiet["proposals"]) == (True, [])


def test_for_people_what_is_said_stands_beside_its_sentence(dealwatch, tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(
        f"{NEWS} The two sell shoes in many places. People familiar with the matter said the FTC has issued a second "
        "request over the merger of Norvik and Talmera. The European Commission has invited comments on the merger of "
        "Norvik and Talmera.",
        encoding="utf-8",
    )
    out = dealwatch("read", str(path)).out
    assert out.startswith(f"{path}\n")
    assert "    CMA Norvik / Talmera: Cleared  (" in out
    assert f"        “{NEWS.split('. ')[0]}.”" in out
    assert "FTC Norvik / Talmera: In-depth, reported, background" in out
    assert "not a formal step" in out


def test_an_article_that_proposes_nothing_says_so(dealwatch, tmp_path):
    path = tmp_path / "quiet.txt"
    path.write_text("A quiet day\n\nNothing of note happened in the town of late.", encoding="utf-8")
    assert dealwatch("read", str(path)).out == f"{path}: A quiet day\n    nothing to propose\n"


def test_standard_input_and_a_day_of_publication(dealwatch, monkeypatch):
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Yesterday the CMA cleared the merger of Norvik and Talmera."))
    )
    (line,) = dealwatch("--json", "read", "--published", "2024-05-17", "-").lines
    assert (line["path"], line["published"]) == ("-", "2024-05-17")
    assert line["proposals"][0]["event_date"] == "2024-05-16"


def test_a_batch_of_paths(dealwatch, article, tmp_path):
    batch = tmp_path / "batch"
    batch.write_text(f"{article}\n\n{article}\n", encoding="utf-8")
    assert [line["path"] for line in dealwatch("--json", "read", "--batch", str(batch)).lines] == [str(article)] * 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [([], "Nothing to read was named."), (["--published", "soon", "-"], "The day of publication cannot be read.")],
)
def test_wrong_usage(dealwatch, arguments, message):
    ran = dealwatch("read", *arguments)
    assert ran.status == 2
    assert message in ran.err


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(dealwatch, article, tmp_path):
    ran = dealwatch("--json", "read", str(tmp_path / "none.txt"), str(article))
    assert ran.status == 1
    assert "none.txt: This file cannot be read." in ran.err
    assert [line["path"] for line in ran.lines] == [str(article)]


def test_reading_stores_nothing(dealwatch, article, tmp_path):
    dealwatch("read", str(article))
    assert not (tmp_path / "data").exists()


def test_kept_proposals_wait_in_the_inbox_and_set_no_status(dealwatch, article, tracked):
    before = dealwatch("--json", "cases").out
    (line,) = dealwatch("--json", "read", "--keep", str(article)).lines
    assert line["proposals"][0]["deal"] == "Norvik takes Talmera"
    (filed,) = dealwatch("--json", "proposals").lines
    assert (filed["authority"], filed["status"]) == ("CMA", "cleared")
    assert dealwatch("--json", "cases").out == before


def test_kept_articles_without_a_step_leave_nothing(dealwatch, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Nothing of note happened in the town of late.")))
    assert dealwatch("read", "--keep", "-").status == 0
    assert dealwatch("--json", "proposals").out == ""


def test_a_tracked_deal_is_recognised_without_keeping(dealwatch, article, tracked):
    (line,) = dealwatch("--json", "read", str(article)).lines
    assert line["proposals"][0]["deal"] == "Norvik takes Talmera"
    assert dealwatch("--json", "proposals").out == ""
