"""What a source is told about what we have, read from the store only as far as the source looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from dealwatch.model.deal import Case
from dealwatch.model.source import Known, KnownCase
from dealwatch.store.database import Store
from dealwatch.store.sources import SourceRow

API_KEY = "api_key"
"""Name of the user's key in what a source is told; never stored."""


class KnownCases(Mapping[str, KnownCase]):
    """A register's known cases by number. A look-up reads one case; ten thousand are never held at once."""

    def __init__(self, store: Store, source: str) -> None:
        self._store = store
        self._source = source

    def __getitem__(self, number: str) -> KnownCase:
        case = self._store.cases.find(self._source, number)
        if case is None:
            raise KeyError(number)
        return known_case(case)

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.cases.numbers(self._source))

    def __len__(self) -> int:
        return len(self._store.cases.numbers(self._source))


def known_case(case: Case) -> KnownCase:
    return KnownCase(
        number=case.number,
        url=case.url,
        facts={name: fact.value for name, fact in case.facts.items()},
        watched=case.watched,
        decided=case.status.decided,
        checked_at=case.checked_at,
    )


def known_to(store: Store, row: SourceRow, now: datetime, api_key: str = "") -> Known:
    """Everything `plan` and `parse` may know about the source's past, and the user's key where one is to be used."""
    return Known(
        now=now,
        forced=row.forced,
        cases=KnownCases(store, row.key),
        memory=row.memory,
        whole_register=store.watches.register_watched(row.key),
        target={**row.target, API_KEY: api_key} if api_key else row.target,
        companies=_companies(store),
    )


def _companies(store: Store) -> tuple[str, ...]:
    """Companies the user watches for, and the parties of the deals tracked; the bundled sample's are nobody's wish."""
    parties = [party.name for deal in store.deals.all() if not deal.sample for party in deal.parties]
    return tuple(dict.fromkeys([*store.watches.companies(), *parties]))
