"""The table twin of a ribbon: the same course, step by step, in words."""

from __future__ import annotations

from collections.abc import Sequence

from dealwatch.figures.day_words import day_text, partial_text
from dealwatch.figures.review import Review, Stretch
from dealwatch.figures.shapes import Table

COLUMNS = ("Authority", "What", "From", "To")


def ribbon_table(reviews: Sequence[Review]) -> Table:
    rows: list[tuple[str, str, str, str]] = []
    for review in reviews:
        rows += [(review.authority, stretch_name(s), day_text(s.first), day_text(s.last)) for s in review.stretches]
        rows += [
            (review.authority, step.name, partial_text(step.day) + (" ≈" if step.unconfirmed else ""), "")
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
    return Table(COLUMNS, tuple(rows))


def stretch_name(stretch: Stretch) -> str:
    name = {
        "no_clock": (stretch.label or "Before notification") + ", no clock",
        "phase_1": "Phase 1",
        "between": "Between the phases",
        "in_depth": "In-depth",
        "stopped": "Clock stopped",
        "court": "In court",
    }[stretch.pace.value]
    if stretch.to_come:
        name += ", still to run"
    return f"{name} (calculated only)" if stretch.calculated else name


def limit_name(name: str, published: bool, superseded: bool) -> str:
    words = f"Deadline, {name.replace('_', ' ')}"
    if superseded:
        return f"{words} (no longer holds)"
    return words if published else f"{words} (calculated only)"
