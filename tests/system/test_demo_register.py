from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import feedparser
import pytest

from dealwatch.model.facts import CaseFacts, status_of
from dealwatch.model.source import Document, Known
from dealwatch.model.status import Badge
from dealwatch.sources.cma import Cma
from dealwatch.sources.origins import Origins
from dealwatch.system.demo_register import DemoRegister

MISTRAL = "/api/content/cma-cases/microsoft-slash-mistral-ai-partnership-merger-inquiry"
SEARCH = "/api/search.json?filter_format=cma_case&count=100&start=0"


@pytest.fixture
def register() -> Iterator[DemoRegister]:
    with DemoRegister() as running:
        yield running


def get(register: DemoRegister, url: str, etag: str = "") -> http.client.HTTPResponse:
    target = urlsplit(Origins(register.origins).target(url))
    assert target.hostname == "127.0.0.1"
    connection = http.client.HTTPConnection(target.netloc, timeout=10)
    connection.request("GET", f"{target.path}?{target.query}", headers={"If-None-Match": etag} if etag else {})
    answer = connection.getresponse()
    answer.body = answer.read()
    connection.close()
    return answer


def cma(path: str) -> str:
    return f"https://www.gov.uk{path}"


def facts(register: DemoRegister) -> dict[str, CaseFacts]:
    """What the real reader of CMA cases makes of the present state, by title."""
    source = Cma()
    known = Known(register.step.at)
    found = {}
    for request in source.plan(known):
        document = asked(register, request)
        for follow in source.parse(document, known).follow:
            for case in source.parse(asked(register, follow), known).cases:
                title = case.get("title")
                assert title is not None
                found[title.value] = case
    return found


def asked(register: DemoRegister, request: object) -> Document:
    answer = get(register, request.url)
    assert answer.status == 200
    return Document(request, request.url, answer.body, answer.headers["Content-Type"], register.step.at)


def test_nothing_of_the_deal_is_in_the_register_before_it_begins(register: DemoRegister) -> None:
    assert register.story.deal == "Microsoft / Mistral AI"
    assert register.step is register.story.steps[0]
    assert list(facts(register)) == ["Microsoft / OpenAI partnership merger inquiry"]


def test_the_steps_follow_each_other_in_time() -> None:
    with DemoRegister() as register:
        instants = [register.step.at]
        while (step := register.advance()) is not None:
            assert step is register.step
            instants.append(step.at)
        assert instants == sorted(set(instants))
        assert all(at.utcoffset() == timedelta(0) for at in instants)
        assert register.step is register.story.steps[-1]
        assert register.advance() is None


def test_the_authoritys_reader_sees_each_public_step(register: DemoRegister) -> None:
    badges = []
    while register.advance():
        case = facts(register).get("Microsoft / Mistral AI partnership merger inquiry")
        badges.append(status_of({fact.name: fact for fact in case.facts}).badge if case else None)
    assert badges == [None, Badge.JURISDICTION_CHECK, Badge.PHASE_1, Badge.NOT_REVIEWABLE, Badge.NOT_REVIEWABLE]


def test_the_proof_is_in_the_page(register: DemoRegister) -> None:
    while register.advance():
        pass
    case = facts(register)["Microsoft / Mistral AI partnership merger inquiry"]
    values = {fact.name: fact for fact in case.facts}
    assert values["date:decision"].value == "2024-05-17"
    assert "does not qualify for investigation" in values["outcome"].quote
    assert "17 May 2024" in values["outcome"].quote
    assert values["date:notified"].value == "2024-05-16"
    assert values["text:number"].value == "ME/7102/24"
    assert any(fact.value == "Full text decision (PDF)" for fact in case.facts)
    assert not [name for name in values if name.startswith("deadline:")]  # none was published
    assert case.warnings == ()


def test_the_number_is_known_from_the_launch_on(register: DemoRegister) -> None:
    numbers = []
    while register.advance():
        case = facts(register).get("Microsoft / Mistral AI partnership merger inquiry")
        numbers.append(case is not None and case.get("text:number") is not None)
    assert numbers == [False, False, True, True, True]


def test_the_commission_speaks_in_the_press_only(register: DemoRegister) -> None:
    before = feedparser.parse(get(register, register.story.feed_url).body)
    register.advance()
    after = feedparser.parse(get(register, register.story.feed_url).body)
    assert not before.bozo
    assert not after.bozo
    known = {entry.id for entry in before.entries}
    (new,) = [entry for entry in after.entries if entry.id not in known]
    assert "received a copy" in new.title
    assert "no case number" in new.summary
    assert "not a formal investigation" in new.summary
    assert new.published_parsed[:3] == (2024, 2, 27)
    assert "demonstration" in after.feed.title.lower()


def test_everything_served_is_marked_as_a_demonstration(register: DemoRegister) -> None:
    while True:
        for case in register.step.cases:
            assert case["description"].startswith("Demonstration")
            assert "demonstration" in case["details"]["body"]
        for url in (register.story.feed_url, cma(SEARCH)):
            answer = get(register, url)
            assert answer.headers["X-Demonstration"] == "Dealwatch"
            assert b"emonstration" in answer.body
        if register.advance() is None:
            break


def test_an_unchanged_state_is_not_sent_twice(register: DemoRegister) -> None:
    for url in (register.story.feed_url, cma(SEARCH)):
        first = get(register, url)
        again = get(register, url, f'"other", W/{first.headers["ETag"]}')
        assert (first.status, again.status, again.body) == (200, 304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]


def test_a_step_changes_what_it_tells_and_nothing_else(register: DemoRegister) -> None:
    press, search = (get(register, url).headers["ETag"] for url in (register.story.feed_url, cma(SEARCH)))
    register.advance()
    assert get(register, register.story.feed_url, press).status == 200
    assert get(register, cma(SEARCH), search).status == 304
    register.advance()
    assert get(register, cma(SEARCH), search).status == 200


def test_the_list_can_be_read_in_parts(register: DemoRegister) -> None:
    for _ in range(2):
        register.advance()
    whole = json.loads(get(register, cma(SEARCH)).body)
    second = json.loads(get(register, cma("/api/search.json?start=1&count=5")).body)
    assert whole["total"] == second["total"] == 2
    assert second["results"] == whole["results"][1:]
    assert whole["results"][0]["public_timestamp"] > whole["results"][1]["public_timestamp"]
    assert json.loads(get(register, cma("/api/search.json?start=x&count=-1")).body)["results"] == whole["results"]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.gov.uk/",
        "https://www.gov.uk/api/content/cma-cases/no-such-case",
        "https://press.demonstration.example/",
        "https://press.demonstration.example/api/search.json",
    ],
)
def test_what_is_not_there_is_not_found(register: DemoRegister, url: str) -> None:
    assert get(register, url).status == 404


def test_other_hosts_are_not_there(register: DemoRegister) -> None:
    assert register.answer("/ec.europa.eu/api/search.json") is None
    assert register.answer("/") is None


def test_a_case_is_not_there_before_its_day(register: DemoRegister) -> None:
    assert get(register, cma(MISTRAL)).status == 404
    register.advance()
    register.advance()
    assert get(register, cma(MISTRAL)).status == 200


def test_closing_frees_the_port_and_ends_the_thread() -> None:
    before = set(threading.enumerate())  # others may still be served by theirs
    register = DemoRegister()
    (own,) = {thread for thread in threading.enumerate() if thread.name == "demonstration"} - before
    target = urlsplit(register.origins["https://www.gov.uk"])
    register.close()
    register.close()
    assert not own.is_alive()
    with pytest.raises(ConnectionRefusedError):
        http.client.HTTPConnection(target.netloc, timeout=5).connect()


def test_no_step_lies_in_the_future() -> None:
    with DemoRegister() as register:
        assert register.story.steps[-1].at < datetime.now(UTC)
