"""The long-stop date of a deal among the deadlines: its line in JSON and for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dealwatch.figures.day_words import day_text
from dealwatch.watch.long_stops import LongStop

LABEL = "Long-stop date of the deal"


def long_stop_line(stop: LongStop) -> dict[str, Any]:
    """A deadline object without authority and case. The day is `agreed`: nobody publishes or computes it."""
    return {
        "authority": None,
        "case": None,
        "deal": stop.deal.name,
        "step": "long_stop",
        "label": LABEL,
        "state": _state(stop),
        "published": None,
        "computed": None,
        "agreed": stop.day.isoformat(),
        "days_left": stop.days,
        "difference": None,
        "computable": None,
        "versions": [],
        "warnings": [],
        "workings": [],
        "title": stop.deal.name,
    }


def long_stop_words(stop: LongStop) -> Iterator[str]:
    left = {"ahead": f", {stop.days} day{'s' if stop.days != 1 else ''} left", "passed": ", the day has passed"}
    yield f"{day_text(stop.day)}  {LABEL}{left.get(_state(stop), ', every review has ended')}"
    yield f"    {stop.deal.name}"


def _state(stop: LongStop) -> str:
    if stop.settled:
        return "settled"
    return "ahead" if stop.days >= 0 else "passed"
