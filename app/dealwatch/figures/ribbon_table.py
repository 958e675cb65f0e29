"""The table twin of a ribbon: the same course, step by step, in words."""

from __future__ import annotations

from collections.abc import Sequence

from dealwatch.figures.day_words import day_text, partial_text
from dealwatch.figures.field_words import field_words, lowered
from dealwatch.figures.review import Review, Stretch
from dealwatch.figures.shapes import Table
from dealwatch.language import _


def ribbon_table(reviews: Sequence[Review]) -> Table:
    rows: list[tuple[str, str, str, str]] = []
    for review in reviews:
        rows += [(review.authority, stretch_name(s), day_text(s.first), day_text(s.last)) for s in review.stretches]
        rows += [
            (review.authority, _(step.name), partial_text(step.day) + (" ≈" if step.unconfirmed else ""), "")
            for step in review.steps
        ]
        rows += [
            (
                review.authority,
                limit_name(limit.name, limit.published, limit.superseded),
                "",
                day_text(limit.day) + (f", {limit.left}" if limit.left and not limit.superseded else ""),
            )
            for limit in review.limits
        ]
    return Table((_("Authority"), _("What"), _("From"), _("To")), tuple(rows))


def stretch_name(stretch: Stretch) -> str:
    name = {
        "no_clock": _("{what}, no clock").format(what=_(stretch.label) or _("Before notification")),
        "phase_1": _("Phase 1"),
        "between": _("Between the phases"),
        "in_depth": _("In-depth"),
        "stopped": _("Clock stopped"),
        "court": _("In court"),
    }[stretch.pace.value]
    if stretch.to_come:
        name = _("{what}, still to run").format(what=name)
    return _("{what} (calculated only)").format(what=name) if stretch.calculated else name


def limit_name(name: str, published: bool, superseded: bool) -> str:
    words = _("Deadline, {name}").format(name=lowered(field_words(name)))
    if superseded:
        return _("{what} (no longer holds)").format(what=words)
    return words if published else _("{what} (calculated only)").format(what=words)
