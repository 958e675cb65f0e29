"""Every fault of the replay server on every kind of document of each source, seen through the whole engine.

The state of health is right, nothing is told, and the next good answer brings what was missed, once. Prints one table.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dealwatch.sources.http import HttpFetcher, Patience
from dealwatch.sources.origins import Origins
from dealwatch.sources.registry import source_of
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.watch.passes import Tally
from dealwatch.watch.poller import Poller
from dealwatch.watch.tracking import Tracking

pytestmark = [pytest.mark.realdata, pytest.mark.slow]

FEED = "https://feeds.test/feed/0.xml"
START = datetime(2027, 1, 1, tzinfo=UTC)
HASTE = Patience(connect=2, read=0.4, whole=1.5)
REST = Patience()
MODES = {
    "status:403": "blocked",
    "status:404": "moved",
    "status:429": "rate_limited",
    "status:500": "server_error",
    "status:503": "server_error",
    "timeout:2": "server_error",
    "reset": "server_error",
    "truncate": "server_error",
    "slow:30": "server_error",
    "html-maintenance": "server_error",
    "garbage": "server_error",
    "redirect-loop": "moved",
    "gzip-bomb:160": "server_error",
}
TARGETS = {
    "accc list": ("accc", r"/acquisitions-register\?"),
    "accc case": ("accc", r"/acquisitions-register/"),
    "ec search": ("ec", r"/search-api/"),
    "ec file": ("ec", r"/case-data-M\.json"),
    "cma list": ("cma", r"/api/search\.json"),
    "cma case": ("cma", r"/api/content/"),
    "feed": ("feed", r"/feed/0\.xml"),
}
MADE_UP = "date:prenotification_opened"
"""A day that the tools fill in, not the same in the Commission's file and in its search."""
TIMES = {
    "accc": ("2025-11-17T00:00:00Z", "2025-11-27T00:00:00Z"),
    "ec": ("2026-06-29T07:35:26Z", "2026-07-06T07:27:09Z"),
    "cma": ("2026-05-15T15:24:03Z", "2026-06-28T18:10:00Z"),
}


class World:
    """A register at two settings of its clock, and a data folder that has seen the first."""

    def __init__(self, source: str, server: Any, folder: Path, hosts: tuple[str, ...]) -> None:
        self.source, self.server, self.folder = source, server, folder
        self.key = f"feed:{FEED}" if source == "feed" else source
        self.origins = Origins({f"https://{host}": f"{server.base}/{host}" for host in (*hosts, "feeds.test")})
        self.clock = FixedClock(START)
        self.seen = folder / "seen"
        with Store.open(self.seen, START) as store:
            tracking = Tracking(store, self.clock)
            _ = tracking.feed(FEED) if source == "feed" else tracking.register(source)
        self.turn(0)
        assert self.check(self.seen)[1] == "ok"
        self.turn(1)
        self.missed = self.told(self.check(self.copy("clean"))[0])
        assert self.missed

    def turn(self, place: int) -> None:
        if self.source != "feed":
            self.server.post("time", at=TIMES[self.source][place])
        elif place:
            self.server.post("bump", pct="100")

    def copy(self, name: str) -> Path:
        target = self.folder / name
        shutil.copytree(self.seen, target)
        return target

    def check(self, folder: Path, patience: Patience = REST) -> tuple[Tally, str]:
        """One check of everything: its totals and the state of the source after it."""
        self.clock.set(self.clock.now() + timedelta(hours=1))
        fetcher = HttpFetcher(now=self.clock.now, origins=self.origins, patience=patience)
        with Store.open(folder, self.clock.now()) as store:
            tally = Poller(store, self.clock, fetcher, source_of, jitter=lambda: 0.0).check()
            row = store.sources.get(self.key)
        fetcher.close()
        assert row is not None
        return tally, row.state.value

    @staticmethod
    def told(*tallies: Tally) -> Counter[tuple[str, ...]]:
        """What was recorded, however often; ids of cases are made anew in no copy."""
        return Counter(
            (
                event.case_id if event.old is not None else "",
                event.kind.value,
                event.field,
                str(event.old),
                str(event.new),
            )
            for tally in tallies
            for event in tally.events
            if event.field != MADE_UP
        )


@pytest.fixture(scope="module")
def world(
    replay: Callable[..., Any],
    manifest: Callable[..., Path],
    tool: Callable[[str], Any],
    shared: Path,
    hosts: tuple[str, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str], World]:
    made: dict[str, World] = {}

    def make(source: str) -> World:
        if source not in made:
            folder = tmp_path_factory.mktemp(f"faults-{source}")
            if source == "feed":
                server = replay("feed_server.py", "--feeds", "1", "--items", "40")
            else:
                words = ["--manifest", str(manifest(source))]
                if source == "ec":
                    words += ["--manifest", str(small_file(tool("ec_payloads"), shared / "data" / "ec", folder))]
                server = replay("replay_server.py", *words, "--at", TIMES[source][0])
            made[source] = World(source, server, folder, hosts)
        return made[source]

    return make


def small_file(payloads: Any, data: Path, folder: Path) -> Path:
    """The open-data file, of the recorded cases alone, as it was on the first day."""
    until = payloads.parse_time(TIMES["ec"][0])
    states = payloads.states_at(payloads.load_states(data, None), until)
    whole = json.loads(payloads.dump_bulk(payloads.build_bulk(data, states, until)))
    recorded = {state["case"] for state in states}
    entries = whole.items() if isinstance(whole, dict) else [pair for entry in whole for pair in entry.items()]
    (folder / "file.json").write_text(json.dumps({name: case for name, case in entries if name in recorded}), "utf-8")
    host = "compcases-open-data-portal-files-prod.s3.eu-west-1.amazonaws.com"
    line = {"at": "2026-01-01T00:00:00Z", "host": host, "path": "/case-data-M.json", "file": "file.json"}
    target = folder / "file.jsonl"
    target.write_text(json.dumps(line | {"content_type": "application/json"}) + "\n", "utf-8")
    return target


@pytest.fixture(scope="module", autouse=True)
def table(request: pytest.FixtureRequest) -> Iterator[dict[tuple[str, str], str]]:
    """State by target and fault, printed when all have been tried."""
    found: dict[tuple[str, str], str] = {}
    yield found
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        sys.stdout.write("\n")
        for mode in sorted({mode for _, mode in found}):
            cells = " · ".join(
                f"{target}: {state}" for (target, other), state in sorted(found.items()) if other == mode
            )
            sys.stdout.write(f"{mode:17} {cells}\n")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("target", TARGETS)
def test_a_fault_is_health_and_what_was_missed_is_told_once(
    target: str, mode: str, world: Callable[[str], World], table: dict[tuple[str, str], str]
) -> None:
    source, match = TARGETS[target]
    here = world(source)
    folder = here.copy(f"{target}-{mode}".replace(" ", "-").replace(":", "-"))
    here.server.post("reset")
    here.server.post("fault", match=match, mode=mode, count="0")
    waits = mode.startswith(("timeout", "slow"))  # only patience ends these; a busy machine is no fault
    broken, state = here.check(folder, HASTE if waits else REST)
    table[target, mode] = state
    here.server.post("reset")
    assert broken.failed
    healed, after = here.check(folder)
    again, _ = here.check(folder)
    assert state == MODES[mode]
    assert after == "ok"
    # Where the other kind of document is whole, what it says is told; nothing rests on what was broken.
    assert not [event for event in broken.events if re.search(match, event.evidence.url)]
    assert here.told(broken, healed) == here.missed
    assert again.events == []
