"""How well the Phase 1 rule and the Commission's calendar fit the Commission's own decisions.

`python -m dealwatch.rules.evidence --data FILE` reads a table of merger decisions (CSV, `.xz` or plain) with the
columns case_caseNumber, case_caseInitiationDate, dec_metadataReference, dec_decisionNumber, dec_decisionTypes_label and
dec_decisionAdoptionDate, and prints on which working day of Phase 1 the plain clearances came. A pile on the last day
speaks for the calendar, one on the day after it for a missing holiday. Not part of the application; the only module of
`rules` that reads a file of the user's.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from dealwatch.rules.calendar_files import calendar
from dealwatch.rules.calendars import Calendar

_PHASE_1 = 25
_PLAIN_CLEARANCE = "Art. 6(1)(b)"


@dataclass(frozen=True, slots=True)
class Clearance:
    """A plain Phase 1 clearance: the day of notification and the day of the decision, in Brussels."""

    case: str
    notified: date
    decided: date


def clearances(rows: Iterable[Mapping[str, str]], first_year: int, last_year: int) -> Iterator[Clearance]:
    """The plain clearances decided in these years, each decision once.

    Only rows of the old case system (decision numbers in digits) are taken: there the initiation date is the day of
    notification, in the new one it is the start of pre-notification.
    """
    seen = set()
    for row in rows:
        reference, notified, decided = (
            row[name] for name in ("dec_metadataReference", "case_caseInitiationDate", "dec_decisionAdoptionDate")
        )
        plain = row["dec_decisionTypes_label"].strip() == _PLAIN_CLEARANCE and row["dec_decisionNumber"].isdigit()
        if plain and notified and decided and reference not in seen:
            seen.add(reference)
            found = Clearance(row["case_caseNumber"], date.fromisoformat(notified), date.fromisoformat(decided))
            if first_year <= found.decided.year <= last_year:
                yield found


def distribution(cases: Iterable[Clearance], days: Calendar) -> Counter[int]:
    """How many decisions came on each working day, day 1 being the first after the notification."""
    return Counter(days.working_days(case.notified, case.decided) for case in cases)


def report(cases: Sequence[Clearance], days: Calendar) -> Iterator[str]:
    """The lines to print: with the calendar as it is, and without its inferred closure days."""
    years = {year for case in cases for year in (case.notified.year, case.decided.year)}
    inferred = [day for year in sorted(years) for day in days.closures(year).inferred]
    yield from _lines("With the calendar as it is", cases, distribution(cases, days))
    if inferred:
        without = days.with_open(*inferred)
        names = ", ".join(str(day) for day in inferred)
        yield from _lines(f"Without the inferred closure days ({names})", cases, distribution(cases, without))


def _lines(title: str, cases: Sequence[Clearance], on_day: Counter[int]) -> Iterator[str]:
    within = sum(number for day, number in on_day.items() if day <= _PHASE_1)
    yield f"{title}:"
    share = f"{within / len(cases):.2%}"
    yield f"  {len(cases)} plain Phase 1 clearances, {within} within {_PHASE_1} working days ({share})"
    for day in range(_PHASE_1 - 1, _PHASE_1 + 12):
        yield f"  on day {day}: {on_day[day]}"
    yield f"  later: {sum(number for day, number in on_day.items() if day > _PHASE_1 + 11)}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0, or 1 where the file holds no such decision."""
    parser = argparse.ArgumentParser(prog="python -m dealwatch.rules.evidence", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the table of decisions, .csv or .csv.xz")
    parser.add_argument("--from-year", type=int, default=2005)
    parser.add_argument("--to-year", type=int, default=2025)
    chosen = parser.parse_args(arguments)
    with _text(chosen.data) as file:
        cases = list(clearances(csv.DictReader(file), chosen.from_year, chosen.to_year))
    if not cases:
        sys.stdout.write("No plain Phase 1 clearance in these years.\n")
        return 1
    sys.stdout.writelines(f"{line}\n" for line in report(cases, calendar("EC")))
    return 0


def _text(path: Path) -> IO[str]:
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


if __name__ == "__main__":
    sys.exit(main())
