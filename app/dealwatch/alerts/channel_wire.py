"""What a message met on its way through the library of channels: hosts, answers, how long each took.

The library says only whether it worked. So the calls by which it speaks to the world are followed while it runs, for
the network ledger and for a plain word about what went wrong. Paths are never kept: tokens are in them. Must not
contain: the library of channels, words.
"""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from dealwatch.sources.origins import Origins, is_loopback

_STEPS = ("connect", "starttls", "login", "sendmail")


class Wire:
    """`exchanges` are in the order they were made; `hosts` are all whose names were looked up."""

    def __init__(self, origins: Mapping[str, str]) -> None:
        self._origins = Origins(origins)
        self.exchanges: list[dict[str, Any]] = []
        self.hosts: set[str] = set()
        self._watching = False

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """While it holds, every request is followed. For a process that does nothing else."""
        sending = HTTPAdapter.send
        steps = {name: getattr(smtplib.SMTP, name) for name in _STEPS}
        HTTPAdapter.send = self._followed(sending)  # type: ignore[method-assign]
        for name, step in steps.items():
            setattr(smtplib.SMTP, name, self._mail_step(name, step))
        self._watching = True
        sys.addaudithook(self._look)
        try:
            yield
        finally:
            self._watching = False
            HTTPAdapter.send = sending  # type: ignore[method-assign]
            for name, step in steps.items():
                setattr(smtplib.SMTP, name, step)

    def _look(self, event: str, arguments: tuple[Any, ...]) -> None:
        """An audit hook, which cannot be taken off again."""
        if self._watching and event == "socket.getaddrinfo" and arguments[0]:
            name = arguments[0]
            self.hosts.add(name.decode("ascii", "replace") if isinstance(name, bytes) else str(name))

    def _followed(self, sending: Callable[..., requests.Response]) -> Callable[..., requests.Response]:
        def send(
            adapter: HTTPAdapter, request: requests.PreparedRequest, *others: Any, **named: Any
        ) -> requests.Response:
            url = request.url or ""
            host = urlsplit(url).hostname or ""
            request.url = self._origins.target(url)
            if is_loopback(request.url):
                named["proxies"] = {}  # no proxy stands before this machine itself
            began = time.monotonic()
            try:
                answer = sending(adapter, request, *others, **named)
            except requests.RequestException as error:
                self._add(host, request.method or "", _word(error), began)
                raise
            size = len(answer.content)
            self._add(host, request.method or "", str(answer.status_code), began, size)
            self.exchanges[-1]["wait"] = answer.headers.get("Retry-After", "")
            return answer

        return send

    def _mail_step(self, name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        """Connecting makes the line of the ledger; what goes wrong later becomes its answer."""

        def call(server: smtplib.SMTP, *arguments: Any, **named: Any) -> Any:
            began = time.monotonic()
            if name == "connect":
                self._add(str(arguments[0] if arguments else named.get("host", "")), "SMTP", "", began)
            line = self.exchanges[-1]
            try:
                result = step(server, *arguments, **named)
            except (OSError, smtplib.SMTPException) as error:
                line.update(status=_word(error), step=name, milliseconds=_since(line, began))
                raise
            line.update(status="250" if name == "sendmail" else "", step=name, milliseconds=_since(line, began))
            if name == "sendmail" and result:
                line.update(status="recipient", some=True)
            return result

        return call

    def _add(self, host: str, method: str, status: str, began: float, size: int = 0) -> None:
        took = round((time.monotonic() - began) * 1000)
        self.exchanges.append(
            {"host": host, "method": method, "status": status, "bytes": size, "milliseconds": took, "wait": ""}
        )


def _since(line: Mapping[str, Any], began: float) -> int:
    return int(line["milliseconds"]) + round((time.monotonic() - began) * 1000)


def _word(error: BaseException) -> str:
    """The ledger's word for it."""
    causes = list(_causes(error))
    for kinds, word in (
        (smtplib.SMTPAuthenticationError, "login"),
        (smtplib.SMTPNotSupportedError, "login"),
        (smtplib.SMTPRecipientsRefused, "recipient"),
        ((smtplib.SMTPSenderRefused, smtplib.SMTPDataError, smtplib.SMTPHeloError), "declined"),
        (ssl.SSLError, "tls"),
        (socket.gaierror, "dns"),
        ((requests.ConnectTimeout,), "unreachable"),
        ((TimeoutError, requests.Timeout), "timeout"),
        (ConnectionRefusedError, "refused"),
        (smtplib.SMTPServerDisconnected, "reset"),
    ):
        if any(isinstance(cause, kinds) for cause in causes):
            return word
    return "reset" if isinstance(error, requests.ConnectionError | smtplib.SMTPException | OSError) else "address"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error, what it wraps and what caused it."""
    seen: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        found = waiting.pop(0)
        if not isinstance(found, BaseException) or any(found is other for other in seen):
            continue
        seen.append(found)
        yield found
        waiting += [found.__cause__, found.__context__, getattr(found, "reason", None), *found.args]
