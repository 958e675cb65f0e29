"""What the marks of the lanes say to a screen reader and in a tooltip, and the table twin's lines."""

from __future__ import annotations

from collections.abc import Sequence

from dealwatch.figures.day_words import day_text, partial_text
from dealwatch.figures.portfolio import Entry, LongStop, lanes_of
from dealwatch.figures.review import Limit, Pace, Review, Step, Stretch, gating
from dealwatch.figures.shapes import Table
from dealwatch.language import _, mark
from dealwatch.model.status import Badge

_PACES = {
    Pace.NO_CLOCK: mark("no clock"),
    Pace.PHASE_1: mark("phase 1"),
    Pace.BETWEEN: mark("between the phases"),
    Pace.IN_DEPTH: mark("in-depth"),
    Pace.STOPPED: mark("clock stopped"),
    Pace.COURT: mark("in court"),
}


def pace_text(stretch: Stretch) -> str:
    text = _(_PACES[stretch.pace])
    if stretch.calculated:
        return _("{what}, still to run, calculated only").format(what=text)
    return _("{what}, still to run").format(what=text) if stretch.to_come else text


def step_words(review: Review, step: Step) -> str:
    """`European Commission, 17 Nov 2023, Objections`."""
    day = partial_text(step.day, weekday=False)
    if step.unconfirmed:
        day = f"≈ {day}"
    return f"{review.authority}, {day}, {_(step.badge.label) if step.badge else _(step.name)}"


def stretch_words(review: Review, stretch: Stretch) -> str:
    return _("{authority}, {what}, {first} to {last}").format(
        authority=review.authority,
        what=pace_text(stretch),
        first=day_text(stretch.first, weekday=False),
        last=day_text(stretch.last, weekday=False),
    )


def limit_words(review: Review, limit: Limit) -> str:
    day = day_text(limit.day, weekday=False)
    name = limit.name.replace("_", " ")
    text = _("{authority}, {day}, deadline, {name}") if limit.published else _(
        "{authority}, ≈ {day}, calculated deadline, {name}"
    )  # fmt: skip
    words = text.format(authority=review.authority, day=day, name=name)
    return f"{words}, {limit.left}" if limit.left else words


def long_stop_words(stop: LongStop) -> str:
    day = partial_text(stop.day, weekday=False)
    text = _("Long stop {day}, from a document") if stop.from_document else _("Long stop {day}, entered by you")
    return text.format(day=day)


def lane_words(entry: Entry, review: Review, *, gates: bool) -> str:
    """The name of a lane."""
    badges: Sequence[Badge] = entry.badges_of(review)
    words = ", ".join((review.authority, *(_(badge.label) for badge in badges)))
    return _("{words}, last to decide").format(words=words) if gates else words


def lanes_table(entries: Sequence[Entry]) -> Table:
    """The table twin: every stretch, step and deadline of every review, and the long stops."""
    rows: list[tuple[str, str, str, str, str]] = []
    for entry in entries:
        if entry.long_stop is not None:
            rows.append((entry.name, "", long_stop_words(entry.long_stop), str(entry.long_stop.day), ""))
        gate = gating(entry.reviews)
        for review in lanes_of(entry):
            lane = lane_words(entry, review, gates=review is gate)
            rows += [
                (
                    entry.name,
                    lane,
                    pace_text(stretch),
                    day_text(stretch.first, weekday=False),
                    day_text(stretch.last, weekday=False),
                )
                for stretch in review.stretches
            ]
            rows += [
                (
                    entry.name,
                    lane,
                    _(step.badge.label) if step.badge else _(step.name),
                    ("≈ " if step.unconfirmed else "") + partial_text(step.day, weekday=False),
                    "",
                )
                for step in review.steps
            ]
            rows += [
                (
                    entry.name,
                    lane,
                    _("Deadline, {name}").format(name=limit.name.replace("_", " ")),
                    "",
                    ("" if limit.published else "≈ ") + day_text(limit.day, weekday=False),
                )
                for limit in review.current_limits
            ]
            if not (review.stretches or review.steps or review.current_limits):
                rows.append((entry.name, lane, "", "", ""))
    return Table((_("Deal"), _("Review"), _("What"), _("From"), _("To")), tuple(rows))
