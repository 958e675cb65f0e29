"""The procedure ribbon as data: one axis for all reviews, and for each its bars, numbered marks, flags and outcomes.

Days only; the template turns them into millimetres. The words of the picture are made here too, so that the figure
has a text twin. Must not contain: how a course is read from a case (`casefile_course`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dealwatch.export.casefile_course import LABELS, Stretch, outcome_turns, stretches_of
from dealwatch.export.casefile_dates import day_text, month_end, month_start
from dealwatch.export.casefile_entries import Entry
from dealwatch.export.casefile_review import Review
from dealwatch.export.casefile_words import joined
from dealwatch.export.marks import MARKS
from dealwatch.language import _, mark
from dealwatch.model.status import Outcome, Status

PLOT = 136.0
"""Width of the time area in mm on A4."""
TAIL = 20.0
"""Room behind the last mark in mm."""
CIRCLE = 3.9
"""Least distance in mm of two numbered circles in one row."""
CIRCLE_ROWS = 3
KEY_ROWS = 28
"""How many numbers the key under the figure takes at most."""

_SPOKEN = {
    "monitor": mark("Observed without a clock"),
    "check": mark("Jurisdiction check without a clock"),
    "pre": mark("Pre-notification without a clock"),
    "p1": mark("Phase 1"),
    "p2": mark("In-depth review"),
    "ext": mark("Extended"),
    "rem": mark("Remedies or order"),
    "stop": mark("Clock stopped"),
    "left": mark("Legal time left"),
    "court": mark("In court"),
    "appeal": mark("Under appeal"),
}


@dataclass(frozen=True, slots=True)
class Lane:
    """One review's part of the picture. `rows` are (index in the chronology, row)."""

    review: Review
    stretches: tuple[Stretch, ...]
    rows: tuple[tuple[int, Entry], ...]

    @property
    def flags(self) -> list[tuple[date, bool]]:
        """(day, official) of the deadlines to show: those ahead, and one that a withdrawal left unreached."""
        reached = {stretch.end for stretch in self.stretches if stretch.kind == "left"}
        days: dict[date, bool] = {}
        for limit in self.review.limits:
            if limit.day is not None and not limit.scheduled and (limit in self.review.running or limit.day in reached):
                days[limit.day] = days.get(limit.day, False) or limit.official is not None
        return sorted(days.items())

    def days(self) -> list[date]:
        ends = [day for stretch in self.stretches for day in (stretch.first, stretch.end) if day is not None]
        return (
            ends
            + [entry.day.first for _, entry in self.rows if entry.axes or _moves(entry)]
            + [day for day, _ in self.flags]
        )


def lanes_of(reviews: Sequence[Review], numbered: Sequence[tuple[Review, Entry]]) -> list[Lane]:
    """`numbered` is the whole chronology; its order gives the numbers."""
    found = []
    for review in reviews:
        official = [limit.official for limit in review.limits if limit.official is not None and not limit.scheduled]
        stretches = stretches_of(review.entries, review.case.status, official, review.today)
        rows = tuple((index, entry) for index, (owner, entry) in enumerate(numbered) if owner.id == review.id)
        found.append(Lane(review, tuple(stretches), rows))
    return found


def axis_of(lanes: Sequence[Lane], today: date) -> dict[str, Any] | None:
    """From the month of the first mark to about 20 mm past the last; None where no day is on file."""
    days = [day for lane in lanes for day in lane.days()]
    if not days:
        return None
    first, last = month_start(min(days)), max(days)
    span = max((last - first).days, 45)
    end = month_end(first + timedelta(days=round(span * PLOT / (PLOT - TAIL))))
    months = (end - first).days / 30.4
    unit = "month" if months <= 9.5 else "quarter" if months <= 48 else "year"
    after = _("no step is recorded after that day") if today > last else _("days after the as-at day are still to come")
    return {
        "start": first.isoformat(),
        "end": end.isoformat(),
        "unit": unit,
        "today": today.isoformat() if first <= today <= end else None,
        "note": _("The axis ends on {day}; {after}.").format(day=day_text(end), after=after),
    }


def ribbon_of(lane: Lane, axis: dict[str, Any]) -> dict[str, Any]:
    """Bars, marks, flags and outcomes of one lane."""
    end = date.fromisoformat(axis["end"])
    open_end = max(min(end, lane.review.today), min(end, max(lane.days(), default=end)))
    segs = [_segment(stretch, open_end) for stretch in lane.stretches]
    ends = [
        {"a": turn.day.isoformat(), "glyph": MARKS[badge], "label": _(badge.label), "sure": turn.sure}
        for turn in outcome_turns(lane.review.turns)
        for badge in (Status(outcome=Outcome(turn.value)).badge,)
    ]
    flags = [{"a": day.isoformat(), "label": day_text(day), "official": official} for day, official in lane.flags]
    return {
        "segs": segs,
        "marks": _marks(lane, date.fromisoformat(axis["start"]), end),
        "deadlines": flags,
        "end": ends[-1] if ends else None,
        "earlier": ends[:-1],
        "alt": _spoken(lane, ends, flags),
    }


def _segment(stretch: Stretch, open_end: date) -> dict[str, Any]:
    labels = [_(label) for label in LABELS[stretch.kind]]
    if stretch.kind == "stop" and stretch.end is None:
        labels.insert(0, _("clock stopped since {day}; not computable").format(day=day_text(stretch.first)))
    return {
        "a": stretch.first.isoformat(),
        "b": (stretch.end or max(open_end, stretch.first)).isoformat(),
        "kind": stretch.kind,
        "label": labels,
        "open": stretch.end is None,
    }


def _marks(lane: Lane, first: date, end: date) -> list[int]:
    """The numbers that find room under the bar, changes of status before deadlines, nothing else."""
    scale = PLOT / max((end - first).days, 1)
    taken: list[list[float]] = [[] for _ in range(CIRCLE_ROWS)]
    found = []
    for index, entry in sorted(lane.rows, key=lambda row: -row[1].weight):
        if not (entry.axes or _moves(entry)):
            continue
        x = (entry.day.first - first).days * scale
        row = next((row for row in taken if all(abs(x - other) >= CIRCLE for other in row)), None)
        if row is not None:
            row.append(x)
            found.append(index)
    return sorted(found)


def _moves(entry: Entry) -> bool:
    """Whether it tells of a deadline that got another day."""
    return entry.deadline is not None and None not in entry.deadline


def key_of(ribbons: Sequence[dict[str, Any]], numbered: Sequence[tuple[Review, Entry]]) -> list[int]:
    """The numbers the key repeats. Where there are too many, deadlines go first, then the oldest steps."""
    marked = sorted({index for ribbon in ribbons for index in ribbon["marks"]})
    keep = sorted(marked, key=lambda index: (-numbered[index][1].weight, -index))[:KEY_ROWS]
    for ribbon in ribbons:
        ribbon["marks"] = [index for index in ribbon["marks"] if index in set(keep)]
    return sorted(keep)


def _spoken(lane: Lane, ends: Sequence[dict[str, Any]], flags: Sequence[dict[str, Any]]) -> str:
    """One sentence of the picture's alternative text."""
    parts = []
    for stretch in lane.stretches:
        if stretch.end is None:
            parts.append(
                _("{what} since {day}, no end known").format(what=_(_SPOKEN[stretch.kind]), day=day_text(stretch.first))
            )
        else:
            parts.append(
                _("{what} from {first} to {last}").format(
                    what=_(_SPOKEN[stretch.kind]), first=day_text(stretch.first), last=day_text(stretch.end)
                )
            )
    on = _("{what} on {day}")
    parts += [on.format(what=end["label"], day=day_text(date.fromisoformat(end["a"]))) for end in ends]
    official, computed = _("official deadline {day}"), _("computed deadline {day}")
    parts += [(official if flag["official"] else computed).format(day=flag["label"]) for flag in flags]
    told = joined(parts) or _("no dated step on file")
    return f"{lane.review.name}: {told}."
