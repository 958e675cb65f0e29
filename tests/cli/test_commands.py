"""Commands without a network: adding, listing, saved pages, data, wrong usage and unusable data."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from sqlite_utils import Database

from dealwatch.cli.main import COMMANDS, run
from dealwatch.store.database import FILE_NAME, Store
from dealwatch.watch.sample_install import install_sample

FIXTURES = Path(__file__).parent.parent / "sources"
PAGE = "https://www.accc.gov.au/public-registers/acquisitions-and-mergers-registers/acquisitions-register/some-case"


@pytest.fixture
def sample(tmp_path):
    with Store.open(tmp_path / "data", datetime(2026, 3, 1, tzinfo=UTC)) as store:
        install_sample(store)


def test_every_command_has_help_that_names_it(dealwatch):
    overview = dealwatch("--help").out
    for name in COMMANDS:
        assert f"  {name} " in overview
        shown = dealwatch(name, "--help")
        assert shown.status == 0
        assert f"dealwatch {name}" in shown.out


def test_without_a_command_the_window_opens(dealwatch, opened, tmp_path):
    assert dealwatch("--hidden", "dealwatch://event/1").status == 0
    (opening,) = opened
    assert (opening.data, opening.hidden, opening.link) == (tmp_path / "data", True, "dealwatch://event/1")
    assert opening.now == datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_adding_says_what_was_recognised(dealwatch):
    added = dealwatch("--json", "add", "accc", "M.12345", "ME/7123/25", "https://news.example/feed.xml", "OpenAI")
    assert added.status == 0
    assert [(line["kind"], line["source"], line["case"]) for line in added.lines] == [
        ("register", "accc", None),
        ("case", "ec", "M.12345"),
        ("case", "cma", "ME/7123/25"),
        ("feed", "feed:https://news.example/feed.xml", None),
        ("company", None, None),
    ]
    assert all(line["added"] for line in added.lines)
    again = dealwatch("add", "accc", "--json")
    assert again.lines[0]["added"] is False


def test_a_case_can_be_added_to_a_deal(dealwatch):
    assert dealwatch("--json", "add", "M.12345", "--deal", "A / B", "--every", "2h").lines[0]["deal"] == "A / B"
    dealwatch("add", "M.12346", "--deal", "a / b")
    (deal,) = dealwatch("--json", "deals").lines
    assert [case["case"] for case in deal["cases"]] == ["M.12345", "M.12346"]
    assert {line["case"] for line in dealwatch("--json", "cases", "--deal", "A").lines} == {"M.12345", "M.12346"}
    (source,) = dealwatch("--json", "sources").lines
    assert (source["source"], source["interval"], source["state"]) == ("ec", 7200, "never_checked")


def test_a_list_of_things_can_be_added_and_the_rest_is_told(dealwatch, tmp_path):
    listed = tmp_path / "list.txt"
    listed.write_text("# comment\naccc\n\nM.1\n12345\n", "utf-8")
    ran = dealwatch("--json", "add", "--from", str(listed))
    assert ran.status == 1
    assert [line["kind"] for line in ran.lines] == ["register", "case"]
    assert "12345" in ran.err
    (tmp_path / "odd.txt").write_bytes(b"\xff\xfe\x00")
    assert dealwatch("add", "--from", str(tmp_path / "odd.txt")).status == 2


@pytest.mark.parametrize("arguments", [["add"], ["add", "12345"], ["add", "T-15/25"], ["check", "--source", "nothing"],
                                       ["cases", "--deal", "nobody"], ["events", "--deal", "nobody"],
                                       ["events", "--case", "M.9"], ["events", "--kind", "odd"], ["nonsense"],
                                       ["export", "nobody", "--to", "x.pdf"], ["export", "x", "--to", "x.odt"],
                                       ["ingest"], ["restore", "nowhere.db"], ["--now", "soon", "deals"],
                                       ["add", "accc", "--every", "often"], ["cases", "--as-at", "2026"]])  # fmt: skip
def test_wrong_usage_ends_with_2_and_says_what_to_do(dealwatch, arguments):
    ran = dealwatch(*arguments, now=None)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err) > 10


def test_the_sample_is_listed_with_its_status(dealwatch, sample):
    deals = {line["deal"]: line for line in dealwatch("--json", "deals").lines}
    assert all(deal["sample"] for deal in deals.values())
    mistral = {case["authority"]: case["badge"] for case in deals["Microsoft / Mistral AI"]["cases"]}
    assert mistral == {"EC": "Jurisdiction check", "CMA": "Not reviewable"}
    cases = dealwatch("--json", "cases", "--deal", "Microsoft / Mistral", "--authority", "EC").lines
    assert (cases[0]["stage"], cases[0]["clock"], cases[0]["case"]) == ("jurisdiction_review", "none", cases[0]["case"])
    text = dealwatch("deals").out
    assert "no case number" in text
    assert dealwatch("cases").status == 0
    events = dealwatch("events", "--deal", "Microsoft / Mistral").out
    assert "Phase 1 → Not reviewable" in events
    hits = dealwatch("--json", "search", "mistral").lines
    assert hits[0]["deal"] == "Microsoft / Mistral AI"
    assert "Mistral" in dealwatch("search", "mistral").out


def test_as_at_shows_only_what_was_known(dealwatch, sample):
    assert dealwatch("--json", "deals", "--as-at", "2020-01-01").lines == []
    known = dealwatch("--json", "deals", "--as-at", "2026-01-01T00:00:00Z").lines
    assert {case["badge"] for deal in known for case in deal["cases"]} >= {"Not reviewable", "Cleared"}
    assert dealwatch("--json", "cases", "--as-at", "2020-01-01").lines == []


def _ingest(dealwatch, name, at, *more):
    return dealwatch("--json", "ingest", "--source", "accc", "--url", PAGE, "--at", at, str(FIXTURES / name), *more)


def test_saved_pages_become_events(dealwatch, tmp_path):
    dealwatch("add", "accc")
    first = _ingest(dealwatch, "accc_case_running.html", "2026-02-01T00:00:00Z")
    assert first.status == 0
    assert [line["kind"] for line in first.lines[:-1]] == ["first_seen"]
    assert first.lines[-1]["events"] == 1
    broken = _ingest(dealwatch, "accc_list_maintenance.html", "2026-02-02T00:00:00Z")
    assert (broken.status, broken.lines[-1]["failed"]) == (1, 1)
    assert dealwatch("--json", "sources").lines[0]["state"] == "server_error"
    elsewhere = dealwatch("ingest", "--source", "accc", "--url", "https://x.example", "--at", "2026-02-03",
                          str(FIXTURES / "accc_case_running.html"))  # fmt: skip
    assert elsewhere.status == 1
    assert "does not belong" in elsewhere.err


def test_a_batch_is_taken_in_order_and_a_bad_line_is_named(dealwatch, tmp_path):
    line = {"source": "accc", "url": PAGE, "at": "2026-02-01T00:00:00Z",
            "path": str(FIXTURES / "accc_case_running.html"), "content_type": "text/html"}  # fmt: skip
    batch = tmp_path / "batch.jsonl"
    batch.write_text(json.dumps(line) + "\n\n{not json\n")
    ran = dealwatch("--json", "ingest", "--batch", str(batch))
    assert ran.status == 1
    assert "Line 3" in ran.err
    assert len(dealwatch("--json", "events").lines) == 1
    state = dealwatch("--json", "sources").lines[0]
    assert state["state"] == "paused"  # saved pages alone do not start polling
    batch.write_text(json.dumps({**line, "source": "unheard"}) + "\n")
    assert dealwatch("ingest", "--batch", str(batch)).status == 2


def test_available_sources_tell_their_terms(dealwatch):
    lines = {line["source"]: line for line in dealwatch("--json", "sources", "--available").lines}
    assert {"accc", "cma", "ec"} <= set(lines)
    assert all(line["zone"] and line["terms"] and line["interval"] for line in lines.values())
    assert "accc" in dealwatch("sources", "--available").out


def test_a_backup_can_be_restored(dealwatch, tmp_path, sample):
    target = tmp_path / "backup.db"
    assert dealwatch("--json", "backup", str(target)).lines[0]["bytes"] == target.stat().st_size
    assert dealwatch("backup", str(target)).status == 2
    restored = dealwatch("--json", "restore", str(target), data=tmp_path / "other")
    assert restored.lines[0]["kept"] is None
    assert restored.lines[0]["events"] > 10
    assert "data before" in dealwatch("restore", str(target)).out


def test_unusable_data_ends_with_3_and_is_left_alone(dealwatch, tmp_path):
    folder = tmp_path / "damaged"
    folder.mkdir()
    (folder / FILE_NAME).write_bytes(b"rubbish" * 1000)
    ran = dealwatch("deals", data=folder)
    assert (ran.status, ran.out) == (3, "")
    assert "backups" in ran.err
    assert (folder / FILE_NAME).read_bytes() == b"rubbish" * 1000
    newer = tmp_path / "newer"
    Store.open(newer, datetime(2026, 1, 1, tzinfo=UTC)).close()
    Database(newer / FILE_NAME)["_sqlite_migrations"].insert(
        {"migration_set": "dealwatch", "name": "9999", "applied_at": "x"}
    )
    assert dealwatch("deals", data=newer).status == 3


def test_damage_found_while_reading_ends_with_3(dealwatch, tmp_path, sample):
    path = tmp_path / "data" / FILE_NAME
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    for leftover in path.parent.glob(FILE_NAME + "-*"):
        leftover.unlink()
    assert dealwatch("events").status == 3


def test_a_check_with_nothing_to_do_is_done(dealwatch):
    ran = dealwatch("--json", "check")
    assert ran.status == 0
    assert ran.lines == [
        {"checked": 0, "changed": 0, "not_modified": 0, "failed": 0, "events": 0, "seconds": ran.lines[0]["seconds"]}
    ]
    assert "0 documents" in dealwatch("check").out


def test_a_reader_that_goes_away_is_no_error(monkeypatch, tmp_path, capsys):
    def broken(*_):
        raise BrokenPipeError

    monkeypatch.setattr("dealwatch.cli.session.Session.say", broken)
    assert run(["--data", str(tmp_path), "sources", "--available"], lambda _opening: 0) == 0


def test_the_doctor_looks_at_everything(dealwatch, sample):
    lines = {line["check"]: line for line in dealwatch("--json", "doctor").lines}
    assert {"network", "certificates", "notifications", "keyring", "disk", "clock", "data"} <= set(lines)
    assert lines["data"]["state"] == "ok"
    assert all(line["state"] in ("ok", "warn", "fail") for line in lines.values())


def test_the_doctor_finds_damage_and_a_wrong_clock(dealwatch, tmp_path):
    folder = tmp_path / "damaged"
    folder.mkdir()
    (folder / FILE_NAME).write_bytes(b"rubbish" * 1000)
    ran = dealwatch("--json", "doctor", data=folder, now="2001-01-01T00:00:00Z")
    states = {line["check"]: line["state"] for line in ran.lines}
    assert ran.status == 1
    assert (states["data"], states["clock"]) == ("fail", "fail")
    assert "FAIL" in dealwatch("doctor", data=folder).out


def test_the_menu_entry_comes_and_goes(dealwatch, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("HOME", str(tmp_path))
    written = [line["written"] for line in dealwatch("--json", "install-desktop-entry").lines]
    entry = next(Path(path) for path in written if path.endswith(".desktop"))
    assert str(tmp_path / "data") in entry.read_text()
    assert "Removed" in dealwatch("install-desktop-entry", "--remove").out
    assert not entry.exists()


def test_a_deal_is_written_as_every_kind_of_file(dealwatch, tmp_path, sample):
    for suffix in ("pdf", "json", "csv", "docx", "xlsx", "html", "md", "ics"):
        target = tmp_path / f"mistral.{suffix}"
        (line,) = dealwatch("--json", "export", "Microsoft / Mistral", "--to", str(target)).lines
        assert line["written"] == str(target)
        assert line["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    assert json.loads((tmp_path / "mistral.json").read_text())
    again = tmp_path / "again.pdf"
    assert "pages" in dealwatch("export", "Microsoft / Mistral", "--to", str(again)).out
    assert again.read_bytes() == (tmp_path / "mistral.pdf").read_bytes()  # the same as-at, the same bytes
    assert dealwatch("verify", str(again)).status == 0
    assert dealwatch("verify", str(tmp_path / "mistral.csv")).status == 1
    assert dealwatch("export", "Microsoft / Mistral", "--to", str(tmp_path / "no" / "where.csv")).status == 1


def test_every_deal_is_one_table(dealwatch, tmp_path, sample):
    for suffix in ("docx", "xlsx", "html", "md"):
        target = tmp_path / f"monday.{suffix}"
        (line,) = dealwatch("--json", "export", "--all", "--to", str(target)).lines
        assert line["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    text = (tmp_path / "monday.md").read_text()
    assert "Microsoft / Mistral AI" in text
    assert "Nothing changed in the seven days before." in text  # the sample is nobody's news
    one = tmp_path / "one.md"
    assert dealwatch("export", "--all", "--list", "AI partnerships", "--to", str(one)).status == 0
    assert "Microsoft / Mistral AI" in one.read_text()
    for wrong in (
        ["--to", "x.md"],
        ["Microsoft / Mistral", "--all", "--to", "x.md"],
        ["--all", "--with-notes", "--to", "x.md"],
        ["--all", "--to", "x.pdf"],
        ["--all", "--list", "nowhere", "--to", "x.md"],
        ["Microsoft / Mistral", "--list", "AI partnerships", "--to", "x.md"],
    ):
        assert dealwatch("export", *wrong).status == 2


def test_one_flipped_byte_is_named(dealwatch, tmp_path):
    case_file = Path(dealwatch("--json", "demo", "--speed", "1000").lines[-1]["case_file"])
    with pikepdf.open(case_file) as pdf:
        name = next(iter(sorted(key for key in pdf.attachments if key.startswith("S02"))))
        content = bytearray(pdf.attachments[name].get_file().read_bytes())
        content[100] ^= 1
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, bytes(content), filename=name)
        pdf.save(tmp_path / "changed.pdf")
    ran = dealwatch("--json", "verify", str(tmp_path / "changed.pdf"))
    assert ran.status == 1
    assert [line["source"] for line in ran.lines if not line["ok"]] == ["S2"]
