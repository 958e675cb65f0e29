"""`deadline`: computes with workings, from the events of a procedure or by the counting rules alone."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from dealwatch.rules.calculator import compute
from dealwatch.rules.calendar_files import calendar as find_calendar
from dealwatch.rules.calendar_files import load_calendars
from dealwatch.rules.calendars import Calendar
from dealwatch.rules.computation import Computation, Extension, Stop, Unit
from dealwatch.rules.counting import count
from dealwatch.rules.deadline import DeadlineResult
from dealwatch.rules.procedures import Procedure, find, load
from dealwatch.rules.timeline import DatedEvent

_LONGEST = 5000
"""Units. No legal period comes near it; a slip of the finger does."""
_UNITS = {
    "wd": Unit.WORKING_DAYS,
    "bd": Unit.WORKING_DAYS,
    "d": Unit.DAYS,
    "day": Unit.DAYS,
    "days": Unit.DAYS,
    "w": Unit.WEEKS,
    "week": Unit.WEEKS,
    "weeks": Unit.WEEKS,
    "m": Unit.MONTHS,
    "month": Unit.MONTHS,
    "months": Unit.MONTHS,
}


class _Day(click.ParamType[date]):
    """A full day, `YYYY-MM-DD`."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        return value if isinstance(value, date) else _day(str(value), self, param, ctx)


class _Length(click.ParamType[tuple[int, Unit | None]]):
    """A number and a unit: `25wd`, `30days`, `24weeks`, `5months`; for an extension the unit may be left out."""

    name = "length"

    def __init__(self, *, bare: bool) -> None:
        self._bare = bare

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, Unit | None]:
        match = re.fullmatch(r"(\d+)\s*([a-z]*)", str(value).strip().lower())
        if match is None or not (match[2] in _UNITS or (self._bare and not match[2])):
            self.fail(f"“{value}” is not a number with wd, days, weeks or months, such as 25wd", param, ctx)
        number = int(match[1])
        if not 1 <= number <= _LONGEST:
            self.fail(f"{number} is not between 1 and {_LONGEST}", param, ctx)
        return number, _UNITS.get(match[2])


class _Span(click.ParamType[Stop]):
    """`FROM..TO`, or `FROM..` for a clock that still stands."""

    name = "stop"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Stop:
        first, dots, last = str(value).partition("..")
        if not dots:
            self.fail(f"“{value}” is not FROM..TO, such as 2023-09-19..2023-10-16", param, ctx)
        begin = _day(first, self, param, ctx)
        end = _day(last, self, param, ctx) if last.strip() else None
        if end is not None and end < begin:
            self.fail(f"“{value}” ends before it begins", param, ctx)
        return Stop(begin, end)


class _Event(click.ParamType[DatedEvent]):
    """`NAME=DATE`, with `+N` behind it where the event adds N days: `extended_10_3=2023-08-09+10`."""

    name = "event"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> DatedEvent:
        match = re.fullmatch(r"\s*([^=]+?)\s*=\s*([^+:]+?)\s*(?:[+:]\s*(\d{1,4}))?\s*", str(value))
        if match is None:
            self.fail(f"“{value}” is not NAME=DATE, such as notified=2023-06-30", param, ctx)
        amount = int(match[3]) if match[3] else None
        return DatedEvent(_day(match[2], self, param, ctx), match[1], amount)


def _day(text: str, kind: click.ParamType[Any], param: click.Parameter | None, ctx: click.Context | None) -> date:
    day = None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text.strip()):
        with contextlib.suppress(ValueError):  # a day that does not exist
            day = date.fromisoformat(text.strip())
    if day is None:
        kind.fail(f"“{text}” is not a day of the form 2023-06-30", param, ctx)
    return day


@click.command("deadline")
@click.argument("procedure", required=False)
@click.option(
    "--event", "events", type=_Event(), multiple=True, metavar="NAME=DATE[+N]", help="Something that happened."
)
@click.option("--from", "start", type=_Day(), metavar="DATE", help="Count from this day, without a procedure.")
@click.option("--count", "length", type=_Length(bare=False), metavar="N{wd,days,months,weeks}", help="How long.")
@click.option("--calendar", "calendar_key", metavar="KEY", help="EC, UK, US, DE, FR, AU, NZ, CA, ES, IT or PL.")
@click.option("--stop", "stops", type=_Span(), multiple=True, metavar="FROM..TO", help="Both ends do not count.")
@click.option("--inclusive", is_flag=True, help="The first day counts.")
@click.option(
    "--extend",
    "extensions",
    type=_Length(bare=True),
    multiple=True,
    metavar="DAYS",
    help="Time added: working days to working days, otherwise calendar days, unless a unit is given.",
)
@click.option("--no-roll", is_flag=True, help="Days and months stay on a day that is not worked.")
@click.pass_obj
def command(
    session: object,
    procedure: str | None,
    events: tuple[DatedEvent, ...],
    start: date | None,
    length: tuple[int, Unit] | None,
    calendar_key: str | None,
    stops: tuple[Stop, ...],
    inclusive: bool,
    extensions: tuple[tuple[int, Unit | None], ...],
    no_roll: bool,
) -> None:
    """Compute deadlines, with workings.

    With a PROCEDURE and what happened: `deadline EU_MERGER --event notified=2023-06-30`. Or the counting rules alone:
    `deadline --from 2023-06-30 --count 25wd --calendar EC`.
    """
    as_json = bool(getattr(session, "json", False))
    folder = _own_rules(session)
    counting = start is not None or length is not None or calendar_key is not None
    if procedure is not None:
        if counting or stops or extensions or inclusive or no_roll:
            raise click.UsageError("A procedure brings its own counting rules; give its events with --event.")
        found = find(procedure, load(folder))
        results = compute(found, events, load_calendars(folder and folder / "calendars"))
        if not events and found.deadlines:
            names = ", ".join(sorted(found.event_names))
            raise click.UsageError(f"Say what happened with --event NAME=DATE. Events of {found.title}: {names}.")
        _show_procedure(found, results, as_json)
        return
    if start is None or length is None or calendar_key is None:
        raise click.UsageError("Give a PROCEDURE with --event, or --from, --count and --calendar.")
    if events:
        raise click.UsageError("--event belongs to a procedure.")
    calendar = find_calendar(calendar_key, load_calendars(folder and folder / "calendars"))
    number, unit = length
    result = count(
        start,
        number,
        unit,
        calendar,
        inclusive=inclusive,
        stops=stops,
        extensions=[Extension(n, given or _extension_unit(unit)) for n, given in extensions],
        roll=False if no_roll else None,
    )
    _show_count(result, calendar, as_json)


def _own_rules(session: object) -> Path | None:
    """The user's folder of rules: `rules` in the configuration folder."""
    paths = getattr(session, "paths", None)
    return None if paths is None else Path(paths.config) / "rules"


def _extension_unit(unit: Unit) -> Unit:
    return unit if unit is Unit.WORKING_DAYS else Unit.DAYS


def _show_count(result: Computation, calendar: Calendar, as_json: bool) -> None:
    if as_json:
        _emit(_common(result) | {"calendar": calendar.key})
        return
    click.echo(_day_words(result.day))
    _show_workings(result)


def _show_procedure(procedure: Procedure, results: Iterable[DeadlineResult], as_json: bool) -> None:
    if as_json:
        deadlines = [_deadline_line(result) for result in results]
        _emit({"procedure": procedure.key, "deadlines": deadlines, "note": procedure.no_deadline or procedure.note})
        return
    click.echo(f"{procedure.title} ({procedure.law})")
    if procedure.no_deadline:
        click.echo(procedure.no_deadline)
    for result in results:
        marks = [
            "" if result.binding else "aim",
            "if that step is opened" if result.conditional else "",
            f"ended {result.ended_on}" if result.ended_on else "",
        ]
        aside = ", ".join(mark for mark in marks if mark)
        click.echo(f"\n{result.label}: {_day_words(result.day)}" + (f" ({aside})" if aside else ""))
        click.echo(f"    {result.rule}\n    {result.legal} ({result.grade.words})")
        if result.expires:
            click.echo(f"    Ends at {result.expires}.")
        _show_workings(result)


def _show_workings(result: Computation | DeadlineResult) -> None:
    if result.reason:
        click.echo(f"    {result.reason}")
    for working in result.workings:
        click.echo(f"    {working.text}")
    for warning in result.warnings:
        click.echo(f"  ! {warning}")


def _day_words(day: date | None) -> str:
    return "not computable" if day is None else f"{day} {day:%A}"


def _deadline_line(result: DeadlineResult) -> dict[str, Any]:
    return {
        "name": result.name,
        "label": result.label,
        **_common(result),
        "rule": result.rule,
        "legal": result.legal,
        "grade": result.grade.value,
        "calendar": result.calendar,
        "started_by": result.started_by,
        "started_on": _iso(result.started_on),
        "ended_on": _iso(result.ended_on),
        "conditional": result.conditional,
        "binding": result.binding,
        "expires": result.expires or None,
    }


def _common(result: Computation | DeadlineResult) -> dict[str, Any]:
    return {
        "date": _iso(result.day),
        "workings": [working.text for working in result.workings],
        "warnings": list(result.warnings),
        "computable": result.computable,
        "reason": result.reason or None,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _emit(line: Mapping[str, Any]) -> None:
    click.echo(json.dumps(line, ensure_ascii=False))
