"""The command line's composition root: what one run of a command needs, built by hand and only when it is used."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import msgspec

from dealwatch.alerts.channel_post import Post
from dealwatch.alerts.channel_send import Sender
from dealwatch.alerts.digest import DigestMaker
from dealwatch.alerts.outbox import Outbox
from dealwatch.model.event import Event
from dealwatch.rules.law import Law
from dealwatch.sources.origins import Origins
from dealwatch.sources.registry import source_of
from dealwatch.store.database import Store
from dealwatch.system.fetching import make_fetcher
from dealwatch.system.network import network_up
from dealwatch.system.paths import Paths
from dealwatch.system.secrets import Secrets
from dealwatch.watch.poller import Poller
from dealwatch.watch.ports import Channel, Clock, Fetcher, Message
from dealwatch.watch.saved import SavedPages


class TerminalChannel:
    """Alerts as lines on standard error: always there."""

    name = "terminal"

    def available(self) -> bool:
        return True

    def send(self, message: Message) -> None:
        print(f"▸ {message.title}", *message.body.splitlines(), sep="\n    ", file=sys.stderr)  # noqa: T201


@dataclass
class Session:
    """Options before the command, and the engine built from them.

    `json`: JSON Lines on standard output; `folder` the data folder the user named, None for the platform's.
    """

    paths: Paths
    clock: Clock
    json: bool = False
    folder: Path | None = None
    opened: Store | None = None

    @cached_property
    def store(self) -> Store:
        """The data, opened at the first use; or the store that was given (`opened`), which stays its owner's."""
        return self.opened or Store.open(self.paths.data, self.clock.now())

    @cached_property
    def origins(self) -> Origins:
        return Origins.load(os.environ.get("DEALWATCH_ORIGINS", ""))

    @cached_property
    def fetcher(self) -> Fetcher:
        return make_fetcher(self.store, self.clock, self.origins)

    @cached_property
    def law(self) -> Law:
        """The bundled procedures and calendars with the user's own in their place (`rules` in the configuration)."""
        return Law.of(self.paths.config / "rules")

    @cached_property
    def saved_pages(self) -> SavedPages:
        return SavedPages(self.store, source_of, self.show_events, self.law)

    @cached_property
    def poller(self) -> Poller:
        return Poller(
            self.store,
            self.clock,
            self.fetcher,
            source_of,
            listener=self.show_events,
            law=self.law,
            secret=self.secrets.value,
        )

    @cached_property
    def secrets(self) -> Secrets:
        return Secrets()

    @cached_property
    def sender(self) -> Sender:
        return Sender(self.origins.mapping)

    @cached_property
    def post(self) -> Post:
        """What waits for channels beyond this computer."""
        up = partial(network_up, self.origins.targets)
        return Post(self.store, self.clock, self.sender, self.secrets.value, up)

    @cached_property
    def digests(self) -> DigestMaker:
        return DigestMaker(self.store, self.clock, lambda: self.law)

    def outbox(self, channels: Sequence[Channel] = ()) -> Outbox:
        return Outbox(self.store, self.clock, [*channels, TerminalChannel()])

    def emit(self, line: Mapping[str, Any]) -> None:
        """One JSON line on standard output."""
        sys.stdout.write(msgspec.json.encode(line).decode() + "\n")
        sys.stdout.flush()

    def say(self, text: str = "") -> None:
        """One line for people on standard output."""
        sys.stdout.write(text + "\n")

    def note(self, text: str) -> None:
        """Progress and remarks, on standard error."""
        sys.stderr.write(text + "\n")
        sys.stderr.flush()

    def show_events(self, events: Sequence[Event]) -> None:
        from dealwatch.cli.lines import show_events

        show_events(self, events)

    def close(self) -> None:
        """Close what was opened."""
        if "fetcher" in self.__dict__:
            self.fetcher.close()
        if "store" in self.__dict__ and self.opened is None:
            self.store.close()
