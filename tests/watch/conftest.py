"""A register of our own for the engine's tests: a real source of a made-up authority, and a world to fetch from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import CaseFacts, Fact, FeedItem
from dealwatch.model.source import (
    Document,
    Exchange,
    Known,
    NotModified,
    Parsed,
    Request,
    SourceInfo,
    SourceProblem,
    SourceState,
    Validators,
)
from dealwatch.sources.feed_entry import fingerprint
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.watch.passes import Tally
from dealwatch.watch.poller import Poller

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BASE = "https://register.example"


class Register:
    """Key `reg`. A list names cases; each has a page; `/bulk` is all in one file; `/news` and `/older` are items."""

    def __init__(self, *, roots: tuple[str, ...] = ("list",), key: str = "reg", complete: bool = True) -> None:
        self.info = SourceInfo(
            key=key,
            authority="REG",
            title="The Register",
            zone="Europe/Vienna",
            interval=timedelta(minutes=30),
            homepage=BASE,
            terms="ours",
            tells="everything",
        )
        self.roots = roots
        self.complete = complete
        self.planned: list[Known] = []

    def plan(self, known: Known) -> list[Request]:
        self.planned.append(known)
        pages = [_page(number) for number in known.cases if known.cases[number].watched]
        return [*(Request(f"{BASE}/{root}", root, f"the {root}") for root in self.roots), *pages]

    def owns(self, url: str) -> Request | None:
        if not url.startswith(BASE):
            return None
        role = url.removeprefix(BASE + "/").partition("/")[0]
        return Request(url, "case" if role == "case" else role, "saved page")

    def parse(self, document: Document, known: Known) -> Parsed:
        data = json.loads(document.body)
        role = document.request.role
        if role == "list":
            rows = data["rows"]
            return Parsed(
                cases=[_facts(row, "list", 0, frozenset()) for row in rows],
                follow=tuple(_page(row["number"]) for row in rows if row["number"] not in known.cases),
                memory={"seen": len(rows)},
                title=data.get("title", ""),
            )
        if role == "bulk":
            return Parsed(cases=_bulk(data["cases"]), listed=frozenset(data["cases"]) if self.complete else None)
        if role in ("news", "older"):
            return Parsed(items=tuple(_item(i) for i in data["items"]))
        complete = frozenset({"status", "deadline", "document", "date", "party", "title", "text"})
        return Parsed(cases=[_facts(data, "case", 10, complete)])


def _item(data: Mapping[str, str]) -> FeedItem:
    link, title = data["link"], data["title"]
    published = datetime.fromisoformat(data["published"]) if "published" in data else None
    return FeedItem(data["key"], title, link=link, fingerprint=fingerprint(link, title), published=published)


def _page(number: str) -> Request:
    return Request(f"{BASE}/case/{number}", "case", f"case {number}", case=number)


def _bulk(cases: Mapping[str, Any]) -> Iterator[CaseFacts]:
    for number, case in cases.items():
        if case == "broken":
            raise KeyError("broken")
        record = json.dumps(case).encode()
        yield _facts({"number": number, **case}, "bulk", 5, frozenset({"status", "deadline"}), record)


def _facts(
    data: Mapping[str, Any], provider: str, precedence: int, complete: frozenset[str], record: bytes | None = None
) -> CaseFacts:
    facts = [
        Fact(name, value, words=f"{name} is {value}", locator=f"/{name}", quote=f"The {name}: {value}")
        for name, value in data.get("facts", {}).items()
    ]
    days = {"occurred_on": PartialDate.parse(data["day"])} if "day" in data else {}
    facts = [Fact(f.name, f.value, f.words, f.locator, f.quote, **days) for f in facts]
    return CaseFacts(
        authority="REG",
        number=data["number"],
        provider=provider,
        facts=tuple(facts),
        url=data.get("url", f"{BASE}/case/{data['number']}"),
        procedure=data.get("procedure", "REG_MERGER"),
        complete=complete,
        precedence=precedence,
        as_of=datetime.fromisoformat(data["as_of"]) if "as_of" in data else None,
        record=record,
        record_locator="/x" if record else "",
        warnings=("something odd",) if data.get("odd") else (),
    )


@dataclass
class World:
    """What is out there: bodies by path, or a problem. Gives ETags, and 304 for the one that is held."""

    clock: FixedClock
    pages: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, Validators]] = field(default_factory=list)
    before_answer: Callable[[Request], None] = lambda _request: None

    def put(self, path: str, **data: Any) -> None:
        self.pages[path] = json.dumps(data).encode()

    def case(self, number: str, day: str = "", **facts: str) -> None:
        named = {name.replace("__", ":"): value for name, value in facts.items()}
        self.put(f"case/{number}", number=number, facts=named, **({"day": day} if day else {}))

    def list(self, *numbers: str, **facts: str) -> None:
        rows = [{"number": number, "facts": facts or {"stage": "notified", "title": number}} for number in numbers]
        self.put("list", rows=rows)

    def fail(self, path: str, state: SourceState, **more: Any) -> None:
        self.pages[path] = SourceProblem(state, "It failed.", "All is safe.", detail="503", **more)

    def fetch(
        self, request: Request, validators: Validators, info: SourceInfo, ledger: Callable[[Exchange], None]
    ) -> Document | NotModified:
        self.before_answer(request)
        path = request.url.removeprefix(BASE + "/")
        self.asked.append((path, validators))
        now = self.clock.now()
        found = self.pages.get(path, SourceProblem(SourceState.MOVED, "Gone.", detail="404"))
        status = found.detail if isinstance(found, SourceProblem) else "200"
        etag = str(hash(found))
        unchanged = validators.etag == etag
        ledger(Exchange(now, "register.example", path, "GET", request.purpose, "304" if unchanged else status, 1, 2))
        if isinstance(found, SourceProblem):
            raise found
        if unchanged:
            return NotModified(request, now)
        return Document(request, request.url, found, "application/json", now, etag=etag)

    def close(self) -> None:
        """Nothing is held open."""


@dataclass
class Desk:
    """A store, a clock, a world and a poller over them."""

    store: Store
    clock: FixedClock
    world: World
    register: Register
    poller: Poller

    def watch(self, *, register: bool = True, source: str = "reg") -> None:
        with self.store.write() as database:
            self.store.sources.add(database, source, "The Register", timedelta(minutes=30), self.clock.now())
            if register:
                self.store.watches.add(database, "register", source, self.clock.now())

    def check(self, minutes: int = 60) -> Tally:
        tally = self.poller.check()
        self.clock.set(self.clock.now() + timedelta(minutes=minutes))
        return tally

    def kinds(self, **where: Any) -> list[tuple[str, str, str | None, str | None, str, bool]]:
        return [
            (event.kind.value, event.field, event.old, event.new, event.note.value, event.alerted)
            for event in self.store.events.list(**where)
        ]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    with Store.open(tmp_path, clock.now()) as opened:
        yield opened


@pytest.fixture
def desk(store: Store, clock: FixedClock) -> Desk:
    world, register = World(clock), Register()
    poller = Poller(store, clock, world, lambda row: register if row.key == "reg" else None, jitter=lambda: 0.0)
    return Desk(store, clock, world, register, poller)
