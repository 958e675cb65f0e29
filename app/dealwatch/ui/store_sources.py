"""Sources for the window: health, coverage, what needs the user. Must not contain Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from dealwatch.figures.coverage import Cell, Strip
from dealwatch.language import _
from dealwatch.model.source import SourceInfo, SourceState
from dealwatch.sources.cards import CARDS, shown_title
from dealwatch.sources.trouble_words import shown_trouble
from dealwatch.store.summary import CellSum, ledger_sum, poll_cells
from dealwatch.ui.desk import (
    Attempt,
    Attention,
    CoverageRow,
    HostRow,
    LedgerPage,
    LedgerRow,
    SourceLine,
    SourcePage,
)  # fmt: skip
from dealwatch.ui.words import STATE_ICONS, authority_name, moment_words, state_hint, state_title

if TYPE_CHECKING:
    from dealwatch.store.database import Store
    from dealwatch.store.sources import SourceRow
    from dealwatch.ui.store_read import Reading

SHORT, SHORT_STEP = 64, timedelta(hours=3)
LONG, LONG_STEP = 84, timedelta(hours=8)
ATTEMPTS = 12
DEPENDING = 10
LEDGER_LINES = 300


class SourceReading:
    def __init__(self, store: Store, now: Callable[[], datetime], reading: Reading) -> None:
        self._store, self._now, self._reading = store, now, reading

    def rows(self) -> list[SourceRow]:
        return self._reading.kept("source rows", self._store.sources.all)

    def name(self, row: SourceRow) -> str:
        info = CARDS.get(row.key)
        return authority_name(info.authority) if info is not None else shown_title(row.key, row.title)

    def _kind(self, row: SourceRow) -> str:
        """What of an authority is read: the part of the title after the colon; a feed's address."""
        info = CARDS.get(row.key)
        if info is None:
            url = row.target.get("url", "")
            return url.partition("://")[2] if url != row.title else ""
        return _(info.title).partition(":")[2].strip()

    def _state(self, row: SourceRow) -> SourceState:
        return SourceState.PAUSED if row.paused else row.state

    def _homepage(self, row: SourceRow) -> str:
        info = CARDS.get(row.key)
        return info.homepage if info is not None else row.target.get("url", "")

    # -- strips

    def _strips(self, count: int, step: timedelta) -> dict[str, Strip]:
        start = cell_start(self._now(), step) - step * (count - 1)
        cells = self._reading.kept(f"cells {start}", lambda: poll_cells(self._store.connections, start, step, count))
        return {row.key: Strip(start, step, filled(cells.get(row.key, {}), count)) for row in self.rows()}

    def coverage(self) -> tuple[CoverageRow, ...]:
        """Sources with trouble or a change first: they are what one looks for."""
        strips = self._strips(SHORT, SHORT_STEP)
        found = [
            CoverageRow(row.key, self.name(row), strips[row.key], row.last_ok, self._state(row), row.since)
            for row in self.rows()
        ]
        return tuple(
            sorted(found, key=lambda row: (not row.state.trouble, Cell.CHANGED not in row.strip.cells, row.title))
        )

    def gaps(self, coverage: tuple[CoverageRow, ...]) -> int:
        """How many sources could not be read at some time of the strip."""
        return sum(1 for row in coverage if row.state.trouble or Cell.FAILED in row.strip.cells)

    # -- lines and pages

    def lines(self) -> tuple[SourceLine, ...]:
        def make() -> tuple[SourceLine, ...]:
            strips = self._strips(LONG, LONG_STEP)
            return tuple(self._line(row, strips[row.key]) for row in self.rows())

        return self._reading.kept(f"source lines {cell_start(self._now(), LONG_STEP)}", make)

    def _line(self, row: SourceRow, strip: Strip) -> SourceLine:
        info = CARDS.get(row.key)
        return SourceLine(
            key=row.key,
            authority=self.name(row),
            title=shown_title(row.key, row.title),
            kind=self._kind(row),
            state=self._state(row),
            detail=shown_trouble(row.detail),
            since=row.since,
            last_ok=row.last_ok,
            last_try=row.last_try,
            next_due=None if row.paused else row.next_due,
            failures=row.failures,
            paused=row.paused,
            homepage=self._homepage(row),
            strip=strip,
            confirmed=info.confirmed if info is not None else True,
            official=info is not None,
        )

    def page(self, key: str) -> SourcePage | None:
        cells = cell_start(self._now(), LONG_STEP)
        return self._reading.kept(f"source {key} {cells}", lambda: self._page(key))

    def _page(self, key: str) -> SourcePage | None:
        line = next((line for line in self.lines() if line.key == key), None)
        row = next((row for row in self.rows() if row.key == key), None)
        if line is None or row is None:
            return None
        attempts = tuple(
            Attempt(poll.ended_at, poll.state, shown_trouble(poll.detail), poll.events)
            for poll in self._store.sources.polls(key, limit=ATTEMPTS)
        )
        from dealwatch.sources.registry import source_of

        source = source_of(row)
        info = source.info if source is not None else None
        return SourcePage(line, attempts, self._depending(key), _(info.terms) if info else "", _told(info))

    def _depending(self, key: str) -> tuple[tuple[str, str], ...]:
        found = self._store.deals.resting_on(key, DEPENDING)
        return tuple((f"{authority} {name}", case_id) for name, authority, case_id in found)

    # -- what was asked for

    def ledger(self) -> LedgerPage:
        return self._reading.kept_today("ledger", self._ledger)

    def _ledger(self) -> LedgerPage:
        midnight = self._now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        total = ledger_sum(self._store.connections, midnight.astimezone(UTC))
        rows = tuple(
            LedgerRow(x.at, x.host, x.path, x.purpose, x.status, x.bytes, x.milliseconds)
            for x in self._store.ledger.recent(LEDGER_LINES)
        )
        return LedgerPage(rows, total.requests, total.hosts, total.bytes, self._hosts())

    def _hosts(self) -> tuple[HostRow, ...]:
        """The busiest host first. A host's day begins at midnight UTC, as its budget does."""
        from dealwatch.sources.budget import DAILY, start_of_day

        since = start_of_day(self._now())
        asked, titles = self._store.ledger.hosts_of(since), self._reading.titles()
        rows = [
            HostRow(host, count, DAILY, tuple(sorted(titles.get(key, key) for key in asked if host in asked[key])))
            for host, count in self._store.ledger.by_host(since).items()
        ]
        return tuple(sorted(rows, key=lambda row: (-row.requests, row.host)))

    # -- what needs the user

    def attention(self) -> tuple[Attention, ...]:
        now = self._now()
        return tuple(self._trouble(row, now) for row in self.rows() if _needs_user(row.state) and not row.paused)

    def _trouble(self, row: SourceRow, now: datetime) -> Attention:
        said = [_("Since {moment}.").format(moment=moment_words(row.since, now))] if row.since else []
        said.append(state_hint(row.state))
        if row.next_due:
            said.append(_("Next try {moment}.").format(moment=moment_words(row.next_due, now)))
        return Attention(
            state_title(row.state, self.name(row)),
            " ".join(part for part in said if part),
            STATE_ICONS[row.state],
            "orange",
            f"source/{row.key}",
            self._homepage(row),
        )


def _needs_user(state: SourceState) -> bool:
    return state.trouble or state is SourceState.NEEDS_SETUP


def _told(info: SourceInfo | None) -> str:
    """What a source can tell and what it cannot."""
    return f"{_(info.tells)} {_(info.untold)}".strip() if info is not None else ""


def cell_start(now: datetime, step: timedelta) -> datetime:
    """The beginning of the interval that `now` lies in, so that the cells stand still while time goes on."""
    epoch = datetime(2000, 1, 1, tzinfo=UTC)
    return epoch + (now - epoch) // step * step


def filled(cells: Mapping[int, CellSum], count: int) -> tuple[Cell, ...]:
    found = [Cell.NOT_TRIED] * count
    for place, cell in cells.items():
        found[place] = Cell.CHANGED if cell.changed else Cell.FAILED if cell.failed else Cell.CHECKED
    return tuple(found)
