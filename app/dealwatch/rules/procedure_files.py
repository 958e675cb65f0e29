"""Reads `resources/procedures/*.toml` and a user's own procedure files, and says clearly what is wrong with one.

The format is the classes of `procedure`, described for users in docs/procedures.md. Contains no rule of law.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

from dealwatch.rules.computation import Unit
from dealwatch.rules.procedure import DECIDED, OPEN, DeadlineRule, Procedure
from dealwatch.rules.rule_files import bad_file, rule_files


def read_procedures(folder: Path | None, calendars: Container[str]) -> list[Procedure]:
    """Every procedure, a file of the user's folder replacing the bundled one of the same key.

    `calendars` are the known calendar keys, upper case. Raises `DataError` naming the file and each fault.
    """
    found = []
    files = rule_files(resources.files("dealwatch.resources") / "procedures", folder, Procedure)
    for procedure, name in files.values():
        faults = list(_faults(procedure, calendars))
        if faults:
            raise bad_file(name, " ".join(faults))
        found.append(procedure)
    return found


def _faults(file: Procedure, calendars: Container[str]) -> Iterator[str]:
    if file.calendar.upper() not in calendars:
        yield f"There is no calendar “{file.calendar}”."
    if not _is_zone(file.zone):
        yield f"There is no time zone “{file.zone}”."
    statuses = [status.name for status in file.statuses]
    for kind, names in (
        ("statuses", statuses),
        ("events", [e.name for e in file.events]),
        ("deadlines", [d.name for d in file.deadlines]),
    ):
        yield from (f"“{name}” stands twice among the {kind}." for name in sorted(set(names)) if names.count(name) > 1)
    owners: dict[str, str] = {}
    for name, owner in file.spellings():
        if owners.setdefault(name, owner) != owner:
            yield f"“{name}” names both {owners[name]} and {owner}."
    known = {*statuses, OPEN, DECIDED}
    for name in sorted({name for pair in file.transitions for name in pair} - known):
        yield f"A transition names “{name}”, which is no status."
    for place, event in _event_references(file):
        if event not in file.event_names:
            yield f"{place} names “{event}”, which is neither a status nor an event."
    for pattern in (each for reading in file.reads for each in reading.patterns):
        if not _is_pattern(pattern):
            yield f"“{pattern}” is no regular expression."
    earlier: set[str] = set()
    for deadline in file.deadlines:
        yield from (f"The deadline {deadline.name} {fault}." for fault in _deadline_faults(deadline, earlier))
        earlier.add(deadline.name)


def _deadline_faults(deadline: DeadlineRule, earlier: Container[str]) -> Iterator[str]:
    if deadline.count < 1 or any(variant.count < 1 for variant in deadline.variants):
        yield "is shorter than one"
    if bool(deadline.start) == bool(deadline.start_deadline):
        yield "needs either start events or a deadline to start from"
    if deadline.start_deadline and deadline.start_deadline not in earlier:
        yield f"starts from “{deadline.start_deadline}”, which does not stand above it"
    if any(not variant.if_any and variant.started_before is None for variant in deadline.variants):
        yield "has a variant without a condition"
    if any(each.until and (each.length is not None or each.unit is not Unit.DAYS) for each in deadline.extensions):
        yield "has an extension from event to event that is not measured in days"


def _event_references(file: Procedure) -> Iterator[tuple[str, str]]:
    for stop in file.stops:
        yield from _each("A stop of the clock", stop.start, stop.last, stop.restart)
    for deadline in file.deadlines:
        place = f"The deadline {deadline.name}"
        yield from _each(place, deadline.start, deadline.ended_by, deadline.only_if, deadline.fixed_by)
        yield from _each(place, *(variant.if_any for variant in deadline.variants))
        yield from _each(place, *(names for each in deadline.extensions for names in (each.events, each.until)))
        yield from _each(place, *(pending.events for pending in deadline.pending))
        yield from _each(place, deadline.late.events if deadline.late else ())
    yield from (("A reading of facts", reading.event) for reading in file.reads)


def _each(place: str, *lists: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((place, name) for names in lists for name in names)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # a zone that is not found is a KeyError
        return False
    return True


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True
