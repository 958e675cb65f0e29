"""The engine, built after the first paint: its libraries cost more to load than the window does. No Qt here."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from dealwatch.system.secrets import Secrets
from dealwatch.ui.meter import Meter

if TYPE_CHECKING:
    from dealwatch.rules.law import Law
    from dealwatch.store.database import Store
    from dealwatch.ui.engine import Engine
    from dealwatch.watch.ports import Channel, Clock


class LateEngine:
    """Stands for the engine from the beginning; until `start` nothing is checked, nothing known of the network."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        channels: Sequence[Channel],
        changed: Callable[[], None],
        law: Callable[[], Law] | None = None,
        secrets: Secrets | None = None,
    ) -> None:
        self._store, self._clock, self._channels, self._changed = store, clock, channels, changed
        self._law = law
        self._secrets = secrets or Secrets()
        self.meter = Meter("")
        """Of the check that runs; resting while it reads only what is soon read."""
        self._engine: Engine | None = None

    @property
    def checking(self) -> bool:
        return self._engine is not None and self._engine.checking

    @property
    def offline_since(self) -> datetime | None:
        return self._engine.offline_since if self._engine is not None else None

    @property
    def stuck(self) -> str:
        return self._engine.stuck if self._engine is not None else ""

    def start(self) -> None:
        from dealwatch.alerts.channel_post import Post
        from dealwatch.alerts.channel_send import Sender
        from dealwatch.alerts.channel_thread import PostThread
        from dealwatch.rules.law import BUNDLED
        from dealwatch.sources.origins import Origins
        from dealwatch.system.fetching import make_fetcher
        from dealwatch.system.network import network_up
        from dealwatch.ui.engine import Engine

        origins = Origins.load(os.environ.get("DEALWATCH_ORIGINS", ""))

        def up() -> bool:
            return network_up(origins.targets)

        fetcher = make_fetcher(self._store, self._clock, origins)
        secret = self._secrets.value
        law = self._law() if self._law is not None else BUNDLED
        sender = Sender(origins.mapping)
        post = PostThread(Post(self._store, self._clock, sender, secret, up), sender.stop, self._changed)
        self._engine = Engine(
            self._store, self._clock, fetcher, self._channels, up, self._changed, secret, law, self.meter, post
        )
        self._engine.start()

    def wake(self) -> None:
        if self._engine is not None:
            self._engine.wake()

    def stop(self) -> None:
        if self._engine is not None:
            self._engine.stop()
