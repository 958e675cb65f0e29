"""A deadline that comes near, in words and as a message."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dealwatch.alerts import wording
from dealwatch.alerts.outbox import compose, target
from dealwatch.alerts.wording import TITLE_LENGTH, Told
from dealwatch.model.alert import Alert, AlertLevel, AlertSubject, Reminder
from dealwatch.model.deal import Case, Deal
from dealwatch.model.status import Status

NOW = datetime(2026, 7, 7, 9, tzinfo=UTC)
CASE = Case("C1", "ec", "EC", "M.1", "M.1", "Alpha / Beta", "https://x", "EU_MERGER", Status())


def told(working_days=3, days=3, published=True, case=CASE, deal=None):
    reminder = Reminder("decision", date(2026, 7, 10), working_days, days, published, "Phase 1 decision")
    alert = Alert("A1", NOW, AlertSubject.REMINDER, AlertLevel.NOTIFY, case_id="C1", detail=reminder.text)
    return Told(alert, (), case, deal, "EC register")


@pytest.mark.parametrize(
    ("working_days", "days", "words"),
    [(3, 5, "in 3 working days"), (1, 1, "tomorrow"), (1, 3, "on the next working day"), (0, 0, "today"),
     (0, 1, "tomorrow")],
)  # fmt: skip
def test_how_near_it_is(working_days, days, words):
    assert wording.title(told(working_days, days)).endswith(f"Phase 1 decision {words}")


def test_it_names_the_deal_and_says_who_gave_the_day():
    deal = Deal("D", "Alpha – Beta")
    assert wording.title(told(deal=deal)) == "EC: Alpha – Beta – Phase 1 decision in 3 working days"
    assert wording.body(told()) == "10 Jul 2026 (Fri) · published by EC"
    assert wording.body(told(published=False)) == "10 Jul 2026 (Fri) · computed; EC has not published it"
    assert wording.body(told(case=None)) == "10 Jul 2026 (Fri) · published by the authority"
    assert len(wording.title(told(case=replace(CASE, title="Alpha " * 30)))) <= TITLE_LENGTH


def test_a_click_opens_the_deadline():
    message = compose([told()])
    assert message.target == target(told()) == "dealwatch://deadline/C1/decision"
    assert message.actions == (("open", "Open case"),)


@pytest.mark.parametrize(
    ("changes", "near", "title"),
    [(0, 2, "2 deadlines near"), (1, 1, "1 change, 1 deadline near"), (2, 1, "2 changes, 1 deadline near"),
     (3, 0, "3 changes")],
)  # fmt: skip
def test_several_at_once_are_counted_apart(changes, near, title):
    health = Told(Alert("H", NOW, AlertSubject.HEALTH, AlertLevel.NOTIFY, source="ec", detail="ok"), ())
    assert compose([*[health] * changes, *[told()] * near]).title == title


def long_stop(days=30, from_document=False):
    reminder = Reminder("long_stop/D", date(2026, 7, 10), days, days, from_document, "Long-stop date")
    alert = Alert("A2", NOW, AlertSubject.REMINDER, AlertLevel.NOTIFY, deal_id="D", detail=reminder.text)
    return Told(alert, (), None, Deal("D", "Alpha / Beta"))


@pytest.mark.parametrize(("days", "words"), [(30, "in 30 days"), (2, "in 2 days"), (1, "tomorrow"), (0, "today")])
def test_a_long_stop_date_is_one_of_the_deal_in_calendar_days(days, words):
    assert wording.title(long_stop(days)) == f"Alpha / Beta – Long-stop date {words}"


def test_a_long_stop_date_says_where_the_day_is_from_and_opens_the_deal():
    assert wording.body(long_stop()) == "10 Jul 2026 (Fri) · entered by you"
    assert wording.body(long_stop(from_document=True)) == "10 Jul 2026 (Fri) · stated in a document"
    message = compose([long_stop()])
    assert (message.target, message.actions) == ("dealwatch://deal/D", (("open", "Open deal"),))
