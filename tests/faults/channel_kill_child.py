"""Delivers what waits for a channel in a child that a test may kill at any moment. Reads a line for each run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dealwatch.alerts.channel_post import Post
from dealwatch.alerts.channel_send import Sender
from dealwatch.store.channels import LEASE
from dealwatch.store.database import Store
from dealwatch.system.clock import SystemClock


class Later(SystemClock):
    """After the lease of whoever was killed before."""

    def __init__(self, runs: int) -> None:
        self._runs = runs

    def now(self):
        return super().now() + LEASE * 2 * self._runs


def main() -> None:
    folder, address = Path(sys.argv[1]), sys.argv[2]
    for run, _line in enumerate(sys.stdin):
        child = os.fork()
        if child == 0:
            clock = Later(run)
            with Store.open(folder, clock.now()) as store:
                post = Post(store, clock, Sender(), lambda _name: address)
                while post.deliver():
                    pass
            os._exit(0)
        print(child, flush=True)  # noqa: T201
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
