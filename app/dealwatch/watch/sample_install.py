"""Puts the bundled sample watchlist into the store, once; removing and restoring it are one step each."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dealwatch.store.connection import Database
    from dealwatch.store.database import Store
    from dealwatch.watch.sample import SampleCase, SampleList

_INSTALLED = "sample"


def install_sample(store: Store, sample: SampleList | None = None) -> bool:
    """Put the sample in on the first start; False where that was done before (also if it was removed since).

    Its events carry the day up to which the list claims to be true, not the day of installation: what it says is as
    old as that.
    """
    if store.settings.get(_INSTALLED):
        return False
    from dealwatch.model.deal import Deal  # late: later starts do without
    from dealwatch.watch.sample import load_sample

    chosen = sample or load_sample()
    known_at = datetime.combine(chosen.as_at, time(12), UTC)
    with store.write() as database:
        deals = {
            deal.name: store.deals.add(
                database,
                Deal(
                    "",
                    deal.name,
                    deal.kind,
                    deal.parties,
                    deal.value,
                    deal.announced,
                    list_name=chosen.name,
                    sample=True,
                ),
                known_at,
            )
            for deal in chosen.deals
        }
        for case in chosen.cases:
            case_id = _install_case(store, database, case, known_at)
            for name in case.deals:
                store.deals.link(database, deals[name], case_id)
        store.settings.put(database, _INSTALLED, chosen.as_at.isoformat())
    return True


def sample_as_at(store: Store) -> str:
    """The ISO day up to which the installed sample claims to be true; empty before it was installed."""
    return store.settings.get(_INSTALLED)


def show_sample(store: Store, shown: bool, now: datetime) -> int:
    """Remove or restore the sample in one step; how many deals that were."""
    with store.write() as database:
        return store.deals.set_sample_removed(database, None if shown else now)


def _install_case(store: Store, database: Database, case: SampleCase, known_at: datetime) -> str:
    from dealwatch.model.event import EventNote
    from dealwatch.model.evidence import Evidence
    from dealwatch.watch.by_hand import SAMPLE_SOURCE, Entry, enter

    case_id = ""
    for event in case.events:
        entry = Entry(
            number=case.number or f"{'; '.join(case.deals)}/{case.authority}",
            authority=case.authority,
            title=case.title,
            words=event.words,
            evidence=Evidence("", event.url, known_at, event.sources[0].title, event.quote),
            status=event.status,
            document=event.document,
            deadlines=event.deadlines or {},
            day=event.on,
            printed_number=case.number,
            url=case.url,
            procedure=case.procedure,
        )
        case_id, _ = enter(store, database, entry, known_at, EventNote.SAMPLE, SAMPLE_SOURCE)
    return case_id
