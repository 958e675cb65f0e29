"""The recorded ACCC register over HTTP: what `check` tells at each setting of the clock is what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.realdata, pytest.mark.slow]

Change = tuple[str, str, str, str | None, str | None]  # case, kind, field, old, new

ACCC_TIMES = (
    "2025-10-14T00:00:00Z",
    "2025-11-18T05:32:00Z",  # the maintenance page
    "2025-11-18T06:00:00Z",  # the new template
    "2026-02-10T00:00:00Z",
    "2026-02-17T00:00:00Z",  # a case was suspended the day before
    "2026-02-26T00:00:00Z",  # and resumed, with another deadline
    "2026-03-31T05:55:00Z",  # the empty list
    "2026-03-31T22:00:00Z",
    "2026-04-01T00:45:00Z",  # a decision undone
    "2026-04-01T02:00:00Z",  # and done again
    "2026-04-01T12:00:00Z",
)
TROUBLED = {"2025-11-18T05:32:00Z", "2026-03-31T05:55:00Z"}


def changes(events: Iterable[dict[str, Any]]) -> set[Change]:
    """Events without the first sights. A row that is gone changes the same thing as one that is new."""
    kinds = {"removed": "document"}
    return {
        (event["case"], kinds.get(event["kind"], event["kind"]), event["field"], event["old"], event["new"])
        for event in events
        if event["kind"] != "first_seen"
    }


def between(events: list[dict[str, Any]], since: str, until: str) -> tuple[set[str], set[Change]]:
    """Cases that came, and what is different at `until` from `since`, of all that happened on the way."""
    new, first, last = set(), {}, {}
    for event in events:
        if not since < event["observed_at"] <= until:
            continue
        if event["kind"] == "first_seen":
            new.add(event["case"])
            continue
        ((case, kind, name, old, value),) = changes([event])
        first.setdefault((case, kind, name), old)
        last[case, kind, name] = value
    moved = {(*key, first[key], last[key]) for key in first if key[0] not in new and first[key] != last[key]}
    return new, moved


@pytest.mark.parametrize("clock", ["the replay's", "this machine's"])
def test_the_accc_over_http_tells_what_the_pages_tell(
    clock: str, history: Any, command_line: Any, serve: Callable[..., Any], manifest: Callable[[str], Path]
) -> None:
    server = serve(manifest("accc"), at=ACCC_TIMES[0])
    command_line("add", "accc", now=ACCC_TIMES[0])
    known: set[str] = set()
    for since, until in zip(("", *ACCC_TIMES), ACCC_TIMES, strict=False):
        now = until if clock == "the replay's" else ""
        server.post("time", at=until)
        answer = command_line("check", "--all", now=now)
        _, expected = between(history.answer.events, since, until)
        assert changes(answer.events) == {change for change in expected if change[0] in known}, until
        assert answer.told_as_it_should_be(first=since == "")
        came = [event["case"] for event in answer.events if event["kind"] == "first_seen"]
        assert len(came) == len(set(came))
        assert not known & set(came)
        known |= set(came)
        healthy = until not in TROUBLED
        assert command_line.source("accc")["state"] == ("ok" if healthy else "server_error")
        if healthy:
            assert shown(history, until) <= known <= {case for case, at in history.pages if at <= until}
        command_line.assert_quiet(server, now, healthy=healthy)
    assert len(known) > 100
    undone = [event for event in command_line("events").lines if event["note"] == "rollback"]
    assert {event["case"] for event in undone} == {"MN-55012"}


def shown(history: Any, until: str) -> set[str]:
    """Cases in the list at an instant whose own page was recorded by then."""
    listing = history.lists[max(at for at in history.lists if at <= until)].read_text("utf-8")
    return {case for case, at in history.pages if at <= until and case in listing}
