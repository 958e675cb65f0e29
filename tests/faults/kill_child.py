"""Runs checks in forked children, so that a test can kill one at any moment without paying for a start each time.

Reads one line per run (`check`), forks, prints the child's process id, waits for it and prints how it ended.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from dealwatch.alerts.outbox import Outbox
from dealwatch.sources.http import HttpFetcher
from dealwatch.sources.origins import Origins
from dealwatch.sources.registry import source_of
from dealwatch.store.database import Store
from dealwatch.system.clock import SystemClock
from dealwatch.watch.poller import Poller
from dealwatch.watch.ports import Message


class LogChannel:
    """A channel that writes what it was given to a file."""

    name = "log"

    def __init__(self, path: Path) -> None:
        self._path = path

    def available(self) -> bool:
        return True

    def send(self, message: Message) -> None:
        with self._path.open("a") as log:
            log.write(json.dumps(message.alert_ids) + "\n")


def check(folder: Path, origins: Path) -> None:
    clock = SystemClock()
    store = Store.open(folder, datetime.now(UTC))
    outbox = Outbox(store, clock, [LogChannel(folder / "delivered.jsonl")])
    outbox.deliver()
    fetcher = HttpFetcher(now=clock.now, origins=Origins.load(str(origins)))
    Poller(store, clock, fetcher, source_of).check()
    outbox.deliver()


def main() -> None:
    folder, origins = Path(sys.argv[1]), Path(sys.argv[2])
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            check(folder, origins)
            os._exit(0)
        print(child, flush=True)  # noqa: T201
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
