"""The one fetcher of a run, put together: files of this machine first, then a site's rules for programs, then the web.

Both composition roots take it from here, so that the command line and the window keep the same manners.
"""

from __future__ import annotations

from dealwatch.sources.budget import Budget, start_of_day
from dealwatch.sources.file_fetch import FileFetcher
from dealwatch.sources.http import HttpFetcher
from dealwatch.sources.origins import Origins
from dealwatch.sources.robots import RobotsFetcher
from dealwatch.store.database import Store
from dealwatch.system.network import network_up
from dealwatch.watch.ports import Clock, Fetcher

_ROBOTS = "robots"
"""Name of the setting that keeps the sites' rules."""


def make_fetcher(store: Store, clock: Clock, origins: Origins) -> Fetcher:
    """The fetcher. Closing it closes everything in it."""

    def keep(rules: str) -> None:
        with store.write() as database:
            store.settings.put(database, _ROBOTS, rules)

    web = HttpFetcher(
        now=clock.now,
        monotonic=clock.monotonic,
        origins=origins,
        network_up=lambda: network_up(origins.targets),
        budget=Budget(clock.now, store.ledger.by_host(start_of_day(clock.now()))),
    )
    polite = RobotsFetcher(web, now=clock.now, kept=store.settings.get(_ROBOTS), keep=keep)
    return FileFetcher(polite, now=clock.now)
