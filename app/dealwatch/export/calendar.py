"""Deadlines as a calendar file (iCalendar, RFC 5545): all-day entries that a second import updates, never doubles.

An entry's UID is its case and step, so that a moved day replaces the old one by its higher SEQUENCE; a deadline that
vanished, or was settled before its day, is sent as cancelled. Must not contain: counting, storage, other formats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from dealwatch import __version__
from dealwatch.figures.day_words import day_text
from dealwatch.figures.field_words import field_words
from dealwatch.language import _
from dealwatch.model.dates import utc
from dealwatch.model.deal import Case
from dealwatch.model.evidence import Evidence
from dealwatch.watch.dated_days import DatedDay
from dealwatch.watch.deadlines import Deadline, DeadlineState
from dealwatch.watch.long_stops import LongStop

CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
_ONE_DAY = timedelta(days=1)
_WORKINGS = 24
"""Lines of workings in a description; a longer count is left to the case file."""


def write_ics(
    deadlines: Iterable[Deadline],
    as_at: datetime,
    title: str,
    deals: Mapping[str, str] | None = None,
    long_stops: Iterable[LongStop] = (),
    dated: Iterable[DatedDay] = (),
) -> bytes:
    """The calendar as bytes: the same deadlines at the same instant give the same bytes.

    `dated` are days that the authority names beside its deadlines. `deals` names the deal of a case by the case's id.
    A date has no zone in the format: each day is the authority's, which its description says.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Dealwatch//Dealwatch {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    for deadline in deadlines:
        entry = _entry(deadline, as_at, (deals or {}).get(deadline.case.id, ""))
        if entry is not None:
            calendar.add_component(entry)
    for stop in long_stops:
        calendar.add_component(_long_stop(stop, as_at))
    for day in dated:
        calendar.add_component(_dated(day, as_at, (deals or {}).get(day.case.id, "")))
    body: bytes = calendar.to_ical()
    return body


def uid(deadline: Deadline) -> str:
    """Stable for as long as the case and the step exist, whatever becomes of the day."""
    return f"{deadline.case.id}-{deadline.step}@dealwatch"


def standing(deadline: Deadline) -> tuple[str, date] | None:
    """The entry's STATUS and day; None for a deadline that no calendar has or needs."""
    known_longer = deadline.revision > 1  # seen once only, nothing of it can have been handed out before
    if deadline.state is DeadlineState.SETTLED and deadline.day is not None:
        overtaken = deadline.settled_on is not None and deadline.settled_on < deadline.day
        if overtaken:
            return (CANCELLED, deadline.day) if known_longer else None
        return (CONFIRMED, deadline.day) if deadline.listed else None
    if deadline.day is not None:
        if deadline.state is DeadlineState.PASSED and not deadline.listed:
            return None
        return (TENTATIVE if deadline.published is None else CONFIRMED), deadline.day
    return (CANCELLED, deadline.last_day or deadline.today) if known_longer else None


def _entry(deadline: Deadline, as_at: datetime, deal: str) -> Event | None:
    found = standing(deadline)
    if found is None:
        return None
    status, day = found
    case = deadline.case
    entry = _all_day(uid(deadline), day, deadline.revision, status, as_at)
    subject = " ".join(part for part in (case.authority, case.printed_number) if part)
    computed = " (computed)" if status == TENTATIVE else ""
    name = " ".join((deal or case.title).split())
    entry.add("summary", f"{subject}: {deadline.label}{computed} – {name}")
    entry.add("description", "\n".join(_description(deadline, status)))
    entry.add("categories", [case.authority])
    entry.add("x-dealwatch-zone", deadline.zone)
    _add_address(entry, case, deadline.evidence)
    return entry


def _all_day(name: str, day: date, revision: int, status: str, as_at: datetime) -> Event:
    entry = Event()
    entry.add("uid", name)
    entry.add("dtstamp", utc(as_at))
    entry.add("dtstart", day)
    entry.add("dtend", day + _ONE_DAY)
    entry.add("sequence", revision)
    entry.add("status", status)
    entry.add("transp", "TRANSPARENT")
    return entry


def _add_address(entry: Event, case: Case, evidence: Evidence | None) -> None:
    """The page a person can open."""
    address = case.url or (evidence.url if evidence is not None else "")
    if address.startswith(("https://", "http://")):
        entry.add("url", address)


def _dated(dated: DatedDay, as_at: datetime, deal: str) -> Event:
    """A day the authority names; one that it names no more is not sent again, as nothing was awaited by it."""
    case, evidence = dated.case, dated.fact.evidence
    entry = _all_day(f"{case.id}-date-{dated.fact.field}@dealwatch", dated.day, dated.revision, CONFIRMED, as_at)
    subject = " ".join(part for part in (case.authority, case.printed_number) if part)
    title = " ".join(case.title.split())
    entry.add("summary", f"{subject}: {field_words(dated.fact.field)} – {' '.join((deal or title).split())}")
    lines = [
        _("Published by {authority}.").format(authority=case.authority),
        _("{title}. The day is a day in {zone}.").format(title=title, zone=dated.zone),
    ]
    if evidence is not None:
        quote = f"“{evidence.quote}” " if evidence.quote else ""
        lines.append(f"{quote}{evidence.url}")
    entry.add("description", "\n".join(lines))
    entry.add("categories", [case.authority])
    entry.add("x-dealwatch-zone", dated.zone)
    _add_address(entry, case, evidence)
    return entry


def _long_stop(stop: LongStop, as_at: datetime) -> Event:
    """A deal keeps no history of it: of two entries with one SEQUENCE the one written later counts (RFC 5546)."""
    entry = _all_day(f"{stop.deal.id}-long_stop@dealwatch", stop.day, 0, CONFIRMED, as_at)
    name = " ".join(stop.deal.name.split())
    entry.add("summary", _("Long-stop date – {name}").format(name=name))
    words = (
        _("After this day the parties to {name} may walk away. Given by a document, not computed.")
        if stop.from_document
        else _("After this day the parties to {name} may walk away. Taken from the deal, not computed.")
    )
    entry.add("description", words.format(name=name))
    entry.add("categories", [_("Long-stop date")])
    return entry


def _description(deadline: Deadline, status: str) -> Iterator[str]:
    computed, case = deadline.computed, deadline.case
    if status == CANCELLED:
        yield _why_cancelled(deadline)
    elif deadline.published is None:
        yield _("Computed by Dealwatch; {authority} has not published this day.").format(authority=case.authority)
    else:
        yield _("Published by {authority}.").format(authority=case.authority)
    yield _("{title}. The day is a day in {zone}.").format(title=" ".join(case.title.split()), zone=deadline.zone)
    earlier = [version for version in deadline.versions if version.day and version.day != deadline.day]
    if earlier:
        yield _("Earlier: {days}.").format(days=", ".join(day_text(each.day) for each in earlier if each.day))
    if computed is not None and (computed.day or deadline.day or deadline.state is DeadlineState.VANISHED):
        yield from _beside(deadline)
    evidence = deadline.evidence
    if evidence is not None:
        quote = f"“{evidence.quote}” " if evidence.quote else ""
        yield f"{quote}{evidence.url}"


def _why_cancelled(deadline: Deadline) -> str:
    if deadline.settled_on is not None:
        return _("No longer awaited: settled on {day}.").format(day=day_text(deadline.settled_on))
    if deadline.state is DeadlineState.VANISHED:
        return _("{authority} no longer shows this day.").format(authority=deadline.case.authority)
    reason = deadline.computed.reason if deadline.computed else ""
    return _("No day can be given now. {reason}").format(reason=reason).strip()


def _beside(deadline: Deadline) -> Iterator[str]:
    """The computed day with what it rests on."""
    computed, comparison = deadline.computed, deadline.comparison
    assert computed is not None
    if computed.day is None:
        yield _("Not computable: {reason}").format(reason=computed.reason)
        return
    if deadline.published is not None and comparison is not None:
        found = (
            _("the same")
            if comparison.agrees
            else _("{difference:+d} working days. {cause}").format(
                difference=comparison.difference, cause=comparison.cause
            )
        )
        yield _("Computed: {day}, {found}").format(day=day_text(computed.day), found=found)
    yield f"{computed.rule} ({computed.legal})"
    if computed.expires:
        yield _("Ends at {expires}.").format(expires=computed.expires)
    yield from (working.text for working in computed.workings[:_WORKINGS])
    yield from computed.warnings
