"""Beginning to watch: a register, a case, a feed, a page, a file, a company; and the deals they belong to.

The command line and the window both come through here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from dealwatch.language import _
from dealwatch.model.deal import Deal, DealKind
from dealwatch.model.errors import UsageError
from dealwatch.model.source import SourceInfo, SourceState
from dealwatch.sources.registry import official, user_made
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.watch.deal_parties import take_over
from dealwatch.watch.ports import Clock
from dealwatch.watch.sample_install import install_sample, show_sample

FEED_INTERVAL = timedelta(minutes=30)
SHORTEST_INTERVAL = timedelta(minutes=1)
_PARTS = ("selector", "xpath", "words")
"""What in a target says which part of a page or sitemap is meant."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of it. `new` is False where it was watched already."""

    new: bool
    kind: str
    source: str
    case: str = ""
    deal: str = ""


class Tracking:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def register(self, key: str, every: timedelta | None = None) -> Added:
        """Watch a whole register: every case in it alerts."""
        with self._store.write() as database:
            self._poll(database, key, every)
            new = self._store.watches.add(database, "register", key, self._clock.now())
        return Added(new, "register", key)

    def case(
        self,
        source: str,
        number: str,
        *,
        authority: str = "",
        url: str = "",
        procedure: str = "",
        deal: str = "",
        every: timedelta | None = None,
        title: str = "",
    ) -> Added:
        """Watch one case by its number, or by its page's address where only that is known.

        The next check reads it, silently the first time; a case whose identity is another one is then found by either.
        """
        now = self._clock.now()
        with self._store.write() as database:
            info = self._poll(database, source, every)
            known = self._store.cases.by_name(number, source)
            case_id = known.id if known else self._store.cases.create(
                database,
                source=source,
                authority=authority or info.authority,
                number=number,
                printed_number="" if "://" in number else number,
                url=url,
                procedure=procedure,
                title=title,
            )  # fmt: skip
            new = self._store.watches.add(database, "case", source, now, case_id=case_id)
            deal_name = self._join(database, deal, case_id) if deal else ""
        return Added(new, "case", source, number, deal_name)

    def feed(self, url: str, *, every: timedelta | None = None, title: str = "") -> Added:
        """Watch a feed by its address."""
        return self._user_made("feed", url, {"url": url}, title or url, every)

    def page(self, url: str, choice: Mapping[str, str] | None = None, *, every: timedelta | None = None) -> Added:
        """Watch a page, or a sitemap, by its address.

        `choice` says what of it (as in `sources.page` and `sources.sitemap`: `selector`, `xpath`, `words`, `reads`) and
        `name`, how it is to be called. A page watched already is looked at anew, from a silent first look, if the
        choice is another one, or if it could not be read as it was.
        """
        target = {"url": url, **{name: value for name, value in (choice or {}).items() if value}}
        return self._user_made("page", url, target, target.get("name") or url, every)

    def file(self, path: str, *, every: timedelta | None = None) -> Added:
        """Watch a file or a folder of this machine. `path` is absolute."""
        return self._user_made("file", path, {"path": path}, path, every)

    def sample(self) -> Added:
        """Show the bundled watchlist."""
        shown = any(deal.sample for deal in self._store.deals.all())
        if not install_sample(self._store):
            show_sample(self._store, True, self._clock.now())
        return Added(not shown, "list", "")

    def _user_made(
        self, kind: str, place: str, target: Mapping[str, str], title: str, every: timedelta | None
    ) -> Added:
        key, now = f"{kind}:{place}", self._clock.now()
        source = user_made(key, target)
        assert source is not None
        usual = FEED_INTERVAL if kind == "feed" else source.info.interval
        sources = self._store.sources
        with self._store.write() as database:
            new = sources.add(database, key, title, _interval(every, usual), now, target)
            self._store.watches.add(database, kind, key, now)
            if not new:
                sources.pause(database, key, False)
                self._choose_anew(database, key, target)
            if not new and every is not None:
                sources.set_interval(database, key, _interval(every, usual))
        return Added(new, kind, key)

    def _choose_anew(self, database: Database, key: str, target: Mapping[str, str]) -> None:
        """Take over what was chosen this time; where nothing was, what was chosen before stands."""
        row = self._store.sources.get(key, database)
        assert row is not None
        part = {name: target[name] for name in _PARTS if name in target}
        kept = {name: value for name, value in row.target.items() if name not in _PARTS or not part}
        chosen = {**kept, **target}
        self._store.sources.set_target(database, key, chosen)
        if "name" in target:
            self._store.sources.rename(database, key, target["name"])
        another = any(chosen.get(name) != row.target.get(name) for name in _PARTS)
        if another or row.state is SourceState.LAYOUT_CHANGED:
            self._store.sources.start_anew(database, key, self._clock.now())
            self._store.documents.forget_all(database, key)

    def company(self, name: str, deal: str = "") -> Added:
        """Watch for a company in every register that is polled: any new case naming it alerts."""
        now = self._clock.now()
        with self._store.write() as database:
            new = self._store.watches.add(database, "company", "", now, target=name)
            deal_name = self._join(database, deal, "") if deal else ""
        return Added(new, "company", "", "", deal_name)

    def deal(self, name: str, kind: DealKind = DealKind.OTHER) -> str:
        """The id of the deal of that name, made if there is none."""
        with self._store.write() as database:
            return self._deal(database, name, kind)

    def make_known(self, key: str) -> None:
        """Let saved pages of a source be taken in without polling it.

        UsageError for a source this version does not know.
        """
        if self._store.sources.get(key) is not None:
            return
        with self._store.write() as database:
            self._poll(database, key, None)
            self._store.sources.pause(database, key, True)

    def _poll(self, database: Database, key: str, every: timedelta | None) -> SourceInfo:
        source = official().get(key)
        if source is None:
            raise UsageError(
                _("Dealwatch knows no such source."), _("See `dealwatch sources --available` ({key}).").format(key=key)
            )
        info = source.info
        new = self._store.sources.add(database, key, info.title, _interval(every, info.interval), self._clock.now())
        if new and not info.confirmed:
            self._store.sources.mark_unconfirmed(database, key)
        if not new:
            self._store.sources.pause(database, key, False)
            if every is not None:
                self._store.sources.set_interval(database, key, _interval(every, info.interval))
        return info

    def _join(self, database: Database, name: str, case_id: str) -> str:
        deal_id = self._deal(database, name, DealKind.OTHER)
        case = self._store.cases.get(case_id, database) if case_id else None
        if case is not None:
            self._store.deals.link(database, deal_id, case_id)
            take_over(self._store, database, [deal_id], {}, case.facts)
        return name

    def _deal(self, database: Database, name: str, kind: DealKind) -> str:
        found = next((deal for deal in self._store.deals.all() if deal.name.casefold() == name.casefold()), None)
        return found.id if found else self._store.deals.add(database, Deal("", name, kind), self._clock.now())


def _interval(every: timedelta | None, usual: timedelta) -> timedelta:
    return max(every, SHORTEST_INTERVAL) if every is not None else usual
