"""What a newcomer does first: paste something, add it, and look at the proof; and what is there again the next day."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit

from dealwatch.language import speak
from dealwatch.model.event import EventNote
from dealwatch.sources.recognise import recognise
from dealwatch.store.faults import explain
from dealwatch.ui.app import _write_log
from dealwatch.ui.controls import Button
from dealwatch.ui.damaged_dialog import damaged
from dealwatch.ui.desk import Hit
from dealwatch.ui.hand_words import hand_words
from dealwatch.ui.jump_list import HitModel, kind_words
from dealwatch.ui.meaning_words import CAUTIONS, caution_words, meaning_words


@pytest.fixture
def german():
    speak("de")
    yield
    speak("en")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("MN-01016", "Case MN-01016 · ACCC"),
        ("T-227/21", "Case T-227/21 · General Court. No register that Dealwatch reads shows it."),
        ("https://www.gov.uk/cma-cases/acme-slash-beta-merger-inquiry", "The case of this page · CMA"),
        ("cma", "The whole register · CMA"),
        ("Acme Holdings", "Any new case that names “Acme Holdings”"),
        ("AI partnerships", "The list “AI partnerships”"),
        ("feeds.opml", "A list of feeds (OPML)"),
        ("feed:https://example.org/feed.xml", "A feed"),
        ("page:https://example.org/news", "A web page"),
        ("page:https://example.org/sitemap.xml", "A site's list of pages"),
        ("/srv/notices", "A file or folder on this computer"),
    ],
)
def test_what_a_text_was_taken_for_is_one_line(text, words) -> None:
    meaning = recognise(text)
    assert meaning is not None
    assert meaning_words(meaning) == words


def test_a_window_in_german_says_it_in_german(german) -> None:
    assert meaning_words(recognise("MN-01016")) == "Fall MN-01016 · ACCC"


def test_every_caution_that_a_recognition_gives_is_known_to_the_catalogues() -> None:
    meaning = recognise("feed:https://news.google.com/rss/search?q=acme")
    assert meaning.caution in CAUTIONS
    assert caution_words(meaning) == meaning.caution
    assert caution_words(recognise("MN-01016")) == ""


# -- pasting


def dialog_of(window) -> QDialog:
    return next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())


def test_an_address_is_pasted_into_the_window_and_offered(window) -> None:
    QApplication.clipboard().setText("https://www.gov.uk/cma-cases/acme-slash-beta-merger-inquiry")
    window.views.current().first_focus().setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert dialog_of(window).field.edit.text() == "https://www.gov.uk/cma-cases/acme-slash-beta-merger-inquiry"


@pytest.mark.parametrize("text", ["", "   \n"])
def test_pasting_nothing_says_what_can_be_pasted(window, text) -> None:
    QApplication.clipboard().setText(text)
    window.act("paste")
    assert not [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert "copy an address or a text" in window.status._left.text()


def test_a_field_that_has_the_keyboard_takes_what_is_pasted(window) -> None:
    QApplication.clipboard().setText("M.12345")
    window.act("find")
    field = window.focusWidget()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "M.12345"
    assert not [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


# -- the proof at once


def test_the_first_step_that_comes_is_shown_with_its_proof(window, desk, monkeypatch) -> None:
    """The page of a case that was just added is open before its first reading brings a step."""
    full = desk.page
    empty = SimpleNamespace(now=True)

    def page(deal_id: str = "", case_id: str = ""):
        found = full(deal_id, case_id)
        if not empty.now or found is None:
            return found
        return replace(found, events=(), deal=replace(found.deal, announced=None))

    monkeypatch.setattr(desk, "page", page)
    window.go("deal/figma")
    assert window.inspector.change is None
    empty.now = False
    window.desk_changed()
    assert window.inspector.change is not None
    assert window.views.current().table.currentIndex().row() == 0
    window.views.current().table.step(1)
    chosen = window.inspector.change
    window.desk_changed()
    assert window.inspector.change == chosen  # only the first time: what was chosen since stays


def test_a_change_offers_its_comparison_and_a_first_sight_does_not(window, monkeypatch) -> None:
    told = []
    monkeypatch.setattr(window, "act", told.append)
    found = [window.desk.change_of(event.id) for event in window.desk.page("figma").events]
    changes = {change.lead.kind: change for change in found if change is not None and change.lead.evidence.snapshot}
    assert changes
    for kind, change in changes.items():
        window.inspector.show_change(change)
        buttons = [each for each in window.inspector.findChildren(Button) if each.text() == "Compare"]
        assert bool(buttons) == (kind != "first_seen")
        if buttons:
            buttons[0].click()
    assert "diff" in told


# -- the same place the next day


def test_a_place_is_written_down_once_it_has_stood(window, settings) -> None:
    settings.remove("place")
    window.memory.setInterval(0)
    window.go("sources")
    QTest.qWait(20)
    assert settings.value("place") == "sources"


# -- what an article says is not what the authority says


@pytest.mark.parametrize(
    ("words", "german"),
    [
        ("Taken back by the person who entered it.", "Zurückgenommen von der Person, die es eingetragen hat."),
        ("Cleared; no formal step; said by: A paper", "Freigegeben; kein förmlicher Schritt; laut: A paper"),
        ("Cleared", "Freigegeben"),
        ("My own reason; and another", "My own reason; and another"),
        ("", ""),
    ],
)
def test_what_dealwatch_wrote_into_an_entry_is_said_in_the_language_of_the_window(german, words) -> None:
    speak("de")
    said = hand_words(words)
    speak("en")
    assert said == german
    assert hand_words(words) == words


@pytest.mark.parametrize(
    ("note", "who"), [(EventNote.NONE, "the CMA"), (EventNote.BY_USER, "the source"), (EventNote.SAMPLE, "the source")]
)
def test_a_quote_is_the_authoritys_only_where_the_authority_wrote_it(window, note, who) -> None:
    found = [window.desk.change_of(event.id) for event in window.desk.page("figma").events]
    change = next(c for c in found if c is not None and c.lead.authority == "CMA" and c.lead.evidence.quote)
    lead = replace(change.lead, note=note)
    window.inspector.show_change(replace(change, events=(lead,)))
    assert f"In the words of {who}" in [label.text() for label in window.inspector.findChildren(QLabel)]


# -- a deadline into the calendar


@pytest.fixture
def file(tmp_path, monkeypatch):
    asked = []

    def ask(_parent, _title, name, _kinds):
        asked.append(name)
        return str(tmp_path / "days.ics"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return asked


def test_a_deadline_goes_into_a_calendar_file_from_beside_its_workings(window, desk, file) -> None:
    key = desk.case_deadlines("figma-ec")[0].key
    window.inspect_deadline(key)
    button = next(each for each in window.inspector.findChildren(Button) if each.text() == "Calendar file…")
    button.click()
    assert desk.written_days == (key,)
    assert file == [f"{desk.deadline(key).name.replace('/', '-')}.ics"]
    assert window.status._left.text() == "1 day written to days.ics."


def test_the_calendar_file_of_a_page_has_the_days_of_that_page(window, desk, file) -> None:
    window.go("deal/figma")
    window.act("calendar_file")
    cases = desk.page("figma").cases
    keys = {sheet.key for case in cases for sheet in desk.case_deadlines(case.id) if sheet.deadline.last_day}
    assert keys <= set(desk.written_days)
    assert str(window.views.place) == "deal/figma"
    assert file


def test_elsewhere_the_calendar_file_is_the_calendars(window, file) -> None:
    window.go("portfolio")
    window.act("calendar_file")
    assert str(window.views.place) == "calendar"
    assert file == ["dealwatch.ics"]


def test_no_file_is_written_where_none_was_chosen(window, desk, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_more: ("", ""))
    desk.written_days = ()
    window.go("deal/figma")
    window.act("calendar_file")
    assert desk.written_days == ()


# -- words and folders


def test_what_was_found_is_said_in_the_language_of_the_window(german) -> None:
    assert kind_words(Hit("deal", "Alpha / Beta", "", "deal/1")) == "Vorhaben"
    model = HitModel()
    model.show_hits([Hit("case", "M.1", "", "case/1"), Hit("case", "M.2", "a snippet", "case/2")])
    assert [model.data(model.index(row)) for row in (0, 1)] == ["M.1, Fall", "M.2, Fall, a snippet"]
    assert kind_words(Hit("newer", "", "", "")) == "newer"


@pytest.mark.parametrize("there", [True, False])
def test_a_file_is_offered_in_a_folder_that_is_there(window, tmp_path, monkeypatch, there) -> None:
    folder = tmp_path / "Documents"
    if there:
        folder.mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(folder))
    window.go("deal/figma")
    window.act("case_file")
    shown = [edit.text() for edit in dialog_of(window).findChildren(QLineEdit)]
    assert any(Path(text).parent == (folder if there else tmp_path) for text in shown if text.endswith(".pdf"))


def test_coming_back_to_a_deal_shows_its_proof_again(window) -> None:
    window.go("deal/figma")
    window.views.step(1)
    chosen = window.views.current().current_event()
    window.go("sources")
    window.views.step(1)
    assert window.inspector.source_key
    window.act("back")
    assert str(window.views.place) == "deal/figma"
    assert chosen in window.inspector.change.events


# -- what stands in the way of a start


def test_a_damaged_file_is_known_as_such_in_every_language(german) -> None:
    error = sqlite3.DatabaseError("malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    found = explain(error, Path("x"))
    assert damaged(found)
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    assert not damaged(explain(error, Path("x")))


def test_a_folder_without_room_for_a_log_does_not_end_the_start(tmp_path, monkeypatch) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    _write_log(tmp_path / "not there")
    assert [type(handler) for handler in root.handlers] == [logging.NullHandler]
