"""Suggestions of the news in the window: always told apart from a status, decided by the user, undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from sample_desk import SampleDesk
from sample_news import mistral, untracked
from test_accessibility import unnamed

from dealwatch.model.proposal import ProposalState
from dealwatch.ui import news_words
from dealwatch.ui.desk import News
from dealwatch.ui.inline_bar import InlineBar
from dealwatch.ui.places import Place, parse_link
from dealwatch.ui.proposal_dialog import ProposalDialog
from dealwatch.ui.suggested_badge import SuggestedBadge
from dealwatch.ui.trouble_dialog import TroubleDialog
from dealwatch.ui.views.today_news import NewsRow

KEY = mistral().id


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def buttons(widget: QWidget) -> dict[str, QPushButton]:
    return {b.text(): b for b in widget.findChildren(QPushButton) if b.text() and b.isVisible()}


def bars(widget: QWidget) -> list[str]:
    return [bar.accessibleName() for bar in widget.findChildren(InlineBar) if bar.isVisible()]


def opened(window) -> ProposalDialog:
    settle()
    return next(dialog for dialog in window.findChildren(ProposalDialog) if dialog.isVisible())


@pytest.fixture
def told(window, desk):
    desk.suggest(mistral(), untracked())
    window.desk_changed()
    settle()
    return window


@pytest.fixture
def dialog(told) -> ProposalDialog:
    told.open_target(f"dealwatch://proposal/{KEY}")
    return opened(told)


# -- the way there


def test_a_link_names_a_suggestion() -> None:
    assert parse_link("dealwatch://proposal/01X") == Place("proposal", "01X")
    assert parse_link("dealwatch://proposal") is None


def test_the_link_opens_it_over_the_place_that_is_shown(told) -> None:
    told.go("sources")
    told.open_target(f"dealwatch://proposal/{KEY}")
    assert opened(told).proposal_id == KEY
    assert str(told.views.place) == "sources"
    assert not opened(told).isModal()


def test_it_is_opened_once(told) -> None:
    told.go(f"proposal/{KEY}")
    told.go(f"proposal/{KEY}")
    settle()
    assert len([d for d in told.findChildren(ProposalDialog) if d.isVisible()]) == 1


def test_one_that_is_not_known_is_said_in_the_status_bar(told) -> None:
    told.open_target("dealwatch://proposal/unknown")
    settle()
    assert not told.findChildren(ProposalDialog)
    assert "not kept here" in told.status._left.accessibleName()


# -- what it says


def test_the_dialog_tells_all_and_that_it_is_only_news(dialog) -> None:
    said = words(dialog)
    assert "News suggests; no official source has said so" in said
    assert "European Commission: Microsoft / Mistral AI" in said
    assert "No formal step" in said
    assert {"€15 million", "18 Nov 2024 (Mon)", "+4 outlets"} <= set(said)
    assert "a Commission spokesperson, as reported by a news agency" in said
    assert any("lowered by the press" in text and "91 of 100" in text for text in said)
    assert any("copy of the agreement, which" in text for text in said)
    assert dialog.findChild(SuggestedBadge).accessibleName() == "News suggests Jurisdiction check"


def test_a_deal_nobody_follows_says_what_applying_does(told) -> None:
    told.go(f"proposal/{untracked().id}")
    said = words(opened(told))
    assert "Swiss Competition Commission: Alpha Chips / Beta Cloud" in said
    assert "41-0999" in said
    assert "Not followed yet. Applying this makes it a deal of yours." in said
    assert "The text does not say whether it is a formal step" in said


def test_outlets_open_in_the_browser(dialog, machine) -> None:
    buttons(dialog)["news0.example.org · Brussels looks at AI partnership"].click()
    assert machine.opened == ["https://news0.example.org/story/0"]


def test_many_outlets_are_counted_and_other_addresses_are_no_links(told, desk) -> None:
    first = mistral().outlets[0]
    odd = replace(first, url="file:///etc/passwd", title="A dropped file")
    desk.suggest(replace(mistral(), outlets=(odd, *(first for _ in range(9)))))
    told.go(f"proposal/{KEY}")
    dialog = opened(told)
    assert {"A dropped file", "+9 outlets", "and 4 more"} <= set(words(dialog))
    assert "A dropped file" not in buttons(dialog)


@pytest.mark.parametrize(("confirmed", "verb"), [(True, "confirmed"), (False, "contradicted")])
def test_what_the_authority_said_later_is_linked(told, desk, confirmed, verb) -> None:
    event = next(e for e in desk.world.events if e.case_id == "runai-ec")
    desk.confirm(KEY, event, confirmed)
    told.go(f"proposal/{KEY}")
    dialog = opened(told)
    assert bars(dialog)[0].startswith(f"The European Commission {verb} this on ")
    assert "News suggests" in words(dialog)
    buttons(dialog)["Show"].click()
    assert str(told.views.place) == "deal/runai"


# -- deciding


def test_apply_leads_to_the_deal_and_back(dialog, told, desk) -> None:
    buttons(dialog)["Apply"].click()
    settle()
    assert desk.filed[KEY].state is ProposalState.APPLIED
    assert bars(dialog) == ["On file. You are on record as its source."]
    assert set(buttons(dialog)) >= {"Undo", "Open deal", "Close"}
    assert "Apply" not in buttons(dialog)
    buttons(dialog)["Open deal"].click()
    assert str(told.views.place) == "deal/mistral"
    buttons(dialog)["Undo"].click()
    settle()
    assert desk.filed[KEY].state is ProposalState.OPEN
    assert "Apply" in buttons(dialog)
    assert bars(dialog) == []


@pytest.mark.parametrize(
    ("verb", "state", "said"),
    [
        ("Not this deal", ProposalState.NOT_THIS_DEAL, "Set aside: it is not about this deal."),
        ("Not a step", ProposalState.NOT_A_STEP, "Set aside: it is no step."),
    ],
)
def test_it_can_be_set_aside(dialog, desk, verb, state, said) -> None:
    buttons(dialog)[verb].click()
    settle()
    assert desk.filed[KEY].state is state
    assert bars(dialog) == [said]
    assert "Open deal" not in buttons(dialog)


def test_the_keyboard_decides_and_takes_back(dialog, desk, qtbot) -> None:
    assert dialog.focusWidget().text() == "Apply"
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    settle()
    assert desk.filed[KEY].state is ProposalState.APPLIED
    assert dialog.focusWidget().text() == "Undo"
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    settle()
    assert desk.filed[KEY].state is ProposalState.OPEN
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_was_decided_elsewhere_is_trouble_in_words(dialog, told, desk) -> None:
    desk.decide_proposal(KEY, ProposalState.NOT_A_STEP)
    buttons(dialog)["Apply"].click()
    settle()
    assert told.findChild(TroubleDialog).isVisible()


def test_every_control_has_a_name(dialog) -> None:
    assert unnamed(dialog) == []


# -- today


def test_today_tells_it_as_news(told) -> None:
    rows = told.views.findChildren(NewsRow)
    assert rows[0].accessibleName() == (
        "Unread. News suggests Jurisdiction check, no formal step. "
        "European Commission: Microsoft / Mistral AI, 18 Nov 2024"
    )
    assert {"EC Microsoft / Mistral AI", "5 articles", "No formal step"} <= set(words(rows[0]))
    assert "“The commission has opened its review of the purchase.”" in words(rows[1])


def test_its_sentence_is_shown_and_then_it_is_read(told, desk) -> None:
    before = desk.standing().unread
    buttons(told.views.findChildren(NewsRow)[0])["Show sentence"].click()
    assert opened(told).proposal_id == KEY
    assert desk.standing().unread == before - 1


def test_dismiss_leaves_a_bar_with_the_way_back(told, desk) -> None:
    buttons(told.views.findChildren(NewsRow)[0])["Dismiss"].click()
    settle()
    assert desk.filed[KEY].state is ProposalState.NOT_A_STEP
    assert len([row for row in told.views.findChildren(NewsRow) if row.isVisible()]) == 1
    bar = "European Commission: Microsoft / Mistral AI. Set aside: it is no step."
    assert bar in bars(told)
    buttons(told)["Undo"].click()
    settle()
    assert desk.filed[KEY].state is ProposalState.OPEN
    assert bar not in bars(told)


def test_only_the_last_dismissed_has_a_bar(told) -> None:
    for key in (KEY, untracked().id):
        told.act(f"news/dismiss/{key}")
        settle()
    assert [text for text in bars(told) if "Set aside" in text] == [
        "Swiss Competition Commission: Alpha Chips / Beta Cloud. Set aside: it is no step."
    ]


def test_mark_all_as_read_covers_the_news(told, desk) -> None:
    buttons(told.views)["Mark all as read"].click()
    settle()
    assert desk.standing().unread == 0
    desk.mark_read(tuple(news.alert for news in desk.proposals()), False)
    told.act("mark_read")
    assert desk.standing().unread == 0


def test_what_does_not_fit_on_today_is_in_the_inbox(told, desk) -> None:
    desk.suggest(*(replace(untracked(), id=f"more{number}") for number in range(3)))
    told.desk_changed()
    settle()
    buttons(told.views)["2 more suggestions of the news"].click()
    settle()
    assert str(told.views.place) == "inbox"
    assert told.views.current()._chips["news"].isChecked()
    assert told.views.current()._chips["news"].text() == "News 5"


# -- inbox


def test_the_inbox_shows_and_decides_them_in_place(told, desk) -> None:
    told.act("news/list/all")
    view = told.views.current()
    assert "Choose a suggestion" in words(view)
    before = desk.standing().unread
    told.act("next")
    settle()
    assert desk.standing().unread == before - 1
    assert "European Commission: Microsoft / Mistral AI" in words(view)
    buttons(view)["Not this deal"].click()
    settle()
    assert desk.filed[KEY].state is ProposalState.NOT_THIS_DEAL
    assert view._news.model().rowCount() == 1
    buttons(view)["Undo"].click()
    settle()
    assert view._news.model().rowCount() == 2


def test_j_and_k_walk_and_enter_opens_a_window(told, qtbot) -> None:
    told.act("news/list/all")
    view = told.views.current()
    assert view.first_focus() is view._news
    told.act("next")
    told.act("next")
    told.act("previous")
    settle()
    assert view._news.current().filed.id == KEY
    qtbot.keyClick(view._news, Qt.Key.Key_Return)
    assert opened(told).proposal_id == KEY
    assert unnamed(told) == []


def test_the_other_filters_show_changes_again(told) -> None:
    told.act("news/list/all")
    view = told.views.current()
    view._chips["all"].click()
    settle()
    assert view._tree.isVisible()
    assert not view._news.isVisible()
    assert view.first_focus() is view._tree


def test_news_alone_can_be_reached(make_window) -> None:
    desk = SampleDesk(empty=True, checked=False)
    desk.suggest(untracked())
    window = make_window(desk)
    window.act("news/list/all")
    assert window.views.current()._news.isVisible()


def test_an_empty_list_says_what_belongs_there(window) -> None:
    window.act("news/list/all")
    settle()
    assert "Nothing suggested" in words(window.views)


# -- words


def test_a_sentence_that_brings_its_marks_gets_no_second_ones() -> None:
    assert news_words.sentence(mistral()).startswith("“We have")
    assert news_words.sentence(untracked()) == "“The commission has opened its review of the purchase.”"


def test_one_without_an_event_date_says_when_it_was_read() -> None:
    assert news_words.day(untracked()) == "read 19 Nov 2024"
    assert news_words.more_outlets(untracked()) == ""
    assert not news_words.spoken(News(untracked())).startswith("Unread")
