"""The network goes away in the middle of a check: nobody's fault, nothing lost, and it goes on when it is back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dealwatch.model.source import Document, Exchange, NotModified, Request, SourceInfo, Validators
from dealwatch.sources.http import HttpFetcher
from dealwatch.sources.http_failures import offline


class Cable:
    """The real fetcher behind a cable that is pulled after some answers."""

    def __init__(self, fetcher: HttpFetcher, answers: int) -> None:
        self._fetcher, self.left = fetcher, answers

    def fetch(
        self, request: Request, validators: Validators, info: SourceInfo, ledger: Callable[[Exchange], None]
    ) -> Document | NotModified:
        if self.left <= 0:
            raise offline("the cable is out")
        self.left -= 1
        return self._fetcher.fetch(request, validators, info, ledger)

    def close(self) -> None:
        self._fetcher.close()


def test_what_came_before_is_kept_and_the_rest_comes_later_once(desk: Any) -> None:
    before = desk.told()
    desk.change()
    cable = Cable(desk.fetcher(), 3)
    desk.check(cable)
    cable.close()
    states = {row.key: (row.state.value, row.failures) for row in desk.store.sources.all()}
    assert set(states.values()) <= {("ok", 0), ("offline", 0)}
    assert ("offline", 0) in states.values()
    first = desk.told() - before
    assert desk.check().failed == 0
    new = desk.told() - before
    assert first == first & new
    assert set(new.values()) == {1}
    assert ("status", "clock", "suspended") in new
    assert {row.state.value for row in desk.store.sources.all()} == {"ok"}
    assert not [alert for alert in desk.store.alerts.inbox() if alert.subject == "health"]
    assert desk.check().events == []
