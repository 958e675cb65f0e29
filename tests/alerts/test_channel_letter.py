"""Letters: what changed from what to what, who says so, where it stands and when it was seen, in words and as data."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dealwatch.alerts.channel_letter import change_line, letter_of, moment_text, trial_letter
from dealwatch.alerts.channel_words import KINDS, trouble_line, trouble_words
from dealwatch.alerts.wording import Told
from dealwatch.language import speak
from dealwatch.model.alert import Alert, AlertLevel, AlertSubject, Reminder
from dealwatch.model.channel import ChannelKind, Trouble
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case, Deal
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.proposal import Filed, Modality, Outlet, Proposal, ProposalState, Role
from dealwatch.model.status import Badge, Status

NOW = datetime(2024, 5, 17, 13, tzinfo=UTC)
CASE = Case("1", "cma", "CMA", "k", "ME/7102/24", "Acme / Beta", "https://x/case", "UK_MERGER", Status())


def _event(kind=EventKind.STATUS, field="outcome", old="pending", new="cleared", **more):
    values = {"badge_old": "phase_1", "badge_new": "cleared", "quote": "The merger is cleared.", **more}
    evidence = Evidence("a" * 64, "https://x/page", NOW, "", values.pop("quote"))
    return Event("E1", "1", NOW, kind, field, old, new, source="cma", evidence=evidence, authority="CMA", **values)


def _told(*events, subject=AlertSubject.CHANGE, detail="", case=CASE, **more):
    alert = Alert("A1", NOW, subject, AlertLevel.NOTIFY, case_id="1" if case else "", source="cma", detail=detail)
    return Told(alert, events, case, source_title="The Register", **more)


def test_a_change_is_told_in_full():
    event = _event(occurred_on=PartialDate(2024, 5, 16))
    letter = letter_of([_told(event, deal=Deal("d", "My deal"))], "Title")
    assert letter.text.splitlines()[:8] == [
        "CMA: My deal – Cleared",
        "Authority: CMA",
        "Case: Acme / Beta (ME/7102/24)",
        "Status: Phase 1 → Cleared",
        "Day given by the source: 16 May 2024 (Thu)",
        f"Seen: {moment_text(NOW)}",
        "‘The merger is cleared.’",
        "https://x/page",
    ]
    assert '<a href="https://x/page">' in letter.html
    assert letter.changes[0]["case"] == "ME/7102/24"
    assert letter.changes[0]["deal"] == "My deal"
    assert letter.changes[0]["events"][0]["occurred_on"] == "2024-05-16"
    assert letter.changes[0]["observed_at"] == "2024-05-17T13:00:00Z"


@pytest.mark.parametrize(("proof", "own", "page"), [
    ("https://x/page", "https://x/case", "https://x/page"),
    ("https://www.gov.uk/api/content/cma-cases/a", "https://www.gov.uk/cma-cases/a", "https://www.gov.uk/cma-cases/a"),
    ("https://webgate.ec.europa.eu/search?x", "https://competition-cases.ec.europa.eu/cases/M.1",
     "https://competition-cases.ec.europa.eu/cases/M.1"),
    ("https://webgate.ec.europa.eu/search?x", "", "https://competition-cases.ec.europa.eu/search"),
])  # fmt: skip
def test_the_address_is_one_that_people_can_read(proof, own, page):
    event = replace(_event(), evidence=Evidence("a" * 64, proof, NOW))
    assert letter_of([_told(event, case=replace(CASE, url=own))], "x").text.splitlines()[-3] == page


def test_names_are_told_whole():
    long = replace(CASE, title="A very long name of a company / Another very long name of a company", printed_number="")
    text = letter_of([_told(_event(), case=long)], "x").text
    assert text.splitlines()[0] == f"CMA: {long.title} – Cleared"
    assert f"Case: {long.title}\n" in text


def test_the_moment_says_how_far_it_is_from_utc():
    assert re.fullmatch(r"1[78] May 2024 \(\w+\) \d\d:\d\d \(UTC[+-]\d\d:\d\d\)", moment_text(NOW))


@pytest.mark.parametrize(("event", "line"), [
    (_event(), "Status: Phase 1 → Cleared"),
    (_event(badge_old=""), "Status: Cleared"),
    (_event(field="clock", old="running", new="suspended", badge_new="phase_1"), "Clock: Running → Suspended"),
    (_event(EventKind.FIRST_SEEN, "case", None, "x", badge_old="cleared"), "new case, Cleared"),
    (_event(EventKind.FIRST_SEEN, "case", None, "x", badge_old=""), "Status: Cleared"),
    (_event(EventKind.DEADLINE, "phase_1", "2024-07-12", "2024-07-15"),
     "Deadline (Phase 1): 12 Jul 2024 (Fri) → 15 Jul 2024 (Mon)"),
    (_event(EventKind.DEADLINE, "phase_1", "2024-07-12", None), "Deadline (Phase 1): 12 Jul 2024 (Fri) → nothing"),
    (_event(EventKind.DEADLINE, "phase_1", None, "some day"), "Deadline (Phase 1): some day"),
    (_event(EventKind.DOCUMENT, "d", None, "Decision"), "Document: Decision"),
    (_event(EventKind.REMOVED, "d", "Decision", None), "No longer shown: Decision"),
    (_event(EventKind.PARTY, "buyer", "Acme", "Acme SE"), "Parties: Acme → Acme SE"),
    (_event(EventKind.TITLE, "title", "A", "B"), "Title: A → B"),
    (_event(EventKind.TEXT, "text:summary", "x " * 300, "y"), "Text summary: " + ("x " * 100)[:199].rstrip() + "… → y"),
])  # fmt: skip
def test_every_kind_of_change_says_from_what_to_what(event, line):
    assert change_line(event) == line


def test_what_is_no_change_of_a_case_has_its_words_too():
    item = _told(_event(EventKind.DOCUMENT, "i", None, "News"), subject=AlertSubject.ITEM, case=None)
    reminder = Reminder("phase_1", date(2024, 5, 20), 1, 3, True, "Phase 1 deadline")
    near = _told(subject=AlertSubject.REMINDER, detail=reminder.text)
    health = _told(subject=AlertSubject.HEALTH, detail="blocked", case=None)
    proposal = Proposal(("A", "B"), "EC", Badge.JURISDICTION_CHECK, False, Role.MAIN, Modality.FACT, "It will look.",
                        0, 0.9, "why", deal="A / B")  # fmt: skip
    filed = Filed("P1", NOW, proposal, ProposalState.OPEN, (Outlet("https://n/1", "t", "", "feed:x"),))
    news = _told(subject=AlertSubject.PROPOSAL, case=None, filed=filed)
    text = letter_of([item, near, health, news], "4 changes").text
    for words in ("Source: The Register", "Document: News", "Phase 1 deadline on the next working day",
                  "20 May 2024 (Mon)", "https://x/case", "What is stored stays valid", "https://n/1",
                  "not a formal step"):  # fmt: skip
        assert words in text
    nameless = Case("1", "ec", "EC", "k", "", "", "", "", "", Status())
    assert "Case: k" in letter_of([_told(_event(), case=nameless)], "x").text


def test_letters_speak_the_users_language():
    speak("de")
    try:
        letter = letter_of([_told(_event())], "x")
        assert 'lang="de"' in letter.html
        assert "Behörde: CMA" in letter.text
        assert "Seen" not in letter.text
        assert trial_letter().title != "Test from Dealwatch"
        assert trouble_words(Trouble.LOGIN)[0] not in trouble_line(Trouble.LOGIN)
    finally:
        speak("en")


def test_every_trouble_and_kind_has_words():
    for trouble in Trouble:
        title, hint = trouble_words(trouble)
        assert title.endswith(".")
        assert hint.endswith(".")
        assert trouble_line(trouble) == f"{title} {hint}"
    assert set(KINDS) == set(ChannelKind)
