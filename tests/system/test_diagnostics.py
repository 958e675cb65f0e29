"""What is copied to get help tells versions, counts and states, and never who somebody is or what they watch."""

from __future__ import annotations

import getpass
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dealwatch.model.deal import Deal, Party
from dealwatch.store.database import Store
from dealwatch.system import diagnostics
from dealwatch.system.diagnostics import Look, Redactor, diagnose
from dealwatch.system.paths import Paths, paths_in
from dealwatch.watch.contact import set_contact

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
KEY = "Zq81mmpW0aLk2"
PLANTED = (
    "Falconbridge",
    "Silverlake",
    "SLK Holdings",
    "Project Heron",
    "M.98765",
    "desk@firm.example",
    "heron-blog.example",
    "sub.firm.example",
    "quillfeather",
    "wren-laptop",
    "10.11.12.13",
    "hunter2secret",
    "opaquetoken",
    KEY,
)


@pytest.fixture
def paths(tmp_path, monkeypatch) -> Paths:
    monkeypatch.setattr(getpass, "getuser", lambda: "quillfeather")
    monkeypatch.setattr(socket, "gethostname", lambda: "wren-laptop.lan")
    monkeypatch.setattr(diagnostics.platform, "node", lambda: "wren-laptop")
    monkeypatch.setattr(Path, "home", staticmethod(lambda: tmp_path / "home" / "quillfeather"))
    return paths_in(tmp_path / "home" / "quillfeather" / "data").create()


@pytest.fixture
def store(paths):
    with Store.open(paths.data, NOW) as opened:
        deal = Deal("", "Falconbridge / Silverlake", parties=(Party("Silverlake", "target", ("SLK Holdings",)),))
        with opened.write() as database:
            opened.deals.add(database, replace(deal, list_name="Project Heron"), NOW)
            case = opened.cases.create(
                database, source="ec", authority="EC", number="M.98765", printed_number="M.98765"
            )
            assert case
            opened.sources.add(database, "ec", "European Commission", timedelta(hours=1), NOW)
            opened.sources.add(database, "feed:https://heron-blog.example/rss", "Heron blog", timedelta(hours=1), NOW)
        set_contact(opened, "desk@firm.example", NOW)
        yield opened


def write_log(paths: Paths, *lines: str) -> None:
    (paths.logs / "dealwatch.log").write_text("\n".join(lines) + "\n", "utf-8")


def test_nothing_that_was_planted_is_in_it(store, paths):
    head = "2026-03-02 08:00:00,123 ERROR dealwatch.watch:"
    write_log(
        paths,
        f"{head} M.98765 of Falconbridge / SILVERLAKE failed in {paths.data}/x for quillfeather on wren-laptop.lan",
        f"{head} GET https://sub.firm.example/cases/M.98765?api_key={KEY} for SLK Holdings",
        f"{head} x-api-key: {KEY}, Authorization: Bearer opaquetoken; password = hunter2secret",
        f"{head} proxy http://quillfeather:hunter2secret@10.11.12.13:3128, mail desk@firm.example",
        f"{head} /home/quillfeather/notes about Project Heron, C:\\Users\\quillfeather\\x",
        "Traceback: Falconbridge",
    )
    report = diagnose(store, paths, NOW, Look("Qt 6.11", "dark, 150%", "de"), [KEY])
    for planted in PLANTED:
        assert planted.casefold() not in report.casefold(), planted
    assert str(paths.data) not in report
    assert "ERROR dealwatch.watch: [case] of [deal]" in report


def test_it_tells_what_is_needed(store, paths):
    write_log(paths, "2026-03-02 08:00:00,1 INFO x: fine", "2026-03-02 08:00:00,1 WARNING x: odd")
    report = diagnose(store, paths, NOW, Look("Qt 6.11", "dark, 150%", "de"))
    assert report.startswith("Dealwatch ")
    for words in (
        "Python 3.",
        "Qt 6.11",
        "Look: dark, 150%; language: de",
        "Data folder: ",
        "1 deals, 1 cases, 0 events",
    ):
        assert words in report
    assert "ec: never_checked, last read never, 0 failures in a row" in report
    assert "feed of the user's own: never_checked (1)" in report
    assert "data: ok. The data file is whole" in report
    assert report.rstrip().endswith("WARNING x: odd")
    assert "fine" not in report.split("Last lines")[1]


def test_without_a_log_it_says_so_and_only_the_last_lines_are_told(store, paths):
    assert diagnose(store, paths, NOW, Look()).rstrip().endswith("none")
    write_log(paths, *(f"2026-03-02 08:00:00,1 ERROR x: number {n}." for n in range(50)))
    told = diagnose(store, paths, NOW, Look()).split("Last lines of trouble in the log\n")[1].splitlines()
    assert (len(told), told[0]) == (diagnostics.LAST, "2026-03-02 08:00:00,1 ERROR x: number 30.")


def test_short_names_do_not_take_the_text_apart():
    clean = Redactor((("ab", "[deal]"), ("", "[user]"), ("Bond", "[user]")))
    assert clean("about a bond, bonds, BOND.") == "about a [user], bonds, [user]."
    assert Redactor(())("nothing to hide") == "nothing to hide"
