"""Fetches documents: `watch.ports.Fetcher` over HTTP. Nothing else in Dealwatch opens a connection to a source.

Conditional requests and redirects are done here by hand: a cache would answer without asking, and every hop belongs
in the ledger. No cookies are kept. Must not contain: judgement of a document's content (`landmarks`, the sources).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from urllib.parse import urlsplit

import httpx2

from dealwatch import __version__
from dealwatch.model.source import (
    Document,
    Exchange,
    NotModified,
    Request,
    SourceInfo,
    SourceProblem,
    Validators,
)
from dealwatch.sources.budget import Budget
from dealwatch.sources.hosts import Hosts
from dealwatch.sources.http_answers import contact_wanted, moved, rate_limited, refusal
from dealwatch.sources.http_body import ACCEPTED, Body, TooLarge
from dealwatch.sources.http_client import Clients
from dealwatch.sources.http_failures import FAILURES, TookTooLong, failure, offline
from dealwatch.sources.origins import Origins, is_loopback
from dealwatch.sources.redact import SECRET_HEADERS, redacted
from dealwatch.sources.troubles import Trouble, site

_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}
_MOST_REDIRECTS = 5
_NOTICE_BYTES = 64 * 1024
_UNTOLD = frozenset({"set-cookie", "set-cookie2"})


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: to connect, between two bytes, for a whole request. The last leaves a bulk file of 35 MB its time."""

    connect: float = 5.0
    read: float = 20.0
    whole: float = 300.0


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class HttpFetcher:
    """Thread-safe. One request to a host at a time, paced; a host that asked for a pause is left alone until then.

    `now` gives aware UTC instants, `monotonic` seconds; `network_up` says whether this machine has a network.
    A source's `contact` goes into the User-Agent of the organisation that wants one, and nowhere else.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        origins: Origins | None = None,
        network_up: Callable[[], bool] = lambda: True,
        patience: Patience | None = None,
        budget: Budget | None = None,
    ) -> None:
        self._now = now
        self._monotonic = monotonic
        self._origins = origins or Origins()
        self._network_up = network_up
        self._patience = patience or Patience()
        self._budget = budget or Budget(now)
        self._closing = threading.Event()
        self._hosts = Hosts(monotonic, self._closing.wait)
        self._clients = Clients(self._patience.connect, self._patience.read)

    def fetch(
        self,
        request: Request,
        validators: Validators,
        info: SourceInfo,
        ledger: Callable[[Exchange], None],
        *,
        permit: Callable[[str], None] | None = None,
    ) -> Document | NotModified:
        """The document, or word that the one we hold is current. Raises `SourceProblem` for everything else.

        `permit` is asked before a redirect is followed and raises for an address that may not be read.
        """
        url = _web_address(request.url)
        if not url:
            raise moved(request.url, Trouble.NO_ADDRESS, "no web address")
        held = Validators() if request.fresh or request.method != "GET" else validators
        passed: list[str] = []
        while True:
            answer = self._ask(request, url, held, info, ledger)
            if answer.status == 304 and held != Validators():
                return NotModified(request, self._now())
            if answer.status in (200, 203):
                return self._document(request, url, answer, tuple(passed))
            if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                raise self._refused(url, answer, info)
            if answer.status in _FOR_GOOD:
                # What we hold belongs to the old address; the new one is to be read and remembered.
                held = Validators()
            passed.append(url)
            target = self._next(request, url, answer, passed)
            if permit is not None:
                permit(target)
            if _host(target) != _host(url):
                request = _without_secrets(request)
            url = target

    def close(self) -> None:
        """Stop waiting for turns and drop the connections."""
        self._closing.set()
        self._clients.close()

    def _next(self, request: Request, url: str, answer: _Answer, passed: list[str]) -> str:
        """The address a redirect leads to, or a problem."""
        host, location = _host(url), answer.headers["location"]
        target = _web_address(self._origins.redirected(url, location))
        if not target:
            raise moved(host, Trouble.LEADS_NOWHERE, f"location {redacted(location)!r}")
        if target in passed or len(passed) > _MOST_REDIRECTS:
            raise moved(host, Trouble.CIRCLES, f"{len(passed)} redirects, then {redacted(target)}")
        unprotected = urlsplit(url).scheme == "https" and urlsplit(target).scheme == "http"
        if unprotected and not self._origins.maps(target):
            raise moved(host, Trouble.LEADS_UNPROTECTED, f"from https to {redacted(target)}")
        if request.method != "GET" and answer.status not in (307, 308):
            raise moved(host, Trouble.NO_LONGER_ASKED, f"{answer.status} to {redacted(target)}")
        return target

    def _ask(
        self, request: Request, url: str, held: Validators, info: SourceInfo, ledger: Callable[[Exchange], None]
    ) -> _Answer:
        """One exchange, in its turn and in the ledger."""
        host = _host(url)
        target = self._origins.target(url)
        local = is_loopback(target)
        if not local and not self._network_up():
            raise offline("no network before the request")
        if info.wants_contact and not info.contact and not self._origins.maps(url):
            raise contact_wanted(host)
        client = self._clients.client(local)
        with self._hosts.turn(_limiter(host, info), 0.0 if local else info.pace.total_seconds()) as ours:
            if not ours or self._closing.is_set():
                raise _closed()
            if (pause := self._hosts.silent_for(_limiter(host, info))) > 0:
                raise self._asked_for_silence(host, pause)
            if not local and (left := self._budget.take(host)) is not None:
                raise rate_limited(site("site", host), "Dealwatch's own bound for a day is reached", left)
            return self._exchange(client, url, target, request, _headers(request, held, info), ledger)

    def _exchange(
        self,
        client: httpx2.Client,
        url: str,
        target: str,
        request: Request,
        headers: list[tuple[bytes, bytes]],
        ledger: Callable[[Exchange], None],
    ) -> _Answer:
        at, began = self._now(), self._monotonic()
        body = Body(request.max_bytes)
        status = ""
        try:
            with client.stream(request.method, target, headers=headers, files=_parts(request)) as response:
                status = str(response.status_code)
                told = {name: value for name, value in response.headers.items() if name not in _UNTOLD}
                self._read(response, body, began)
                return _Answer(response.status_code, told, body.bytes)
        except (*FAILURES, RuntimeError) as error:
            if self._closing.is_set():  # our own closing broke it, at whatever point
                status = status or "closed"
                raise _closed() from error
            if isinstance(error, RuntimeError):
                raise
            word, problem = failure(error, _host(url), is_loopback(target) or self._network_up())
            status = status or word
            raise problem from error
        finally:
            took = round((self._monotonic() - began) * 1000)
            parts = urlsplit(url)
            path = redacted((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
            ledger(Exchange(at, _host(url), path, request.method, request.purpose, status, body.size, took))

    def _read(self, response: httpx2.Response, body: Body, began: float) -> None:
        """Read what is worth reading: a document whole, a notice in its beginning, nothing of a redirect."""
        encoding = response.headers.get("content-encoding", "")
        if response.status_code in (200, 203):
            if int(response.headers.get("content-length", "0")) > body.limit:
                raise TooLarge(f"{response.headers['content-length']} bytes announced")
            body.read(self._in_time(response, began), encoding)
        elif response.status_code >= 400:
            body.limit = _NOTICE_BYTES
            with suppress(*FAILURES):  # the status says enough
                body.read(self._in_time(response, began), encoding)

    def _in_time(self, response: httpx2.Response, began: float) -> Iterator[bytes]:
        for chunk in response.iter_raw():
            yield chunk
            if self._monotonic() - began > self._patience.whole:
                raise TookTooLong(f"more than {self._patience.whole:g} s")

    def _document(self, request: Request, url: str, answer: _Answer, passed: tuple[str, ...]) -> Document:
        return Document(
            request=request,
            url=url,
            body=answer.body,
            content_type=answer.headers.get("content-type", ""),
            fetched_at=self._now(),
            status=answer.status,
            etag=answer.headers.get("etag", ""),
            last_modified=answer.headers.get("last-modified", ""),
            redirects=passed,
            headers=answer.headers,
        )

    def _refused(self, url: str, answer: _Answer, info: SourceInfo) -> SourceProblem:
        problem = refusal(answer.status, answer.headers, answer.body, _host(url), self._now())
        if problem.retry_after is not None and not is_loopback(self._origins.target(url)):
            self._hosts.silence(_limiter(_host(url), info), problem.retry_after.total_seconds())
        return problem

    def _asked_for_silence(self, host: str, seconds: float) -> SourceProblem:
        """The same problem again, without bothering the host."""
        pause = timedelta(seconds=ceil(seconds))
        return rate_limited(site("site", host), "asked for a pause that is not over", pause)


def _headers(request: Request, held: Validators, info: SourceInfo) -> list[tuple[bytes, bytes]]:
    """As bytes: a validator goes back exactly as it came, in whatever characters."""
    contact = f" (contact: {info.contact})" if info.wants_contact and info.contact else ""
    wanted = {"user-agent": f"Dealwatch/{__version__}{contact}", "accept": "*/*", "accept-encoding": ACCEPTED}
    wanted |= {name.lower(): value for name, value in request.headers}
    if held.etag:
        wanted["if-none-match"] = held.etag
    if held.last_modified:
        wanted["if-modified-since"] = held.last_modified
    return [(name.encode("ascii"), value.encode("utf-8")) for name, value in wanted.items()]


def _limiter(host: str, info: SourceInfo) -> str:
    """Whose turn is waited for: the organisation's where its hosts have one limit together."""
    return info.organisation or host


def _without_secrets(request: Request) -> Request:
    """A key belongs to the host it was made for: another one that a redirect leads to does not get it."""
    return replace(request, headers=tuple(pair for pair in request.headers if pair[0].lower() not in SECRET_HEADERS))


def _closed() -> SourceProblem:
    return offline("Dealwatch is closing")


def _web_address(url: str) -> str:
    """The address without its fragment, empty where it is none that can be fetched."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return parts._replace(fragment="").geturl() if usable else ""


def _host(url: str) -> str:
    """Host, and port where it is not the usual one, as the ledger shows it."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def _parts(request: Request) -> list[tuple[str, tuple[str, str, str]]] | None:
    """Multipart parts as the Commission's search wants them: each a file called "blob" of JSON."""
    return [(name, ("blob", text, "application/json")) for name, text in request.data] or None
