"""The user's key and address: told to the source that uses them, for one pass, and kept nowhere."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from dealwatch.model.source import SourceInfo, SourceProblem, SourceState
from dealwatch.watch.contact import contact_of, set_contact
from dealwatch.watch.poller import Poller

KEY = "abc-123-secret"


@pytest.fixture
def told(desk):
    """What the fetcher was told of a source, request by request."""
    seen: list[SourceInfo] = []
    fetch = desk.world.fetch

    def listen(request, validators, info, ledger):
        seen.append(info)
        return fetch(request, validators, info, ledger)

    desk.world.fetch = listen
    return seen


def check(desk, secret=lambda _name: KEY):
    poller = Poller(desk.store, desk.clock, desk.world, lambda _row: desk.register, secret=secret)
    return poller.check()


def everything(store):
    return b"".join(path.read_bytes() for path in store.path.parent.rglob("*") if path.is_file())


def test_a_key_is_told_at_planning_and_stands_in_no_file_and_no_log(desk, caplog):
    desk.register.info = replace(desk.register.info, secret="keys.example")
    desk.watch()
    desk.world.list("A")
    desk.world.case("A", title="A")
    asked = []
    with caplog.at_level(logging.DEBUG):
        check(desk, lambda name: asked.append(name) or KEY)
    assert asked == ["keys.example"]
    assert desk.register.planned[-1].target["api_key"] == KEY
    assert KEY not in caplog.text
    assert desk.store.sources.get("reg").target == {}
    assert KEY.encode() not in everything(desk.store)


def test_a_source_without_a_key_of_its_own_is_told_none(desk):
    desk.watch()
    desk.world.list("A")
    check(desk, lambda _name: pytest.fail("no key is wanted"))
    assert "api_key" not in desk.register.planned[-1].target


def test_an_address_is_told_only_of_a_source_that_wants_one(desk, told):
    set_contact(desk.store, " desk@example.com ", desk.clock.now())
    assert contact_of(desk.store) == "desk@example.com"
    desk.watch()
    desk.world.list()
    check(desk)
    assert {info.contact for info in told} == {""}
    told.clear()
    desk.register.info = replace(desk.register.info, wants_contact=True)
    check(desk)
    assert {info.contact for info in told} == {"desk@example.com"}


def test_what_is_missing_is_said_and_is_no_trouble_of_the_source(desk):
    desk.watch()
    desk.world.pages["list"] = SourceProblem(SourceState.NEEDS_SETUP, "It wants an address.", "Give one.")
    for _ in range(4):
        tally = check(desk)
    row = desk.store.sources.get("reg")
    assert (tally.failed, row.state, row.failures, row.told) == (1, SourceState.NEEDS_SETUP, 0, False)
    assert row.detail == "It wants an address. Give one."
    assert desk.store.alerts.inbox() == []
    assert desk.store.sources.due(desk.clock.now()) == []
    set_contact(desk.store, "desk@example.com", desk.clock.now())
    assert [due.key for due in desk.store.sources.due(desk.clock.now())] == ["reg"]
