"""Each view with its rows, its empty page, its words for trouble."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from sample_desk import SampleDesk

from dealwatch.ui.cells import CELL
from dealwatch.ui.inline_bar import InlineBar
from dealwatch.ui.views.cards import Card


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def button(widget: QWidget, text: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if b.text().startswith(text) and b.isVisible())


# -- today


def test_today_says_what_changed_since_when_and_what_was_checked(window) -> None:
    said = words(window.views)
    assert "Changed since Mon 11 Nov, 17:05" in said
    assert any(text.startswith("No change in the other 5 deals. 8 sources, 214 requests") for text in said)
    assert "Next deadlines" in said
    assert "Bundeskartellamt refused automated reading." in said


def test_today_is_never_empty_of_words(make_window) -> None:
    desk = SampleDesk(blocked=False)
    desk.mark_looked()
    said = words(make_window(desk).views)
    assert any(text.startswith("Nothing changed since Tue 19 Nov") for text in said)
    assert "Nothing needs you." in said


def test_mark_all_as_read_empties_today(window, desk) -> None:
    button(window.views, "Mark all as read").click()
    settle()
    assert desk.standing().unread == 0
    assert window.views.current()._list.current() is None


def test_trouble_of_a_source_leads_to_it(window, machine) -> None:
    button(window.views, "Open page").click()
    assert machine.opened == ["https://www.bundeskartellamt.de"]
    button(window.views, "Details").click()
    assert str(window.views.place) == "sources"
    assert window.inspector.source_key == "bkarta"


def test_a_deadline_opens_its_case(window, qtbot) -> None:
    from dealwatch.ui.views.today_deadlines import DeadlineLine

    row = window.views.findChild(DeadlineLine)
    assert "23 WD left" in row.accessibleName()
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert str(window.views.place) == "deal/runai"


# -- inbox


def test_the_inbox_groups_by_deal_and_reading_marks_as_read(window, desk) -> None:
    window.go("inbox")
    before = desk.standing().unread
    window.act("next")
    settle()
    assert desk.standing().unread == before - 1
    model = window.views.current()._tree.model()
    heads = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert heads[0].startswith("Alphabet / Anthropic")
    assert len(heads) == len(set(heads))


def test_the_reader_shows_facts_and_the_marked_passage(window) -> None:
    window.go("inbox")
    window.act("next")
    settle()
    reader = window.views.current()._reader
    assert "Status Not reviewable, was Phase 1" in reader._facts.accessibleName()
    start, end = reader._text.passage
    assert reader._text.toPlainText()[start:end].startswith("does not qualify")
    assert list(reader._text.marked_lines())


def test_unread_keeps_what_was_just_read_until_one_moves_on(window, desk) -> None:
    window.go("inbox")
    view = window.views.current()
    view._chips["unread"].click()
    window.act("next")
    settle()
    first = view.current()
    assert not desk.change_of(first.lead.id).unread
    assert view.current().id == first.id
    window.act("next")
    settle()
    assert view.current().id != first.id


def test_a_flag_stays_and_filters(window, desk) -> None:
    window.go("inbox")
    window.act("next")
    settle()
    view = window.views.current()
    view._reader._flag.click()
    settle()
    assert len(desk.flagged) == 1
    view._chips["flagged"].click()
    assert view._chips["flagged"].text() == "Flagged 1"
    assert len(view._tree._places()) == 1


def test_an_empty_inbox_says_what_was_checked(make_window) -> None:
    window = make_window(SampleDesk(sample_only=True, checked=False))
    window.go("inbox")
    assert {"No changes yet", "Nothing was checked yet."} <= set(words(window.views))


# -- portfolio and lists


def test_the_first_day_shows_banner_and_cards_until_they_are_used(make_window) -> None:
    desk = SampleDesk(sample_only=True, checked=False, offline=True)
    window = make_window(desk)
    window.go("list/AI partnerships")
    settle()
    bars = [bar.accessibleName() for bar in window.views.findChildren(InlineBar) if bar.isVisible()]
    expected = "Sample: bundled facts as at 18 Nov 2024. This computer has not checked them yet; it is offline."
    assert bars == [expected]
    assert len(window.views.findChildren(Card)) == 4
    button(window.views, "Send me a test notification").click()
    settle()
    assert "test_notification" in desk.cards
    assert sum(card.isVisible() for card in window.views.findChildren(Card)) == 3


# -- deal


def test_the_deal_page_tells_the_course_in_words_and_picture(window) -> None:
    window.go("deal/figma")
    view = window.views.current()
    assert view.ribbon.figure.title == "Course of the reviews"
    assert "EC: Objections" in view.ribbon.accessibleDescription() or "EC" in view.ribbon.accessibleDescription()
    table = view.table
    events = [table.model().index(row, 2).data() for row in range(table.model().rowCount())]
    assert events[0] == "Statement of objections sent"
    assert "Phase 2 deadline moved to 5 Feb 2024" in events
    assert events[-1] == "Deal announced, $20bn"


def test_opening_a_deal_shows_the_proof_of_its_newest_step(window) -> None:
    window.go("deal/mistral")
    assert window.inspector.change.name == "Microsoft / Mistral AI"


def test_a_review_of_several_deals_is_shown_as_one_of_the_deal_at_hand(window, desk) -> None:
    shared = desk.world.cases["mistral-cma"]
    desk.world.cases["mistral-cma"] = replace(shared, deal_ids=("openai", "mistral"))
    window.go("deal/mistral")
    view = window.views.current()
    view.table.go_to(next(e.id for e in desk.world.events if e.case_id == "mistral-cma"))
    assert window.inspector.change.name == "Microsoft / Mistral AI"


def test_an_authority_filters_the_chronology(window) -> None:
    window.go("deal/figma")
    view = window.views.current()
    everything = view.table.model().rowCount()
    button(view, "CMA").click()
    by = {view.table.model().index(row, 1).data() for row in range(view.table.model().rowCount())}
    assert by == {"CMA"}
    assert view.table.model().rowCount() < everything


def test_documents_open_on_their_site(window, machine) -> None:
    window.go("deal/mistral")
    view = window.views.current()
    view.tabs.setCurrentIndex(3)
    settle()
    view._documents.step(1)
    view._documents._open(view._documents.currentIndex())
    assert machine.opened == ["https://assets.publishing.service.gov.uk/mistral.pdf"]


def test_a_deal_without_documents_says_so(window) -> None:
    window.go("deal/bbva")
    window.views.current().tabs.setCurrentIndex(3)
    assert "No documents yet" in words(window.views)


def test_a_deal_that_is_gone_is_said_to_be_gone(window) -> None:
    window.go("deal/nothing")
    assert "This deal is not there any more" in words(window.views)


# -- sources


def test_sources_say_their_state_in_words_and_shape(window) -> None:
    window.go("sources")
    table = window.views.current()._table
    rows = {table.model().index(r, 0).data(): table.model().index(r, 1).data() for r in range(table.model().rowCount())}
    assert rows["Bundeskartellamt"] == "Blocked since 09:12"
    assert rows["CMA"] == "Current"
    assert "8, one needs a look" in words(window.views)


def test_a_source_in_the_inspector_tells_what_is_safe(window) -> None:
    window.go("source/bkarta")
    said = words(window.inspector)
    assert any(text.startswith("Bundeskartellamt refused automated reading.") for text in said)
    assert any("What is stored stays valid" in text for text in said)
    assert "HTTP 403" in said
    assert "read, no change" in said


def test_the_ledger_counts_what_left_the_machine(window) -> None:
    window.go("sources")
    said = words(window.views)
    assert any("Today 214 requests to 14 hosts, 1.9 MB; nothing else left the machine." in text for text in said)


def test_strips_have_a_summary_for_those_who_do_not_see_them(window) -> None:
    window.go("sources")
    table = window.views.current()._table
    cell = table.model().index(3, 2).data(CELL)
    assert "tried, could not be read" in cell.spoken


@pytest.mark.parametrize("place", ["today", "inbox", "portfolio", "sources", "deal/figma", "list/AI partnerships"])
def test_a_view_survives_collection_and_being_read_again_and_again(window, place) -> None:
    window.go(place)
    settle()
    gc.collect()
    for _ in range(5):
        window.act("next")
        window.desk_changed()
        settle()
    assert str(window.views.place) == place
