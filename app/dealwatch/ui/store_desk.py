"""The desk over the store: what the window reads and does, with real data. Must not contain Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dealwatch.language import _
from dealwatch.model.dates import instant_text, parse_instant
from dealwatch.model.event import EventKind
from dealwatch.ui.beside import Beside
from dealwatch.ui.desk import (
    Change,
    DealPage,
    DealRow,
    Hit,
    LedgerPage,
    ListCount,
    News,
    Order,
    PaperRow,
    Recognition,
    Sample,
    SourceLine,
    SourcePage,
    Standing,
    StoredPage,
    Today,
)
from dealwatch.ui.store_attaching import AttachingPart
from dealwatch.ui.store_calendar import CalendarPart, CalendarReading
from dealwatch.ui.store_comparing import earlier
from dealwatch.ui.store_deadlines import Ahead, DeadlinePart
from dealwatch.ui.store_deals import DealReading
from dealwatch.ui.store_documents import paper_rows
from dealwatch.ui.store_exporting import ExportPart
from dealwatch.ui.store_news import NewsDesk
from dealwatch.ui.store_portfolio import PortfolioPart, PortfolioReading
from dealwatch.ui.store_read import LONGEST_INBOX, Reading
from dealwatch.ui.store_reading import ReadingPart
from dealwatch.ui.store_rules import RulesPart
from dealwatch.ui.store_search import LONG, SHORT, hits
from dealwatch.ui.store_sources import SourceReading
from dealwatch.ui.store_working import WorkingPart
from dealwatch.watch.sample_install import sample_as_at, show_sample

if TYPE_CHECKING:
    from dealwatch.model.proposal import ProposalState
    from dealwatch.store.alerts import InboxCount
    from dealwatch.store.database import Store
    from dealwatch.ui.household import Household
    from dealwatch.ui.store_adding import Adding
    from dealwatch.ui.store_settings import StoreSettings
    from dealwatch.watch.ports import Clock

LOOKED, PAUSED, CARDS = "looked_at", "checking_paused", "cards_done"
WATCHED_KIND = "case"
_STEPS = (EventKind.STATUS, EventKind.FIRST_SEEN)


class EngineState(Protocol):
    """What the desk asks of the engine that runs beside the window."""

    @property
    def checking(self) -> bool: ...

    @property
    def offline_since(self) -> datetime | None: ...

    @property
    def stuck(self) -> str: ...

    def wake(self) -> None:
        """Look for what is due now rather than at the next beat."""
        ...


class StoreDesk(
    AttachingPart, CalendarPart, DeadlinePart, ExportPart, PortfolioPart, WorkingPart, ReadingPart, RulesPart
):
    """Implements `ui.desk.Desk`. Reads are meant for one thread (the window's); acts may be called from another.

    `rules` is the folder of the user's own procedures and calendars, `household` what the settings need beside it.
    """

    def __init__(
        self, store: Store, clock: Clock, engine: EngineState, rules: Path | None = None,
        household: Household | None = None, tell: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        self._store, self._clock, self._engine = store, clock, engine
        self._household = household
        self._rules = rules
        self._reading = Reading(store, clock.now, rules)
        self._sources = SourceReading(store, clock.now, self._reading)
        self._portfolio = PortfolioReading(store, clock.now, rules)
        self._calendar = CalendarReading(store, clock.now, rules)
        self._deals = DealReading(store, self._reading, self._portfolio)
        self._news = NewsDesk(store, self._reading)
        self._limits = self._reading.limits
        if tell is not None:
            own = Reading(store, clock.now, rules)  # what one thread has read is not another's
            deals = DealReading(store, own, self._portfolio)

            def ahead(going_on: Callable[[], bool]) -> Ahead:
                awaited = own.limits.read_awaited(going_on)
                return Ahead(awaited, own.limits.long_stops(), deals.without_clock()) if going_on() else Ahead()

            self._limits.beside = Beside(ahead, Ahead(), tell)

    def read_ahead(self, *shown: str) -> Callable[[], Callable[[], None]]:
        reach = self._reading.reach

        def read() -> Callable[[], None]:
            twin = self._twin
            twin._reading.reach = reach
            with twin._reading.together():  # else what was read first is forgotten where a check writes in between
                twin.standing()
                twin.today()
                for place in shown:
                    twin._read_shown(*place.split("/", 1))
            taken = twin._reading.taken()
            return lambda: self._reading.hold(taken)

        return read

    def _read_shown(self, kind: str, ref: str = "") -> None:
        if kind in ("deal", "case"):
            page = self.page(**{f"{kind}_id": ref})
            for case in page.cases if page is not None else ():
                self.case_deadlines(case.id)
        elif kind == "source" and ref:
            self.source(ref)
        elif kind == "sources":
            self.sources()
            self.ledger()

    def let_go(self) -> None:
        self._reading.let_go()

    def inbox_count(self) -> InboxCount:
        return self._reading.counted()

    def unread(self) -> tuple[str, ...]:
        return self._store.alerts.unread_in_inbox(self.now())

    def goes_back(self) -> bool:
        return self._reading.goes_back()

    def reach_back(self) -> None:
        self._reading.reach += LONGEST_INBOX

    @cached_property
    def _twin(self) -> StoreDesk:
        """Of another thread, which has readings of its own; what lies ahead is read for both."""
        twin = StoreDesk(self._store, self._clock, self._engine, self._rules, self._household)
        twin._limits.beside = self._limits.beside
        return twin

    def close(self) -> None:
        """No thread reads the data any more."""
        if self._limits.beside is not None:
            self._limits.beside.close()

    def now(self) -> datetime:
        return self._clock.now()

    # -- frame

    def standing(self) -> Standing:
        """What the data say is kept; the state of the engine and what is near change without them."""
        known = self._reading.kept(f"standing, {self._reading.asleep()} asleep", self._standing)
        return replace(
            known,
            offline_since=self._engine.offline_since,
            checking=self._engine.checking,
            stuck=self._engine.stuck,
            near=self._limits.nearest(),
        )

    def _standing(self) -> Standing:
        rows = [row for row in self._sources.rows() if not row.paused]
        unread = self._reading.counted().unread + sum(1 for found in self._news.open() if found.unread)
        lists: dict[str, int] = {}
        for deal in self._reading.deals().values():
            if deal.list_name:
                lists[deal.list_name] = lists.get(deal.list_name, 0) + 1
        troubled = tuple((self._sources.name(row), row.state, row.since) for row in rows if row.state.trouble)
        tried = [row.last_try for row in rows if row.last_try is not None]
        shown, hidden = self._store.deals.sample_state()
        as_at = sample_as_at(self._store)
        return Standing(
            today=unread,
            unread=unread,
            lists=tuple(ListCount(name, count) for name, count in sorted(lists.items())),
            sources=len(rows),
            current=sum(1 for row in rows if row.last_ok is not None and not row.state.trouble),
            troubled=troubled,
            offline_since=None,
            last_check=max(tried, default=None),
            next_check=self._store.sources.next_due(),
            paused=self.paused,
            checking=False,
            requests=self._store.ledger.count(),
            sample=Sample(date.fromisoformat(as_at) if as_at else None, shown, hidden),
            cards_done=frozenset(self._store.settings.get(CARDS).split(",")) - {""},
            searches=tuple(saved.name for saved in self._portfolio.saved_searches()),
        )

    @property
    def paused(self) -> bool:
        return bool(self._store.settings.get(PAUSED))

    def _looked(self) -> datetime | None:
        text = self._store.settings.get(LOOKED)
        return parse_instant(text) if text else None

    def _since_last_look(self, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        since = self._looked()
        return tuple(c for c in changes if since is None or c.unread or c.lead.observed_at > since)

    def today(self) -> Today:
        """As `standing`: what lies ahead is read beside the window and may be newer than the rest."""
        known = self._limits.known()
        coverage = self._sources.coverage()
        found = self._reading.kept(f"today, {self._reading.asleep()} asleep", self._today)
        return replace(
            found,
            deadlines=self._limits.near(),
            without_clock=self._deals.without_clock() if known is None else known.without_clock,
            attention=(*self._limits.attention(), *self._sources.attention()),
            coverage=coverage,
            gaps=self._sources.gaps(coverage),
            long_stops=self._limits.long_stops(),
        )

    def _today(self) -> Today:
        since = self._looked()
        changes = self._since_last_look(self._reading.changes())
        changed = {change.deal.id for change in changes if change.deal}
        return Today(
            since=since,
            changes=changes,
            deadlines=(),
            without_clock=0,
            attention=(),
            coverage=(),
            other_deals=len(self._reading.deals()) - len(changed),
            sources=len(self._sources.rows()),
            requests=self._store.ledger.count(since),
            gaps=0,
        )

    # -- changes

    def inbox(self) -> tuple[Change, ...]:
        return self._reading.changes()

    def change_of(self, event_id: str) -> Change | None:
        return self._reading.change_of(event_id)

    def mark_read(self, change_ids: tuple[str, ...], read: bool = True) -> None:
        with self._store.write() as database:
            self._store.alerts.mark_read(database, change_ids, self.now() if read else None)

    def flag(self, change_id: str, flagged: bool) -> None:
        with self._store.write() as database:
            self._store.alerts.flag(database, change_id, flagged)

    def mark_looked(self) -> None:
        self._put(LOOKED, instant_text(self.now()))

    def proposals(self) -> tuple[News, ...]:
        return self._news.open()

    def deal_news(self, deal_id: str) -> tuple[News, ...]:
        return self._news.of_deal(deal_id)

    def proposal(self, proposal_id: str) -> News | None:
        return self._news.one(proposal_id)

    def decide_proposal(self, proposal_id: str, decision: ProposalState) -> None:
        self._news.decide(proposal_id, decision)

    def undo_proposal(self, proposal_id: str) -> None:
        self._news.undo(proposal_id)

    # -- deals

    def deals(self, list_name: str = "") -> tuple[DealRow, ...]:
        return self._deals.rows(list_name)

    def page(self, deal_id: str = "", case_id: str = "") -> DealPage | None:
        return self._deals.page(deal_id, case_id)

    def stored_page(self, sha256: str) -> StoredPage | None:
        found = self._store.snapshots.get(sha256)
        if found is None:
            return None
        words = _("cut out of {file} at {place}") if found.of_file else ""
        place = words.format(file=f"{found.of_file[:16]}…", place=found.place)
        return StoredPage(found.sha256, found.body, found.content_type, found.url, found.fetched_at, place)

    def earlier_page(self, event_id: str) -> StoredPage | None:
        found = earlier(self._store, event_id)
        return self.stored_page(found) if found else None

    def papers(self, words: str = "") -> tuple[PaperRow, ...]:
        return paper_rows(self._store, words)

    # -- sources

    def sources(self) -> tuple[SourceLine, ...]:
        return self._sources.lines()

    def source(self, key: str) -> SourcePage | None:
        return self._sources.page(key)

    def ledger(self) -> LedgerPage:
        return self._sources.ledger()

    # -- search and adding

    def search(self, text: str) -> tuple[Hit, ...]:
        return hits(self._store, self._reading.deals(), text)

    def search_all(self, text: str) -> tuple[Hit, ...]:
        return hits(self._store, self._reading.deals(), text, LONG)

    def find(self, text: str, *, many: bool = False) -> Callable[[], tuple[Hit, ...]]:
        deals = self._reading.deals()  # what one thread has read is not another's to ask for
        return lambda: hits(self._store, deals, text, LONG if many else SHORT)

    @cached_property
    def _adding(self) -> Adding:
        from dealwatch.ui.store_adding import Adding  # late: it brings every source with it

        return Adding(self._store, self._clock)

    def recognise(self, text: str) -> Recognition:
        return self._adding.recognise(text)

    def add(self, order: Order) -> str:
        place = self._adding.add(order)
        self._engine.wake()
        return place

    # -- acts

    def check_now(self, keys: tuple[str, ...] = ()) -> None:
        """Sets the due time; the engine's own thread does the rest."""
        with self._store.write() as database:
            self._store.sources.ask_now(database, self.now(), list(keys) or None)
        self._engine.wake()

    def pause(self, paused: bool) -> None:
        self._put(PAUSED, "1" if paused else "")
        if not paused:
            self._engine.wake()

    def pause_source(self, key: str, paused: bool) -> None:
        with self._store.write() as database:
            self._store.sources.pause(database, key, paused)

    def set_sample_shown(self, shown: bool) -> None:
        show_sample(self._store, shown, self.now())

    def card_done(self, card: str) -> None:
        done = set(self._store.settings.get(CARDS).split(",")) - {""} | {card}
        self._put(CARDS, ",".join(sorted(done)))

    @cached_property
    def _settings(self) -> StoreSettings:
        from dealwatch.ui.household import Household
        from dealwatch.ui.store_settings import StoreSettings  # late: no start needs them

        return StoreSettings(self._store, self._clock, self._engine.wake, self._household or Household())

    def settings(self) -> StoreSettings:
        return self._settings

    def _put(self, name: str, value: str) -> None:
        with self._store.write() as database:
            self._store.settings.put(database, name, value)
