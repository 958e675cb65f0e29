"""What it means that no answer came: no network, no such name, no trust, no patience. Words for people.

Must not contain: connections (`http`), answers with a status (`http_answers`).
"""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator

import httpx2

from dealwatch.model.source import SourceProblem, SourceState
from dealwatch.sources.http_answers import proxy_refused
from dealwatch.sources.http_body import Broken, TooLarge
from dealwatch.sources.troubles import Hint, Trouble, site, told

_UNREACHABLE = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.EHOSTDOWN})


class TookTooLong(Exception):
    """The answer kept trickling in for longer than a whole request may take."""


FAILURES = (httpx2.TransportError, httpx2.InvalidURL, UnicodeError, Broken, TooLarge, TookTooLong)
"""Everything that can go wrong between asking and the last byte. (`UnicodeError`: a host's name nobody can have.)"""


def offline(detail: str) -> SourceProblem:
    """Nobody's fault."""
    return SourceProblem(
        SourceState.OFFLINE,
        Trouble.NO_NETWORK,
        Hint.GOES_ON,
        detail=detail,
    )


def failure(error: Exception, host: str, network: bool) -> tuple[str, SourceProblem]:
    """The ledger's word for a failed exchange, and the problem. `network` says whether this machine has one at all.

    Without a network every failure to connect is our own. With one, an unreachable address is the host's trouble:
    a host with a broken second address answers so while everything else works.
    """
    detail = _detail(error)
    word, state, trouble = _told(error)
    if word == "proxy":
        code = str(error)[:3]
        if code == "403":
            return word, SourceProblem(
                SourceState.BLOCKED, told(Trouble.PROXY_REFUSED_SITE, host=host), Hint.ATTACH, detail=detail
            )
        if code == "407":
            return word, proxy_refused(detail)
    if not network and state is not SourceState.TLS:
        return word, offline(detail)
    title = told(trouble, site=site("site", host))
    return word, SourceProblem(state, title, _HINTS.get(state, Hint.AGAIN), detail=detail)


_HINTS = {
    SourceState.DNS: Hint.CHECK_NAME,
    SourceState.TLS: Hint.CHECK_DATE,
}


def _told(error: Exception) -> tuple[str, SourceState, Trouble]:
    """Ledger word, state and first line."""
    causes = list(_chain(error))
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return "tls", SourceState.TLS, Trouble.UNPROVEN
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return "dns", SourceState.DNS, Trouble.NAME_UNKNOWN
    if isinstance(error, (httpx2.InvalidURL, UnicodeError)):
        return "address", SourceState.MOVED, Trouble.BAD_ADDRESS
    if isinstance(error, TooLarge):
        return "too large", SourceState.SERVER_ERROR, Trouble.TOO_LARGE
    if isinstance(error, Broken):
        return "broken", SourceState.SERVER_ERROR, Trouble.ANSWER_BROKE_OFF
    if isinstance(error, (httpx2.TimeoutException, TookTooLong)):
        return "timeout", SourceState.SERVER_ERROR, Trouble.NOT_IN_TIME
    if isinstance(error, httpx2.ProxyError):
        return "proxy", SourceState.SERVER_ERROR, Trouble.UNREACHABLE_PROXY
    if any(isinstance(cause, OSError) and cause.errno in _UNREACHABLE for cause in causes):
        return "unreachable", SourceState.SERVER_ERROR, Trouble.UNREACHABLE
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return "refused", SourceState.SERVER_ERROR, Trouble.NOT_CONNECTING
    return "reset", SourceState.SERVER_ERROR, Trouble.BROKE_CONNECTION


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what caused it, outermost first."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _detail(error: Exception) -> str:
    """The innermost message, for the inspector."""
    *_, root = _chain(error)
    return f"{type(root).__name__}: {root}" if str(root) else type(root).__name__
