"""The whole store as it was known at a past instant, for looking only. Equals a replay of the events up to then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from dealwatch.model.deal import Case
from dealwatch.store.database import Store
from dealwatch.store.past import PastConnections
from dealwatch.watch.as_at import as_at


def past_store(store: Store, moment: datetime) -> Store:
    """A store that reads as of `moment` and refuses to write (UsageError). Close it when it is not looked at any more.

    ValueError for a naive instant.
    """

    def restated(case_ids: Sequence[str]) -> Iterator[Case]:
        for case_id in case_ids:
            case = store.cases.get(case_id)
            known = as_at(store, case, moment) if case is not None else None
            if known is not None:
                yield known

    return Store(PastConnections(store.path, moment, restated))
