"""Saved pages and parts of pages through the window: what is shown before is what is kept afterwards."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from dealwatch.model.errors import UsageError
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.panes import Words
from dealwatch.ui.store_desk import StoreDesk

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SEEN = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
REGISTER = "https://www.accc.gov.au/public-registers/acquisitions-and-mergers-registers/acquisitions-register"
ADDRESS = f"{REGISTER}/harbour-grain-coastal-silos"
CASE_PAGE = Path(__file__).parents[1] / "sources" / "accc_case_running.html"
PAGE = b"""<html><head><title>Notices</title></head><body><main><h1>Notices</h1>
<ul><li><a href="/a">First notice</a></li><li>Second notice</li></ul></main></body></html>"""


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "data", START) as opened:
        yield opened


@pytest.fixture
def desk(store):
    return StoreDesk(store, FixedClock(START), IdleEngine())


@pytest.fixture
def window(make_window, desk):
    return make_window(desk)


@pytest.fixture
def saved(tmp_path):
    def save(name: str = "case.html", address: str = ADDRESS, body: bytes | None = None, at: datetime = SEEN) -> Path:
        path = tmp_path / name
        comment = f"<!-- saved from url=({len(address):04d}){address} -->\n" if address else ""
        path.write_bytes(comment.encode() + (CASE_PAGE.read_bytes() if body is None else body))
        os.utime(path, (at.timestamp(), at.timestamp()))
        return path

    return save


def dialog_of(window) -> QDialog:
    QApplication.processEvents()
    return next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())


def texts(widget) -> str:
    return "\n".join(words.text() for words in widget.findChildren(Words) if words.isVisible())


def choose(monkeypatch, *paths: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(path) for path in paths], ""))


def test_a_saved_page_is_foreseen_and_then_recorded_as_it_was_shown(window, store, saved, monkeypatch):
    choose(monkeypatch, saved())
    window.act("attach_page")
    dialog = dialog_of(window)
    assert dialog.url.edit.text() == ADDRESS
    assert (dialog.day.date(), dialog.time.time()) == (QDate(2026, 3, 1), QTime(14, 30))
    shown = texts(dialog)
    assert "Read by" in shown
    assert "Will be recorded: 1 change" in shown.splitlines()
    assert any(line.startswith("First seen: ") for line in shown.splitlines())
    assert "Harbour Grain" in shown
    assert store.events.list() == []
    assert store.sources.get("accc") is None
    dialog.do.click()
    events = store.events.list()
    assert [event.kind for event in events] == ["first_seen"]
    assert events[0].observed_at == SEEN
    assert events[0].evidence.url == ADDRESS
    row = store.sources.get("accc")
    assert row is not None
    assert row.paused  # taking a page in begins no watching
    assert not dialog.isVisible()


def test_what_the_page_says_twice_is_recorded_once(window, desk, store, saved):
    window.acts.saved.files([saved()])
    dialog_of(window).do.click()
    QApplication.processEvents()
    window.acts.saved.files([saved("again.html", at=SEEN + timedelta(hours=3))])
    dialog = dialog_of(window)
    assert "Nothing new" in texts(dialog)
    dialog.do.click()
    assert len(store.events.list()) == 1


def test_a_file_that_tells_no_address_gets_one_by_hand(window, store, saved, qtbot):
    window.acts.saved.files([saved("plain.html", address="", body=CASE_PAGE.read_bytes().replace(b"canonical", b"x"))])
    dialog = dialog_of(window)
    assert dialog.url.edit.text() == ""
    assert not dialog.do.isEnabled()
    assert "Enter the address" in texts(dialog)
    qtbot.keyClicks(dialog.url.edit, "https://nobody.example/page")
    qtbot.waitUntil(lambda: "No source reads" in texts(dialog))
    assert not dialog.do.isEnabled()
    dialog.url.edit.selectAll()
    qtbot.keyClicks(dialog.url.edit, ADDRESS)
    qtbot.waitUntil(dialog.do.isEnabled)
    dialog.day.setDate(QDate(2026, 2, 27))
    dialog.time.setTime(QTime(8, 15))
    dialog.submit()
    assert [event.observed_at for event in store.events.list()] == [datetime(2026, 2, 27, 8, 15, tzinfo=UTC)]


def test_a_page_that_is_something_else_is_said_and_not_taken(window, store, saved):
    window.acts.saved.files([saved("wall.html", body=b"<html><body><h1>Hello</h1><p>Words</p></body></html>")])
    dialog = dialog_of(window)
    assert dialog._trouble.isVisible()
    assert dialog._trouble.title.text()
    assert not dialog.do.isEnabled()
    dialog.submit()
    assert store.events.list() == []


def test_several_files_keep_their_own_address_and_time_and_go_in_by_age(window, store, saved):
    late = saved("late.html", body=CASE_PAGE.read_bytes().replace(b"Under assessment", b"Assessment suspended"))
    early = saved("early.html", at=SEEN - timedelta(days=2))
    window.acts.saved.files([late, early])
    dialog = dialog_of(window)
    assert [dialog.file.itemText(place) for place in range(2)] == ["early.html", "late.html"]
    dialog.file.setCurrentIndex(1)
    assert dialog.time.time() == QTime(14, 30)
    dialog.file.setCurrentIndex(0)
    dialog.do.click()
    days = [event.observed_at.date().isoformat() for event in store.events.list()]
    assert days[0] == "2026-02-27"
    assert set(days[1:]) == {"2026-03-01"}


def test_one_bad_file_of_two_is_named_and_the_other_is_kept(window, store, saved):
    good, bad = saved(), saved("bad.html", address="https://nobody.example/", at=SEEN + timedelta(hours=1))
    window.acts.saved.files([good, bad])
    dialog = dialog_of(window)
    dialog.do.click()
    assert "bad.html" in dialog._trouble.text.text()
    assert dialog.isVisible()
    assert len(store.events.list()) == 1


def test_a_file_that_cannot_be_read_is_said(window, tmp_path):
    window.acts.saved.files([tmp_path / "gone.html"])
    assert dialog_of(window).windowTitle()
    with pytest.raises(UsageError):
        window.desk.saved_file(tmp_path / "gone.html")


def test_nothing_chosen_opens_nothing(window, monkeypatch):
    choose(monkeypatch)
    window.act("attach_page")
    assert not window.findChildren(QDialog)


def test_the_picker_shows_what_matches_before_it_is_watched(window, desk, store, monkeypatch, qtbot):
    monkeypatch.setattr(desk, "fetch_page", lambda _url: (PAGE, "text/html"), raising=False)
    monkeypatch.setattr(window, "desk", desk)
    window.act("pick")
    dialog = dialog_of(window)
    assert not dialog.do.isEnabled()
    qtbot.keyClicks(dialog.url.edit, "https://site.example/notices")
    dialog.load.click()
    assert not dialog.do.isEnabled()
    qtbot.keyClicks(dialog.expression.edit, "main li")
    qtbot.waitUntil(lambda: "Second notice" in texts(dialog) and dialog.do.isEnabled())
    shown = texts(dialog)
    assert "2 elements match." in shown
    assert "First notice" in shown
    assert "Second notice" in shown
    assert "https://site.example/a" in shown
    assert store.sources.all() == []
    dialog.do.click()
    (row,) = store.sources.all()
    assert row.key == "page:https://site.example/notices"
    assert row.target["selector"] == "main li"


@pytest.mark.parametrize(
    ("kind", "expression", "said"),
    [(0, "main >", "That is no CSS selector"), (1, "//li[", "That is no XPath"), (0, "aside", "Nothing on the page")],
)
def test_the_picker_says_what_matches_nothing_or_cannot_be_read(window, desk, monkeypatch, kind, expression, said):
    monkeypatch.setattr(desk, "fetch_page", lambda _url: (PAGE, "text/html"), raising=False)
    window.act("pick")
    dialog = dialog_of(window)
    dialog.url.edit.setText("https://site.example/notices")
    dialog.fetch()
    dialog.kind.setCurrentIndex(kind)
    dialog.expression.edit.setText(expression)
    dialog.match()
    assert said in texts(dialog)
    assert not dialog.do.isEnabled()


def test_a_page_that_cannot_be_had_is_said_in_the_picker(window, desk, monkeypatch):
    def refuse(_url: str) -> tuple[bytes, str]:
        raise UsageError("The site refused.", "Try later.")

    monkeypatch.setattr(desk, "fetch_page", refuse, raising=False)
    window.act("pick")
    dialog = dialog_of(window)
    dialog.url.edit.setText("https://site.example/notices")
    dialog.fetch()
    assert "The site refused." in texts(dialog)
    assert dialog.load.isEnabled()


def test_a_web_address_in_add_leads_to_its_parts(window, desk, monkeypatch):
    monkeypatch.setattr(desk, "fetch_page", lambda _url: (PAGE, "text/html"), raising=False)
    window.acts.add("https://site.example/notices")
    adding = dialog_of(window)
    assert adding._part.isVisible()
    adding._part.click()
    assert not adding.isVisible()
    assert dialog_of(window).url.edit.text() == "https://site.example/notices"


def test_a_source_nobody_has_seen_live_is_marked_before_and_after_it_is_added(window, desk):
    window.acts.add("acm")
    adding = dialog_of(window)
    (row,) = [row for row in adding._rows if not row.candidate.confirmed]
    assert "unconfirmed" in row.accessibleName()
    adding.do.click()
    window.go("sources")
    QApplication.processEvents()
    (line,) = desk.sources()
    assert not line.confirmed
    assert "unconfirmed" in window.views.current()._table.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_an_answered_case_number_of_a_confirmed_source_is_not_marked(window):
    window.acts.add("M.12345")
    adding = dialog_of(window)
    assert adding._rows
    assert all(row.candidate.confirmed for row in adding._rows)
    assert adding._part.isHidden()
