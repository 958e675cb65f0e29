"""The table for Monday's meeting: every deal on one list, what changed since last week, where each case stands.

Must not contain: a format's marks, proofs (the case file has them; every row names its deal and case).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from dealwatch import __version__
from dealwatch.export.casefile_dates import day_text, instant_in_zone, local_day, weekday_text
from dealwatch.export.casefile_entries import Entry
from dealwatch.export.casefile_input import CasefileInput
from dealwatch.export.casefile_review import Review, reviews_of
from dealwatch.export.casefile_sources import safe_link
from dealwatch.export.gather import Choices, standing
from dealwatch.export.report import Cell, Report, Table, Words
from dealwatch.language import _, n_, spoken
from dealwatch.model.deal import Deal
from dealwatch.model.event import EventNote
from dealwatch.model.source import SourceInfo
from dealwatch.model.status import Badge
from dealwatch.rules.law import BUNDLED, Law
from dealwatch.store.database import Store

WEEK = timedelta(days=7)
_QUIET = frozenset({EventNote.SAMPLE})
"""What was there from the beginning is no news of the week."""


def monday(
    store: Store,
    deals: Iterable[Deal],
    as_at: datetime,
    infos: Mapping[str, SourceInfo],
    choices: Choices | None = None,
    law: Law = BUNDLED,
) -> Report:
    """The deals given, as known at `as_at`, in the order given; changes are those seen in the seven days before it."""
    chosen = choices or Choices()
    known = [standing(store, deal, as_at, infos, law) for deal in deals]
    reviews = [(given, review) for given in known for review in reviews_of(given)]
    since = as_at - WEEK
    changes = _changes(reviews, since, as_at)
    running = sum(not review.decided and review.case.status.badge is not Badge.DECIDED for _given, review in reviews)
    told = [
        n_("{n} deal", "{n} deals", len(known)).format(n=len(known)),
        n_("{n} review still open", "{n} reviews still open", running).format(n=running),
        n_("{n} change in seven days", "{n} changes in seven days", len(changes)).format(n=len(changes)),
    ]
    title = _("Changed since {day}").format(day=day_text(local_day(since, chosen.zone)))
    quiet = Words(title, (_("Nothing changed in the seven days before."),))
    table = Table(title, _columns(), (3, 5, 3, 3, 8), tuple(changes))
    lines = (_("As at {moment}").format(moment=instant_in_zone(as_at, chosen.zone)), chosen.remark)
    return Report(
        title=_("Deals under review"),
        lines=tuple(filter(None, lines)),
        marking=chosen.marking.strip(),
        language=spoken(),
        app=f"Dealwatch {__version__}",
        as_at=as_at,
        blocks=(Words("", (" · ".join(told),)), table if changes else quiet, *_stand(known, reviews)),
    )


def _columns() -> tuple[str, ...]:
    return _("Day"), _("Deal"), _("Authority"), _("Case"), _("What happened")


def _changes(
    reviews: Sequence[tuple[CasefileInput, Review]], since: datetime, until: datetime
) -> list[tuple[Cell, ...]]:
    """What was seen in the time, newest day first."""
    found = [
        (entry, given, review)
        for given, review in reviews
        for entry in review.entries
        if entry.observed_at is not None and since < entry.observed_at <= until and _is_news(entry, given, review)
    ]
    found.sort(key=lambda row: (row[0].day.first, row[0].order), reverse=True)
    return [
        (
            Cell(weekday_text(entry.day), day=entry.day.exact),
            Cell(given.deal.name),
            Cell(review.case.authority),
            _number(review),
            Cell(entry.text + (f" ({entry.flag})" if entry.flag else "")),
        )
        for entry, given, review in found
    ]


def _is_news(entry: Entry, given: CasefileInput, review: Review) -> bool:
    """Not what a case brought with it when it was first met: that is its past."""
    if entry.note in _QUIET:
        return False
    first = min((event.observed_at for event in given.events if event.case_id == review.case.id), default=None)
    return entry.observed_at != first


def _stand(known: Sequence[CasefileInput], reviews: Sequence[tuple[CasefileInput, Review]]) -> list[Table]:
    by_deal: dict[str, list[Review]] = {}
    for given, review in reviews:
        by_deal.setdefault(given.deal.id, []).append(review)
    rows: list[tuple[Cell, ...]] = []
    for given in known:
        deal, stop = given.deal, given.deal.long_stop
        last = Cell(weekday_text(stop), day=stop.exact) if stop else Cell("–")
        for review in by_deal.get(deal.id, []):
            badges = ", ".join(_(badge.label) for badge in review.case.status.badges)
            turn = review.badge_turn
            since = Cell(day_text(turn.when), day=turn.when.exact) if turn is not None and turn.sure else Cell("–")
            rows.append((Cell(deal.name), Cell(review.name), _number(review), Cell(badges), since, _next(review), last))
        if deal.id not in by_deal:
            rows.append((Cell(deal.name), Cell(_("no case yet")), *(Cell("–") for _n in range(4)), last))
    columns = (
        _("Deal"),
        _("Authority"),
        _("Case"),
        _("Status"),
        _("Since"),
        _("Next deadline"),
        _("Long-stop date"),
    )
    if not rows:
        return []
    return [Table(_("Where every deal stands"), columns, (5, 4, 3, 4, 3, 5, 3), tuple(rows))]


def _number(review: Review) -> Cell:
    return Cell(review.case.printed_number or "–", safe_link(review.case.url))


def _next(review: Review) -> Cell:
    """The nearest day ahead: `19 Dec 2024 (Thu): Phase 1`, a computed one marked as such."""
    ahead = [(limit.day, limit) for limit in review.running if limit.day is not None]
    if not ahead:
        return Cell("–")
    day, limit = min(ahead, key=lambda row: (row[0], row[1].step))
    text = f"{weekday_text(day)}: {limit.name}"
    if limit.official or limit.scheduled:
        return Cell(text)
    return Cell(_("{day} (computed)").format(day=text))
