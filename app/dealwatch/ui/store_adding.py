"""What a text in the Add field can be watched as, and beginning to watch it. Must not contain Qt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dealwatch.language import _, mark, n_
from dealwatch.model.deal import Case, Deal, DealKind
from dealwatch.sources.recognise import Kind, recognise_all
from dealwatch.sources.recognise import Recognition as Meaning
from dealwatch.sources.registry import official
from dealwatch.ui.desk import Candidate, Order, Recognition
from dealwatch.ui.meaning_words import caution_words, meaning_words
from dealwatch.ui.words import authority_name
from dealwatch.watch.adding import add
from dealwatch.watch.tracking import FEED_INTERVAL, Added, Tracking

if TYPE_CHECKING:
    from dealwatch.store.database import Store
    from dealwatch.watch.ports import Clock

SILENT = mark("What has happened so far is taken in silently. You are told about changes from now on.")
SHOWN = 8


class Adding:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._tracking = Tracking(store, clock)

    def recognise(self, text: str) -> Recognition:
        """Pure but for a look at what is known already."""
        meanings = recognise_all(text)[:SHOWN]
        if not meanings:
            return Recognition("")
        first = meanings[0]
        sentence = (
            meaning_words(first)
            if len(meanings) == 1
            else n_("{n} thing to watch", "{n} things to watch", len(meanings)).format(n=len(meanings))
        )
        candidates = tuple(self._candidate(place, meaning) for place, meaning in enumerate(meanings))
        note = "" if first.kind is Kind.LIST else _(SILENT)
        return Recognition(sentence, candidates, self._deal_name(meanings), note)

    def _candidate(self, place: int, meaning: Meaning) -> Candidate:
        case = self._case(meaning)
        title, about = meaning_words(meaning), ""
        if meaning.kind is Kind.CASE:
            name = case.title if case is not None else ""
            number = meaning.number or _("The case of this page")
            title = f"{number} {name}".strip()
            status = f" · {_(case.status.badge.label)}" if case is not None and case.checked_at else ""
            about = f"{authority_name(meaning.authority)}{status}"
        elif meaning.kind is Kind.REGISTER:
            title, about = (
                authority_name(meaning.authority),
                _("the whole register: every case in it alerts ({source})").format(source=meaning.source),
            )
        elif meaning.kind is Kind.FEED:
            title = meaning.url
            about = caution_words(meaning) or _(
                "a feed: what it publishes appears in the inbox and never sets a status"
            )
        elif meaning.kind is Kind.PAGE:
            title, about = meaning.url, _("a page: what is new in its main text appears in the inbox")
        elif meaning.kind is Kind.FILE:
            title, about = meaning.name, _("files on this computer: what is new or changed appears in the inbox")
        elif meaning.kind is Kind.COMPANY:
            title, about = (
                _("“{quote}”").format(quote=meaning.name),
                _("any new case that names it, in every register that is read"),
            )
        official_ = meaning.kind in (Kind.CASE, Kind.REGISTER, Kind.COMPANY)
        source = official().get(meaning.source)
        return Candidate(
            str(place),
            title,
            about,
            self._every(meaning),
            official_,
            news=not official_,
            confirmed=source is None or source.info.confirmed,
            page=meaning.url if meaning.kind is Kind.PAGE else "",
        )

    def _every(self, meaning: Meaning) -> str:
        if meaning.kind in (Kind.CASE, Kind.REGISTER):
            source = official().get(meaning.source)
            if source is None:
                return _("not read yet")
            return _("checked {every}").format(every=every_words(source.info.interval))
        every = every_words(FEED_INTERVAL)
        return _("checked {every}").format(every=every) if meaning.kind is Kind.FEED else ""

    def _case(self, meaning: Meaning) -> Case | None:
        if meaning.kind is not Kind.CASE or not meaning.source:
            return None
        return self._store.cases.by_name(meaning.number or meaning.url, meaning.source)

    def _deal_name(self, meanings: tuple[Meaning, ...]) -> str:
        """The deal a known case belongs to, or a name for a new one; empty where nothing suggests one."""
        for meaning in meanings:
            case = self._case(meaning)
            if case is not None:
                deal = self._store.deals.get(case.deal_ids[0]) if case.deal_ids else None
                return (
                    deal.name if deal is not None else _("{deal} (new)").format(deal=case.title) if case.title else ""
                )
        return ""

    def add(self, order: Order) -> str:
        """Begin to watch; the place where it can be seen. UsageError where this version cannot, with the way out."""
        meanings = recognise_all(order.text)[:SHOWN]
        chosen = [meaning for place, meaning in enumerate(meanings) if str(place) in order.candidates]
        needs_deal = any(meaning.kind in (Kind.CASE, Kind.COMPANY) for meaning in chosen)
        if order.deal_name and needs_deal:
            self._make_deal(order.deal_name, order.list_name)
        places = [self._add(meaning, order.deal_name) for meaning in chosen]
        return next((place for place in places if place.startswith("deal/")), places[0] if places else "portfolio")

    def _make_deal(self, name: str, list_name: str) -> None:
        if self._store.deals.find(name) is None:
            with self._store.write() as database:
                deal = Deal("", name, DealKind.OTHER, list_name=list_name)
                self._store.deals.add(database, deal, self._clock.now())

    def _add(self, meaning: Meaning, deal: str) -> str:
        added = add(self._tracking, meaning, deal=deal if meaning.kind in (Kind.CASE, Kind.COMPANY) else "")
        if added.kind == "list":
            return "portfolio"
        if added.source:
            with self._store.write() as database:
                self._store.sources.ask_now(database, self._clock.now(), [added.source])
        return self._place(added)

    def _place(self, added: Added) -> str:
        if added.deal:
            deal = self._store.deals.find(added.deal)
            if deal is not None:
                return f"deal/{deal.id}"
        if added.kind == "case":
            case = self._store.cases.by_name(added.case, added.source)
            if case is not None:
                return f"case/{case.id}"
        return "sources"


def every_words(interval: timedelta) -> str:
    """`every 20 min`, `every 2 hours`, `daily`."""
    minutes = round(interval.total_seconds() / 60)
    if minutes < 60:
        return _("every {n} min").format(n=minutes)
    hours = minutes / 60
    if hours < 24:
        return _("every hour") if hours == 1 else _("every {n} hours").format(n=f"{hours:g}")
    return _("daily") if hours == 24 else _("every {n} days").format(n=f"{hours / 24:g}")
