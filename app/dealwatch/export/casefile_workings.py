"""Workings of computed deadlines for print: one row a month with a strip of days, and what was not counted and why.

The counting itself was done before (`casefile_input.ComputedDeadline`); nothing is counted anew but the days shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from dealwatch.export.casefile_dates import day_data, month_end, month_text
from dealwatch.export.casefile_input import ComputedDeadline, CountedDay, DayKind
from dealwatch.export.casefile_limits import difference
from dealwatch.export.casefile_review import Review
from dealwatch.export.casefile_words import humane
from dealwatch.language import _
from dealwatch.model.deal import Case

_SIGNS = {DayKind.COUNTED: "c", DayKind.HOLIDAY: "h", DayKind.WEEKEND: "w", DayKind.STOPPED: "s"}
_LAST, _OUTSIDE = "e", "."


def numbered_workings(given: Sequence[ComputedDeadline], reviews: Sequence[Review]) -> list[ComputedDeadline]:
    """The computations that have workings, in the order of the authorities; their place is their number less one."""
    order = {review.case.id: place for place, review in enumerate(reviews)}
    shown = [item for item in given if item.days and item.case_id in order]
    return sorted(shown, key=lambda item: (order[item.case_id], item.days[0].day, item.step))


def workings_data(numbered: Sequence[ComputedDeadline], reviews: Sequence[Review]) -> list[dict[str, Any]]:
    by_case = {review.case.id: review for review in reviews}
    plain = [_title(item, by_case[item.case_id].case) for item in numbered]
    found = []
    for n, (item, title) in enumerate(zip(numbered, plain, strict=True), 1):
        same = plain.count(title) > 1  # two reviews of one authority, neither with a number
        more = f" ({by_case[item.case_id].case.title or item.trigger})" if same else ""
        found.append(_working(n, item, title + more))
    return found


def _title(item: ComputedDeadline, case: Case) -> str:
    name = " ".join(part for part in (case.authority, case.printed_number) if part)
    return f"{name} – {_(item.label) or humane(item.step)}"


def _working(number: int, item: ComputedDeadline, title: str) -> dict[str, Any]:
    return {
        "n": number,
        "title": title,
        "trigger": item.trigger,
        "rule": item.rule,
        "calendar": item.calendar or _("not recorded"),
        "legal": item.legal or _("not recorded"),
        "result": day_data(item.day) if item.day else None,
        "official": day_data(item.official) if item.official else None,
        "diff": difference(item),
        "remark": item.remark,
        "warn": list(item.warnings),
        "rows": _months(item),
    }


def _months(item: ComputedDeadline) -> list[dict[str, Any]]:
    rows, total = [], 0
    days = sorted(item.days, key=lambda day: day.day)
    for first, grouped in groupby(days, key=lambda day: day.day.replace(day=1)):
        month = list(grouped)
        count = sum(day.kind is DayKind.COUNTED for day in month)
        total += count
        rows.append(
            {
                "label": month_text(first),
                "days": _strip(first, month, item.day),
                "count": count,
                "total": total,
                "skipped": _skipped(month),
            }
        )
    return rows


def _strip(first: date, month: Sequence[CountedDay], last: date | None) -> str:
    """One sign a day: c counted, h holiday, w weekend, s clock stopped, e last day, `.` outside the count."""
    signs = [_OUTSIDE] * month_end(first).day
    for day in month:
        signs[day.day.day - 1] = _SIGNS[day.kind]
    if last is not None and last.replace(day=1) == first:
        signs[last.day - 1] = _LAST
    return "".join(signs)


def _skipped(month: Sequence[CountedDay]) -> str:
    """`1–2: All Saints' Day; 14: …`: neighbours with one reason stand together, weekends are not named."""
    runs: list[tuple[list[int], str]] = []
    for day in month:
        if day.kind in (DayKind.COUNTED, DayKind.WEEKEND):
            continue
        reason = _(day.reason) or (_("clock stopped") if day.kind is DayKind.STOPPED else _("holiday, not named"))
        if runs and runs[-1][1] == reason and runs[-1][0][-1] == day.day.day - 1:
            runs[-1][0].append(day.day.day)
        else:
            runs.append(([day.day.day], reason))
    return "; ".join(f"{days[0]}{f'–{days[-1]}' if len(days) > 1 else ''}: {reason}" for days, reason in runs)
