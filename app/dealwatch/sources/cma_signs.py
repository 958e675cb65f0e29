"""What a CMA case page shows of the way of a case: the signs of steps taken, and the furthest stage they tell.

Reads the page alone. Must not contain: the case data (state, outcome type), which decide over it elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import Fact
from dealwatch.model.status import Stage
from dealwatch.sources.cma_body import Section
from dealwatch.sources.cma_steps import Step, phase_under, step_of
from dealwatch.sources.cma_timetable import Row

BODY, DESCRIPTION = "/details/body", "/description"
REMITTED = 3
"""The phase of a case that the Tribunal sent back."""

_SEEKING = re.compile(r"\bseeking views|\binvit(?:es|ing) comments|\bis considering\b", re.IGNORECASE)
_INVESTIGATING = re.compile(r"\binvestigat", re.IGNORECASE)
_MONITORING = re.compile(r"\bmonitoring\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing on the page that shows a step: the words, where they stand, the sentence about it, its day if told."""

    step: Step
    words: str
    anchor: str
    quote: str
    day: PartialDate | None = None

    def fact(self, name: str, value: str) -> Fact:
        return Fact(name, value, self.words, f"{BODY}#{self.anchor}", self.quote, self.day)


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a page that tell the way of a case. `as_of` is the day of its last announced change, if known."""

    description: str
    sections: Sequence[Section]
    rows: Sequence[Row]
    as_of: date | None

    def phase(self, section: Section) -> int:
        return phase_under(*section.path, section.title) or 1

    @property
    def latest_phase(self) -> int:
        """3: sent back by the Tribunal. A page without phases is one of Phase 1."""
        return max(self.phase(section) for section in self.sections)

    def past(self, row: Row) -> bool:
        """Whether the row tells of something that has happened; a row of a coming day is only an announcement."""
        if row.days is None or row.deadline:
            return False
        return self.as_of is None or row.days.first.first <= self.as_of


def row_fact(name: str, value: str, row: Row, day: PartialDate | None = None) -> Fact:
    """A fact that rests on a timetable row; `day` is its `occurred_on`."""
    return Fact(name, value, row.value, f"{BODY}#{row.anchor}", row.printed, day)


def signs(page: Page) -> list[Sign]:
    """Signs of the latest phase: the heading of the phase itself, the headings in it, its past timetable rows."""
    latest = page.latest_phase
    sections = [section for section in page.sections if page.phase(section) == latest]
    found = [_phase_sign(sections[0])] if latest > 1 else []
    found += map(_heading_sign, sections)
    found += _row_signs(row for row in page.rows if page.past(row) and (row.phase or 1) == latest)
    return [sign for sign in found if sign.step.stage is not None]


def all_signs(page: Page) -> list[Sign]:
    """Signs of every phase, for what does not end with a phase (an interim order)."""
    return [*map(_heading_sign, page.sections), *_row_signs(row for row in page.rows if page.past(row))]


def _phase_sign(section: Section) -> Sign:
    title = section.path[0] if section.path else section.title
    return Sign(Step("", Stage.IN_DEPTH), title, section.anchor, title)


def _heading_sign(section: Section) -> Sign:
    day, quote = min(section.dated, default=(None, section.title), key=lambda dated: dated[0])
    return Sign(step_of(section.title), section.title, section.anchor, quote, day)


def _row_signs(rows: Iterable[Row]) -> list[Sign]:
    """Signs of rows that have a day."""
    return [
        Sign(step_of(row.action), row.action, row.anchor, row.printed, row.days.first)
        for row in rows
        if row.days is not None
    ]


def shown_stage(page: Page, found: Sequence[Sign]) -> Fact | None:
    """The furthest stage the signs tell; a page with hardly a heading is read by its description."""
    telling = [sign for sign in found if not sign.step.general]
    if any(_rank(sign) >= Stage.PHASE1_REMEDIES.rank for sign in telling):
        found = telling
    if not found:
        return _stage_by_description(page)
    best = max(found, key=_rank)
    return best.fact("stage", str(best.step.stage))


def _rank(sign: Sign) -> int:
    return -1 if sign.step.stage is None else sign.step.stage.rank


def _stage_by_description(page: Page) -> Fact | None:
    """Seeking views is no investigation: an invitation to comment neither starts Phase 1 nor means jurisdiction."""
    if _SEEKING.search(page.description):
        stage = Stage.JURISDICTION_REVIEW
    elif _INVESTIGATING.search(page.description):
        in_phase_1 = any(phase_under(section.title) == 1 for section in page.sections)
        stage = Stage.NOTIFIED if in_phase_1 else Stage.JURISDICTION_REVIEW
    elif _MONITORING.search(page.description):
        stage = Stage.MONITORING
    else:
        return None
    return Fact("stage", stage.value, page.description, DESCRIPTION, page.description)
