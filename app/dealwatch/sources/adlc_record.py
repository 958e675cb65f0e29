"""One decision of the Autorité de la concurrence as the open data states it, read into facts. Pure.

Values come as text, as a list, or as a list written as text (`"['BTP']"`). Must not contain: the file
(`adlc_decisions`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from dealwatch.language import mark
from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import CaseFacts, Fact
from dealwatch.model.status import Clock, Outcome, Overlay, Stage
from dealwatch.sources.official_json import text
from dealwatch.sources.printed import clean, level

AUTHORITY, PROCEDURE, PROVIDER = "AdlC", "FR_MERGER", "decisions"
SITE = mark("the open data of the Autorité de la concurrence")

_NUMBER = re.compile(r"(\d{2})\s*-\s*([A-Z]{1,4})\s*-\s*(\d{1,4})(\s*(?:bis|ter))?", re.IGNORECASE)
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_SPELT = re.compile(r"(\d{1,2})(?:er)?\s+([a-zéû]+)\s+(\d{4})", re.IGNORECASE)
_MERGER = "DCC"
_ENDS = (
    (Outcome.PROHIBITED, re.compile(r"\binterdi")),
    (Outcome.NO_JURISDICTION, re.compile(r"\binapplicab|non contrôlable|hors (?:du )?champ|incompéten")),
    (Outcome.WITHDRAWN, re.compile(r"\bretrait|\bretir|désist|abandon")),
    (Outcome.REFERRED_AWAY, re.compile(r"\brenvoi\b.*commission")),
    (Outcome.CLEARED_CONDITIONS, re.compile(r"autoris.*(?:engagement|injonction|condition|sous réserve)")),
    (Outcome.CLEARED, re.compile(r"autoris")),
)
_WITHOUT = re.compile(r"sans (?:engagement|condition|injonction)s?")
_IN_DEPTH = re.compile(r"ouverture|examen approfondi|phase 2 ouverte")


def read_record(content: Mapping[str, Any], record: bytes, place: int, seen_at: datetime) -> CaseFacts | str:
    """The decision, or why it cannot be read: it needs a number, a title and a day."""
    match = _NUMBER.fullmatch(_one(content, "id_decision"))
    title, day = _one(content, "titre_decision"), _day(content)
    if match is None or not title or day is None:
        return f"number {_one(content, 'id_decision')!r}, title {title[:40]!r}, day {_one(content, 'date_decision')!r}"
    kind = match[2].upper()
    number = f"{match[1]}-{kind}-{match[3]}{(match[4] or '').replace(' ', '').lower()}"
    merger = kind == _MERGER
    return CaseFacts(
        authority=AUTHORITY,
        number=number,
        provider=PROVIDER,
        facts=tuple(_facts(content, title, day, merger)),
        url=_one(content, "url_site"),
        procedure=PROCEDURE if merger else "",
        as_of=seen_at,
        record=record,
        record_locator=f"/{place}",
        warnings=_unmapped(content, number) if merger else (),
    )


def _one(content: Mapping[str, Any], name: str) -> str:
    """A value as one text."""
    return ", ".join(_many(content, name))


def _many(content: Mapping[str, Any], name: str) -> list[str]:
    value = content.get(name)
    if isinstance(value, str) and value.lstrip().startswith("["):
        with suppress(ValueError, SyntaxError, MemoryError, RecursionError):  # a text that only begins like a list
            value = ast.literal_eval(value.strip())
    values = value if isinstance(value, list) else [value]
    return [words for words in map(text, values) if words]


def _day(content: Mapping[str, Any]) -> date | None:
    """The machine-readable day, else the one in French words; None for none."""
    with suppress(ValueError):
        return date.fromisoformat(_one(content, "date_decision_datetime")[:10])
    match = _SPELT.search(_one(content, "date_decision"))
    if match is None or match[2].casefold() not in _MONTHS:
        return None
    try:
        return date(int(match[3]), _MONTHS.index(match[2].casefold()) + 1, int(match[1]))
    except ValueError:
        return None


def _end(content: Mapping[str, Any]) -> Outcome:
    """The outcome of a merger by the words of its operative part; pending where they are none that is mapped."""
    words = _WITHOUT.sub("", level(_one(content, "dispositifs_dcc")).casefold())
    return next((outcome for outcome, pattern in _ENDS if pattern.search(words)), Outcome.PENDING)


def _opens(content: Mapping[str, Any]) -> bool:
    """Whether the decision opens the in-depth examination and ends nothing."""
    return _end(content) is Outcome.PENDING and bool(
        _IN_DEPTH.search(level(_one(content, "dispositifs_dcc")).casefold())
    )


def _unmapped(content: Mapping[str, Any], number: str) -> tuple[str, ...]:
    words = _one(content, "dispositifs_dcc")
    if not words or _end(content) is not Outcome.PENDING or _opens(content):
        return ()
    return (f"{number}: operative part not mapped: {words}",)


def _facts(content: Mapping[str, Any], title: str, day: date, merger: bool) -> Iterator[Fact]:
    decided = PartialDate.of(day)
    ended = _one(content, "dispositifs_dcc")
    told = ended or title
    place = "/dispositifs_dcc" if ended else "/titre_decision"
    stage = Stage.IN_DEPTH if merger and _opens(content) else Stage.DECISION
    outcome = _end(content) if merger else Outcome.PENDING
    yield Fact("stage", stage.value, told, place, told, decided)
    yield Fact("outcome", outcome.value, told, place, told, decided)
    yield Fact("clock", Clock.NONE.value, told, place, told)
    simplified = _one(content, "decision_simplifiee")
    if merger and simplified.casefold() == "oui":
        place = "/decision_simplifiee"
        yield Fact("overlay", Overlay.SIMPLIFIED.value, "décision simplifiée", place, simplified)
    yield Fact("title", title, title, "/titre_decision", title)
    printed = _one(content, "date_decision") or day.isoformat()
    name = "date_decision" if _one(content, "date_decision") else "date_decision_datetime"
    yield Fact("date:decision", day.isoformat(), printed, f"/{name}", printed)
    for fact, field in (
        ("text:type", "type_decision"),
        ("text:phase", "phase_decision_concentration"),
        ("text:outcome", "dispositifs_dcc"),
        ("text:operation", "type_operation_concentration"),
        ("text:sectors", "secteur_activite"),
    ):
        if said := _many(content, field):
            words = ", ".join(said)
            yield Fact(fact, level(words), words, f"/{field}", said[0])
    for role, field in (("notifying", "partie_notifiante"), ("parties", "entreprises_concernees")):
        if names := list(dict.fromkeys(map(clean, _many(content, field)))):
            yield Fact(f"party:{role}", "\n".join(names), ", ".join(names), f"/{field}", names[0])
