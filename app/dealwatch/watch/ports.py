"""What the engine needs of the world, as Protocols. Contains no implementation: `system` and `sources` have those."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dealwatch.model.source import Document, NotModified, Request, SourceInfo
from dealwatch.model.source import Exchange as Exchange  # defined in model, so that sources and store can speak of it
from dealwatch.model.source import Source as Source
from dealwatch.model.source import Validators as Validators


class Clock(Protocol):
    """Wall time and monotonic time. `now()` is an aware UTC instant; `monotonic()` seconds that never jump."""

    def now(self) -> datetime: ...

    def monotonic(self) -> float: ...


class Fetcher(Protocol):
    """Fetches one document. Thread-safe; at most one request to a host at a time, paced as the source says.

    Raises `SourceProblem` for everything that is not a usable answer. Every exchange, a failed one too, goes to
    `ledger`.
    """

    def fetch(
        self, request: Request, validators: Validators, info: SourceInfo, ledger: Callable[[Exchange], None]
    ) -> Document | NotModified: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Message:
    """What a channel shows. `target` is a `dealwatch://` address that a click opens; `alert_ids` what it tells of.

    `silent`: a channel that can play a sound plays none.
    """

    title: str
    body: str
    target: str
    alert_ids: tuple[str, ...]
    actions: tuple[tuple[str, str], ...] = ()  # (key, label), e.g. ("open", "Open case")
    silent: bool = False


class Channel(Protocol):
    """A way to tell the user. `send` raises for a failure; a channel that cannot work says so in `available`.

    Delivery is at least once: a message with the same `target` and alert ids replaces the earlier one, never stacks.
    """

    name: str

    def available(self) -> bool: ...

    def send(self, message: Message) -> None: ...
