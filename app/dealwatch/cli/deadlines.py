"""`deadlines`: the deadlines of cases, published ones first, with the computed day and the history beside each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from dealwatch.cli.deadlines_long_stop import long_stop_line, long_stop_words
from dealwatch.cli.deadlines_words import deadline_lines
from dealwatch.cli.lines import moment
from dealwatch.cli.options import Instant, as_at_option
from dealwatch.cli.session import Session
from dealwatch.export.calendar import write_ics
from dealwatch.export.whole_file import write_whole
from dealwatch.model.deal import Case
from dealwatch.model.errors import UsageError
from dealwatch.watch.as_at import as_at as case_as_at
from dealwatch.watch.base_rates import BaseRate, BaseRates
from dealwatch.watch.deadlines import Deadline, DeadlineState, Version, read_deadlines
from dealwatch.watch.long_stops import LongStop, long_stops, today_of
from dealwatch.watch.reminder_distances import set_distances, set_long_stop_distances


@click.command("deadlines")
@click.option("--deal", help="Only those of this deal.")
@click.option("--authority", default="", help="Only those of this authority (EC, CMA, ACCC …).")
@click.option("--watched", is_flag=True, help="Only those of cases that alert.")
@click.option("--open", "still_open", is_flag=True, help="Only those by which something is still awaited.")
@click.option("--since", type=Instant(), help="Only those that fall on this day or later.")
@as_at_option
@click.option("--workings", is_flag=True, help="Show how each day was counted.")
@click.option("--ics", type=click.Path(dir_okay=False, path_type=Path), help="Write them into a calendar file instead.")
@click.option("--remind", metavar="DAYS", help="Be reminded so many working days before, such as 3,1; none for never.")
@click.option(
    "--remind-long-stop", metavar="DAYS", help="Be reminded so many days before a long-stop date, such as 30,7,1."
)
@click.pass_obj
def command(
    session: Session,
    deal: str | None,
    authority: str,
    watched: bool,
    still_open: bool,
    since: datetime | None,
    as_at: datetime | None,
    workings: bool,
    ics: Path | None,
    remind: str | None,
    remind_long_stop: str | None,
) -> None:
    """List deadlines by day, with the computed day beside the published one."""
    if remind is not None or remind_long_stop is not None:
        _choose(session, remind, remind_long_stop)
        return
    now = as_at or session.clock.now()
    names = {known.id: known.name for known in session.store.deals.all()}
    found = [
        deadline
        for case in _cases(session, deal, authority, watched, as_at)
        for deadline in read_deadlines(session.store, case, now, session.law)
        if since is None or (deadline.day is not None and deadline.day >= since.date())
    ]
    stops = [
        stop
        for stop in _long_stops(session, deal, authority, now)
        if (since is None or stop.day >= since.date()) and not (still_open and stop.settled)
    ]
    if ics is not None:
        titles = {line.case.id: _deal_name(line.case, names) or "" for line in found}
        body = write_ics(found, now, f"Deadlines: {deal}" if deal else "Deadlines", titles, stops)
        write_whole(ics, body)
        if session.json:
            session.emit({"written": str(ics), "deadlines": body.count(b"BEGIN:VEVENT")})
        else:
            session.say(f"{ics}  {body.count(b'BEGIN:VEVENT')} deadlines")
        return
    for stop in stops:
        _show_long_stop(session, stop)
    rates = BaseRates(session.store, session.law)
    for each in sorted(found, key=lambda each: (each.last_day or date.max, each.case.authority, each.case.number)):
        if not each.listed or (still_open and each.state not in (DeadlineState.AHEAD, DeadlineState.PASSED)):
            continue
        if session.json:
            session.emit(_line(each, _deal_name(each.case, names), rates.of(each.case, now)))
        else:
            session.say(
                "\n".join(deadline_lines(each, _deal_name(each.case, names), rates.of(each.case, now), workings))
            )


def _long_stops(session: Session, deal: str | None, authority: str, now: datetime) -> tuple[LongStop, ...]:
    """Of the deal named, else of every deal; none where an authority is asked for."""
    if authority:
        return ()
    named = session.store.deals.find(deal) if deal is not None else None
    return long_stops(session.store, today_of(now), None if named is None else [named])


def _show_long_stop(session: Session, stop: LongStop) -> None:
    if session.json:
        session.emit(long_stop_line(stop))
    else:
        session.say("\n".join(long_stop_words(stop)))


def _choose(session: Session, before: str | None, before_long_stop: str | None) -> None:
    if before is not None:
        chosen = _distances(before, "Say so many working days before, such as 3,1.")
        set_distances(session.store, chosen)
        session.note(f"Reminders: {_listed(chosen)} working days before." if chosen else "No reminders.")
    if before_long_stop is not None:
        chosen = _distances(before_long_stop, "Say so many days before, such as 30,7,1.")
        set_long_stop_distances(session.store, chosen)
        said = f"Reminders of long-stop dates: {_listed(chosen)} days before."
        session.note(said if chosen else "No reminders of long-stop dates.")


def _distances(text: str, what: str) -> list[int]:
    words = [word for word in text.replace(" ", "").split(",") if word and word != "none"]
    if not all(word.isdecimal() for word in words):
        raise UsageError(what, "Or none, to be reminded of nothing.")
    return [int(word) for word in words]


def _listed(days: list[int]) -> str:
    return ", ".join(map(str, days))


def _cases(session: Session, deal: str | None, authority: str, watched: bool, as_at: datetime | None) -> Iterator[Case]:
    store = session.store
    if deal is None:
        cases = store.cases.all(watched, authority)
    else:
        found = store.deals.find(deal)
        if found is None:
            raise UsageError("No such deal is tracked.", f"See `dealwatch deals` ({deal}).")
        cases = [case for case in store.cases.of_deal(found.id) if authority in ("", case.authority)]
    for case in cases:
        known = case if as_at is None else case_as_at(store, case, as_at)
        if known is not None:
            yield known


def _deal_name(case: Case, names: dict[str, str]) -> str | None:
    return next((names[deal_id] for deal_id in case.deal_ids if deal_id in names), None)


def _line(deadline: Deadline, deal: str | None, rate: BaseRate | None) -> dict[str, Any]:
    """The deadline object of the command-line contract."""
    case, computed, comparison = deadline.case, deadline.computed, deadline.comparison
    evidence = deadline.evidence
    return {
        "authority": case.authority,
        "case": case.printed_number or case.number,
        "deal": deal,
        "step": deadline.step,
        "label": deadline.label,
        "state": deadline.state.value,
        "published": _iso(deadline.published),
        "computed": _iso(computed.day) if computed else None,
        "difference": comparison.difference if comparison else None,
        "cause": (comparison.cause or None) if comparison else None,
        "computable": computed.computable if computed else None,
        "reason": (computed.reason or None) if computed else None,
        "working_days_left": deadline.left,
        "settled_on": _iso(deadline.settled_on),
        "versions": [_version(version) for version in deadline.versions],
        "warnings": list(computed.warnings) if computed else [],
        "rule": computed.rule if computed else None,
        "legal": computed.legal if computed else None,
        "workings": [working.text for working in computed.workings] if computed else [],
        "zone": deadline.zone,
        "elapsed": _elapsed(rate),
        "source": case.source,
        "url": (evidence.url if evidence else case.url) or None,
        "snapshot": (evidence.snapshot or None) if evidence else None,
        "quote": evidence.quote if evidence else None,
        "title": case.title,
    }


def _version(version: Version) -> dict[str, Any]:
    return {
        "value": version.value,
        "observed_at": moment(version.observed_at),
        "event": version.event or None,
        "note": version.note.value or None,
        "url": version.evidence.url,
        "snapshot": version.evidence.snapshot or None,
        "quote": version.evidence.quote,
    }


def _elapsed(rate: BaseRate | None) -> dict[str, Any] | None:
    """Working days so far beside past cases; null where too few are known."""
    if rate is None:
        return None
    return {
        "working_days": rate.elapsed,
        "stage": rate.span.value,
        "simplified": rate.simplified,
        "n": rate.n,
        "quartiles": [rate.lower, rate.median, rate.upper],
        "shorter": rate.shorter,
    }


def _iso(day: object) -> str | None:
    return None if day is None else str(day)
