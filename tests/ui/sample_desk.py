"""A desk in memory for the window's tests and pictures. It behaves like the real one; it stores nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sample_attaching import SampleAttaching
from sample_calendar import SampleCalendar
from sample_deadlines import SampleDeadlines
from sample_exporting import SampleExporting
from sample_facts import LOOKED, NOW, World, build
from sample_news import SampleNews
from sample_past import SamplePast
from sample_portfolio import SamplePortfolio
from sample_rules import SampleRules
from sample_settings import SampleSettings
from sample_sources import SOURCES, SampleSources
from sample_working import SampleWorking

from dealwatch.figures.course import course
from dealwatch.figures.review import Limit, Review
from dealwatch.model.deal import Case, Deal, DealKind
from dealwatch.model.errors import DealwatchError
from dealwatch.model.event import Event, EventKind
from dealwatch.model.source import SourceState
from dealwatch.ui.desk import (
    Attention,
    Candidate,
    Change,
    CoverageRow,
    DeadlineRow,
    DealPage,
    DealRow,
    DocumentRow,
    Hit,
    ListCount,
    Order,
    Recognition,
    ReviewMark,
    Sample,
    Standing,
    StoredPage,
    Today,
)
from dealwatch.ui.words import authority_name

ZONES = {"ec": ZoneInfo("Europe/Brussels"), "cma": ZoneInfo("Europe/London"), "bkarta": ZoneInfo("Europe/Berlin")}
TITLES = {
    "ec": "Commission case register",
    "cma": "CMA case page",
    "bkarta": "Bundeskartellamt press",
    "ftc": "FTC press release",
    "cnmc": "CNMC press release",
    "feed:x": "Press release",
}


class SampleDesk(
    SampleAttaching,
    SampleCalendar,
    SamplePast,
    SampleNews,
    SampleDeadlines,
    SampleExporting,
    SamplePortfolio,
    SampleRules,
    SampleSettings,
    SampleSources,
    SampleWorking,
):
    """`offline`, `blocked`, `checked` and `sample_only` choose the state of the world."""

    def __init__(
        self,
        *,
        offline: bool = False,
        blocked: bool = True,
        checked: bool = True,
        sample_only: bool = False,
        empty: bool = False,
        moment: datetime = NOW,
    ) -> None:
        self.begin_news()
        self.begin_work()
        self.begin_exporting()
        self.instant = moment
        self.world: World = World() if empty else build()
        if sample_only:
            self.world.deals = {key: deal for key, deal in self.world.deals.items() if deal.sample}
        self.offline, self.blocked, self.checked = offline, blocked and checked, checked
        self.paused = self.checking = False
        self.looked: datetime | None = LOOKED if checked else None
        self.sample_shown = True
        self.cards: set[str] = set() if sample_only else {"add", "demo", "test_notification", "autostart"}
        self.asked: list[tuple[str, ...]] = []
        self.orders: list[Order] = []
        self.refuse_add: DealwatchError | None = None
        self.read: set[str] = set()
        self.flagged: set[str] = set()
        self._unread_from = LOOKED if checked else NOW + timedelta(days=1)

    def now(self) -> datetime:
        return self.instant

    # -- changes

    def _changes(self) -> list[Change]:
        groups: dict[tuple[str, datetime], list[Event]] = {}
        for event in self.world.events:
            if self._deal(event.case_id) is not None:
                groups.setdefault((event.case_id, event.observed_at), []).append(event)
        found = [self._change(case_id, events) for (case_id, _), events in groups.items()]
        return sorted(found, key=lambda change: change.lead.observed_at, reverse=True)

    def _change(self, case_id: str, events: list[Event]) -> Change:
        ordered = sorted(events, key=lambda event: (event.kind is not EventKind.STATUS, event.id))
        key = ordered[0].id
        case = self.world.cases[case_id]
        unread = ordered[0].observed_at > self._unread_from and key not in self.read
        told = ("desktop notification",) if ordered[0].alerted and ordered[0].observed_at > LOOKED else ()
        return Change(
            key, tuple(ordered), case, self._deal(case_id), TITLES[case.source], unread, key in self.flagged, told
        )

    def _deal(self, case_id: str) -> Deal | None:
        deal = self.world.deals.get(self.world.cases[case_id].deal_ids[0])
        return deal if deal is not None and (self.sample_shown or not deal.sample) else None

    def _deals(self) -> list[Deal]:
        return [deal for deal in self.world.deals.values() if self.sample_shown or not deal.sample]

    def inbox(self) -> tuple[Change, ...]:
        return tuple(self._changes()) if self.checked else ()

    def change_of(self, event_id: str) -> Change | None:
        return next((c for c in self._changes() if any(event.id == event_id for event in c.events)), None)

    def mark_read(self, change_ids: tuple[str, ...], read: bool = True) -> None:
        if read:
            self.read |= set(change_ids)
        else:
            self.read -= set(change_ids)

    def flag(self, change_id: str, flagged: bool) -> None:
        (self.flagged.add if flagged else self.flagged.discard)(change_id)

    def mark_looked(self) -> None:
        self.looked = NOW

    # -- deals

    def _deadlines(self, case: Case) -> list[DeadlineRow]:
        found = []
        if case.status.decided:
            return []
        deal = self._deal(case.id)
        for name, fact in case.facts.items():
            if name.startswith("deadline:"):
                day = date.fromisoformat(fact.value)
                event = next(e for e in self.world.events if e.case_id == case.id and e.new == fact.value)
                days = (day - NOW.date()).days
                if days >= 0 and deal is not None:
                    found.append(
                        DeadlineRow(
                            event.id,
                            case,
                            deal.name,
                            fact.field,
                            day,
                            days,
                            23 if case.authority == "EC" else None,
                            key=f"{case.id}/{fact.field}",
                        )
                    )
        return found

    def deals(self, list_name: str = "") -> tuple[DealRow, ...]:
        unread = [change for change in self._changes() if change.unread]
        found = []
        for deal in self._deals():
            if list_name and deal.list_name != list_name:
                continue
            cases = [case for case in self.world.cases.values() if deal.id in case.deal_ids]
            fresh = {change.case.id for change in unread if change.case is not None}
            marks = tuple(ReviewMark(c.authority, c.status.badges, c.id, c.id in fresh) for c in cases)
            events = [
                e for e in self.world.events if e.case_id in {case.id for case in cases} and e.kind is EventKind.STATUS
            ]
            last = max(events, key=lambda e: e.observed_at, default=None)
            coming = sorted((row for case in cases for row in self._deadlines(case)), key=lambda row: row.day)
            runs = any(case.status.clock.value == "running" for case in cases)
            count = sum(1 for change in unread if change.deal is not None and change.deal.id == deal.id)
            found.append(DealRow(f"deal/{deal.id}", deal, marks, last, coming[0] if coming else None, runs, count))
        return tuple(found)

    def page(self, deal_id: str = "", case_id: str = "") -> DealPage | None:
        if case_id and not deal_id:
            deal_id = self.world.cases[case_id].deal_ids[0] if case_id in self.world.cases else ""
        deal = next((deal for deal in self._deals() if deal.id == deal_id), None)
        if deal is None:
            return None
        cases = tuple(case for case in self.world.cases.values() if deal_id in case.deal_ids)
        ids = {case.id for case in cases}
        events = tuple(event for event in self.world.events if event.case_id in ids)
        documents = tuple(
            DocumentRow(
                fact.value, case.authority, fact.occurred_on, fact.link, case.id, _bringer(events, case.id, fact.field)
            )
            for case in cases
            for name, fact in case.facts.items()
            if name.startswith("document:")
        )
        reviews = tuple(self._review(case, events) for case in cases)
        return DealPage(
            deal,
            cases,
            events,
            reviews,
            documents,
            tuple((e.id, TITLES[e.source]) for e in events),
            tuple(ZONES.items()),
        )

    def _review(self, case: Case, events: tuple[Event, ...]) -> Review:
        today = self.now().date()
        limits = []
        for name, fact in case.facts.items():
            if name.startswith("deadline:") and not case.status.decided:
                day = date.fromisoformat(fact.value)
                left = (day - today).days
                limits.append(Limit(day, fact.field, left=f"{left} days left", left_short=f"{left} d"))
        own = [event for event in events if event.case_id == case.id]
        zone = ZONES.get(case.source, UTC)
        return course(case, own, today, zone, authority_name(case.authority), limits)

    def stored_page(self, sha256: str) -> StoredPage | None:
        return self.world.pages.get(sha256)

    # -- today and standing

    def today(self) -> Today:
        changes = (
            [c for c in self._changes() if c.lead.observed_at > LOOKED]
            if self.checked and self.looked == LOOKED
            else []
        )
        cases = [case for case in self.world.cases.values() if self._deal(case.id)]
        deadlines = sorted((row for case in cases for row in self._deadlines(case)), key=lambda row: row.day)
        without = sum(1 for case in cases if not case.status.decided and case.status.clock.value == "none")
        attention = ()
        if self.blocked:
            attention = (
                Attention(
                    "Bundeskartellamt refused automated reading.",
                    "Since 09:12. Usually temporary; next try 17:10. What is stored stays valid.",
                    "prohibit",
                    "orange",
                    "source/bkarta",
                    "https://www.bundeskartellamt.de",
                ),
            )
        coverage = tuple(
            CoverageRow(
                key,
                title,
                self._strip(key, 64, timedelta(hours=3)),
                self._last(key),
                self._state(key),
                self._since(key),
            )
            for key, title, _ in SOURCES
        )
        coverage = coverage if self.checked else ()
        others = len(self._deals()) - len({c.deal.id for c in changes if c.deal})
        return Today(
            self.looked,
            tuple(changes),
            tuple(deadlines),
            without,
            attention,
            coverage,
            others,
            len(SOURCES) if self.checked else 0,
            214 if self.checked else 0,
            1 if self.blocked else 0,
        )

    def standing(self) -> Standing:
        unread = sum(1 for change in self._changes() if change.unread)
        unread += sum(1 for news in self.proposals() if news.unread)
        counts: dict[str, int] = {}
        for deal in self._deals():
            counts[deal.list_name] = counts.get(deal.list_name, 0) + 1
        troubled = (("Bundeskartellamt", SourceState.BLOCKED, NOW.replace(hour=9, minute=12)),) if self.blocked else ()
        samples = sum(1 for deal in self.world.deals.values() if deal.sample)
        return Standing(
            today=unread,
            unread=unread,
            lists=tuple(ListCount(name, count) for name, count in sorted(counts.items())),
            sources=len(SOURCES),
            current=len(SOURCES) - len(troubled) if self.checked else 0,
            troubled=troubled,
            offline_since=NOW - timedelta(minutes=4) if self.offline else None,
            last_check=NOW - timedelta(minutes=15) if self.checked else None,
            next_check=NOW + timedelta(minutes=15),
            paused=self.paused,
            checking=self.checking,
            requests=214 if self.checked else 0,
            sample=Sample(date(2024, 11, 18), samples if self.sample_shown else 0, 0 if self.sample_shown else samples),
            cards_done=frozenset(self.cards),
            searches=tuple(saved.name for saved in self.saved_searches()),
        )

    # -- search and acts

    def search_all(self, text: str) -> tuple[Hit, ...]:
        return self.search(text)

    def search(self, text: str) -> tuple[Hit, ...]:
        low = text.casefold()
        hits = [Hit("deal", d.name, "", f"deal/{d.id}") for d in self._deals() if low in d.name.casefold()]
        events = [e for e in self.world.events if low in f"{e.words} {e.evidence.quote}".casefold()]
        hits += [Hit("event", f"{e.authority}: {e.words}", e.evidence.quote, f"event/{e.id}") for e in events]
        return tuple(hits)

    def recognise(self, text: str) -> Recognition:
        if text.upper().startswith("M."):
            return Recognition(
                "Merger case number of the European Commission",
                (
                    Candidate(
                        "case:ec:M.11766",
                        f"{text.upper()} NVIDIA / Run:ai",
                        "European Commission case register · Phase 1, notified 15 Nov 2024",
                        "checked every 30 min",
                    ),
                    Candidate(
                        "ec-oj",
                        "Official Journal, prior notification",
                        f"EUR-Lex · notices naming {text.upper()}",
                        "daily",
                        official=False,
                    ),
                    Candidate(
                        "news",
                        "News on “NVIDIA Run:ai”",
                        "proposes only; never sets a status",
                        "feed of your choice",
                        official=False,
                        chosen=False,
                        news=True,
                    ),
                ),
                "NVIDIA / Run:ai (new)",
                "3 past events will be imported silently. You are told about changes from now on.",
            )
        return Recognition("")

    def add(self, order: Order) -> str:
        if self.refuse_add is not None:
            raise self.refuse_add
        self.orders.append(order)
        self.world.deal(
            "new", order.deal_name or order.text, DealKind.OTHER, list_name=order.list_name or "AI partnerships"
        )
        return "deal/new"

    def check_now(self, keys: tuple[str, ...] = ()) -> None:
        self.asked.append(keys)

    def pause(self, paused: bool) -> None:
        self.paused = paused

    def pause_source(self, key: str, paused: bool) -> None:
        self.asked.append((f"{'pause' if paused else 'resume'}:{key}",))

    def set_sample_shown(self, shown: bool) -> None:
        self.sample_shown = shown

    def card_done(self, card: str) -> None:
        self.cards.add(card)

    def add_change(self, to: str = "cleared") -> Event:
        """Something arrives: the Commission decides on NVIDIA / Run:ai."""
        at = NOW - timedelta(seconds=30)
        return self.world.step("runai-ec", "2024-11-19", to, words="decision adopted", quote="not to oppose", at=at)


def _bringer(events: tuple[Event, ...], case_id: str, field: str) -> str:
    return next((e.id for e in events if e.case_id == case_id and e.field == field), "")
