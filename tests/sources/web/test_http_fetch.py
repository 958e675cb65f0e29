"""The fetcher against a server of our own: documents, conditional requests, questions."""

from __future__ import annotations

import gzip
import threading
from dataclasses import replace
from typing import Any

import pytest

from dealwatch import __version__
from dealwatch.model.source import NotModified, SourceState, Validators

SITE, OTHER = "https://www.example.com", "https://other.example.com"
BODY = "<html><body>Grüße</body></html>".encode()
ETAG, MODIFIED = '"abc-é"', "Thu, 05 Mar 2026 10:00:00 GMT"


def test_a_document_comes_with_all_that_is_known_of_it(site: Any, visit: Any) -> None:
    site.answer = lambda handler: handler.reply(
        ETag=ETAG, Last_Modified=MODIFIED, Content_Type="text/html; charset=utf-8", Set_Cookie="a=b"
    )
    document = visit(f"{SITE}/page?x=1#part")
    assert document.body == BODY
    assert document.url == f"{SITE}/page?x=1"
    assert document.content_type == "text/html; charset=utf-8"
    assert (document.status, document.fetched_at, document.redirects) == (200, visit.now, ())
    assert document.last_modified == MODIFIED
    assert "set-cookie" not in document.headers
    (exchange,) = visit.ledger
    assert (exchange.at, exchange.host, exchange.path) == (visit.now, "www.example.com", "/page?x=1")
    assert (exchange.method, exchange.purpose, exchange.status) == ("GET", "a test", "200")
    assert exchange.bytes == len(BODY)
    assert exchange.milliseconds >= 0


def test_it_says_who_it_is(site: Any, visit: Any) -> None:
    visit(headers=(("Origin", "https://www.example.com"), ("ACCEPT", "application/json")))
    headers = site.seen[0][2]
    assert headers["user-agent"] == f"Dealwatch/{__version__}"
    assert headers["accept-encoding"] == "gzip"
    assert headers["origin"] == "https://www.example.com"
    assert headers["accept"] == "application/json"


@pytest.mark.parametrize(("wanted", "said"), [(True, " (contact: desk@example.com)"), (False, "")])
def test_a_contact_is_named_only_to_who_wants_one(wanted: bool, said: str, site: Any, visit: Any) -> None:
    visit.info = replace(visit.info, wants_contact=wanted, contact="desk@example.com")
    visit()
    assert site.seen[0][2]["user-agent"] == f"Dealwatch/{__version__}{said}"


def test_who_wants_a_contact_is_not_asked_without_one(make_visit: Any) -> None:
    visit = make_visit()
    visit.info = replace(visit.info, wants_contact=True)
    problem = visit.problem()
    assert problem.state is SourceState.NEEDS_SETUP
    assert "e-mail address" in problem.title
    assert not problem.state.trouble
    assert visit.ledger == []


def test_a_key_in_an_address_is_not_kept_in_the_ledger(site: Any, visit: Any) -> None:
    visit(f"{SITE}/list?api_key=abc123&page=2")
    assert [exchange.path for exchange in visit.ledger] == ["/list?api_key=…&page=2"]
    assert site.seen[0][1].endswith("/list?api_key=abc123&page=2")


def test_a_key_is_not_carried_to_another_host(site: Any, visit: Any, redirecting: Any) -> None:
    site.answer = redirecting((302, f"{SITE}/b"), (302, f"{OTHER}/c"))
    visit(f"{SITE}/a", headers=(("X-Api-Key", "abc123"), ("Accept", "application/json")))
    assert [headers.get("x-api-key") for _, _, headers, _ in site.seen] == ["abc123", "abc123", None]
    assert {headers["accept"] for _, _, headers, _ in site.seen} == {"application/json"}


def test_no_cookie_is_ever_sent_back(site: Any, visit: Any) -> None:
    site.answer = lambda handler: handler.reply(Set_Cookie="visitor=17; Path=/")
    visit()
    visit()
    assert "cookie" not in site.seen[1][2]


def test_what_is_held_is_asked_about_and_may_be_current(site: Any, visit: Any) -> None:
    site.answer = lambda handler: handler.reply(304)
    answer = visit.ask(validators=Validators(ETAG, MODIFIED))
    assert isinstance(answer, NotModified)
    assert answer.fetched_at == visit.now
    assert site.seen[0][2]["if-none-match"].encode("latin-1") == ETAG.encode()
    assert site.seen[0][2]["if-modified-since"] == MODIFIED
    assert visit.ledger[0].status == "304"


def test_only_what_is_known_is_sent(site: Any, visit: Any) -> None:
    visit(validators=Validators(etag=ETAG))
    visit(validators=Validators(last_modified=MODIFIED))
    assert "if-modified-since" not in site.seen[0][2]
    assert "if-none-match" not in site.seen[1][2]


def test_a_fresh_request_and_a_question_send_no_validators(site: Any, visit: Any) -> None:
    visit(validators=Validators(ETAG, MODIFIED), fresh=True)
    visit(validators=Validators(ETAG, MODIFIED), method="POST")
    assert not any("if-none-match" in headers or "if-modified-since" in headers for _, _, headers, _ in site.seen)


def test_not_modified_that_nobody_asked_for_is_a_fault(site: Any, visit: Any) -> None:
    site.answer = lambda handler: handler.reply(304)
    assert visit.problem().state is SourceState.SERVER_ERROR


def test_a_question_goes_out_in_parts_of_json(site: Any, visit: Any) -> None:
    visit(method="POST", data=(("query", '{"a": 1}'), ("sort", "[]")))
    method, _, headers, body = site.seen[0]
    assert method == "POST"
    assert headers["content-type"].startswith("multipart/form-data; boundary=")
    for name, text in ((b"query", b'{"a": 1}'), (b"sort", b"[]")):
        place = b'Content-Disposition: form-data; name="' + name + b'"; filename="blob"\r\n'
        assert place + b"Content-Type: application/json\r\n\r\n" + text in body


def test_a_packed_body_is_unpacked(site: Any, visit: Any) -> None:
    site.answer = lambda handler: handler.reply(body=gzip.compress(BODY), Content_Encoding="gzip")
    assert visit().body == BODY
    assert visit.ledger[0].bytes == len(BODY)


def test_many_threads_share_it(site: Any, visit: Any) -> None:
    bodies: list[bytes] = []
    urls = [f"{SITE if place % 2 else OTHER}/{place}" for place in range(24)]
    threads = [threading.Thread(target=lambda url=url: bodies.append(visit(url).body)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bodies == [BODY] * len(urls)
    assert len(visit.ledger) == len(urls)
