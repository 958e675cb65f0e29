"""The bundled sample watchlist as data. Reads our own resource only; must not contain: putting it into the store."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import DealKind, Party
from dealwatch.model.status import Clock, Outcome, Overlay, Stage, Status


@dataclass(frozen=True, slots=True)
class SampleSource:
    """Where a fact was read. `official`: the authority's or court's own text, not a report of it."""

    title: str
    url: str
    official: bool = False


@dataclass(frozen=True, slots=True)
class SampleEvent:
    """One dated fact. `on` is the day in the authority's zone.

    `status` is where the case stands after it, None where it changes nothing: then `document` names what was published.
    `words` are ours, `quote` is verbatim from the first source, empty where we have none. `deadlines` are published
    ones by step.
    """

    on: PartialDate
    words: str
    sources: tuple[SampleSource, ...]
    status: Status | None = None
    document: str = ""
    quote: str = ""
    deadlines: Mapping[str, date] | None = None

    @property
    def official(self) -> bool:
        """Whether an official text is among its sources."""
        return any(source.official for source in self.sources)

    @property
    def url(self) -> str:
        """Where it can be read, and where the quote stands."""
        return self.sources[0].url


@dataclass(frozen=True, slots=True)
class SampleCase:
    """One review. `authority` is a registry key (`EC`, `CMA`, ...); `deals` are names of deals of the same list.

    `number` is the printed case number, empty where the authority has given none; `procedure` a procedure's key, empty
    where there is none; `procedure_words` says it for people.
    """

    deals: tuple[str, ...]
    authority: str
    title: str
    procedure_words: str
    events: tuple[SampleEvent, ...]
    number: str = ""
    url: str = ""
    procedure: str = ""

    @property
    def status(self) -> Status:
        """Where it stands after the last event that says so."""
        return [event.status for event in self.events if event.status is not None][-1]


@dataclass(frozen=True, slots=True)
class SampleDeal:
    name: str
    kind: DealKind
    parties: tuple[Party, ...]
    value: str = ""
    announced: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class SampleList:
    """A watchlist. `as_at` is the day up to which it claims to be true."""

    name: str
    as_at: date
    deals: tuple[SampleDeal, ...]
    cases: tuple[SampleCase, ...]


def load_sample() -> SampleList:
    """The bundled list "AI partnerships"."""
    return read_sample(files("dealwatch.resources").joinpath("sample", "ai_partnerships.toml").read_text("utf-8"))


def read_sample(text: str) -> SampleList:
    """A list from its TOML text. KeyError, ValueError or TypeError for one that is not as it should be."""
    told = tomllib.loads(text)
    deals = tuple(_deal(**entry) for entry in told["deal"])
    cases = tuple(_case(**entry) for entry in told["case"])
    names = {deal.name for deal in deals}
    for case in cases:
        if not case.deals or not names.issuperset(case.deals):
            raise ValueError(f"{case.title}: of no deal of the list")
    return SampleList(told["name"], told["as_at"], deals, cases)


def _deal(*, name: str, kind: str, parties: list[Any], announced: date | str = "", **rest: Any) -> SampleDeal:
    people = tuple(Party(party["name"], party["role"], tuple(party["aliases"])) for party in parties)
    return SampleDeal(name, DealKind(kind), people, announced=_day(announced) if announced else None, **rest)


def _case(*, deals: list[str], event: list[dict[str, Any]], **rest: Any) -> SampleCase:
    events = tuple(_event(**entry) for entry in event)
    if [one.on for one in events] != sorted(one.on for one in events):
        raise ValueError(f"{rest['title']}: the events are not in their order")
    if all(one.status is None for one in events):
        raise ValueError(f"{rest['title']}: no event says where the case stands")
    return SampleCase(tuple(deals), events=events, **rest)


def _event(
    *, on: date | str, sources: list[dict[str, Any]], status: dict[str, Any] | None = None, **rest: Any
) -> SampleEvent:
    read = tuple(SampleSource(**source) for source in sources)
    if not read:
        raise ValueError(f"{on}: no source")
    if (status is None) == (not rest.get("document")):
        raise ValueError(f"{on}: either a status or a document is needed")
    return SampleEvent(_day(on), sources=read, status=None if status is None else _status(**status), **rest)


def _status(
    *, stage: str, outcome: str = Outcome.PENDING, clock: str = Clock.NONE, overlays: tuple[str, ...] = ()
) -> Status:
    return Status(Stage(stage), Outcome(outcome), Clock(clock), frozenset(map(Overlay, overlays)))


def _day(value: date | str) -> PartialDate:
    return PartialDate.parse(str(value))
