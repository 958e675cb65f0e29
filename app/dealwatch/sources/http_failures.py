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
from dealwatch.sources.landmarks import blocked, capital

_AGAIN = "What is known stays as it is. Dealwatch tries again at the next check."
_UNREACHABLE = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.EHOSTDOWN})


class TookTooLong(Exception):
    """The answer kept trickling in for longer than a whole request may take."""


FAILURES = (httpx2.TransportError, httpx2.InvalidURL, UnicodeError, Broken, TooLarge, TookTooLong)
"""Everything that can go wrong between asking and the last byte. (`UnicodeError`: a host's name nobody can have.)"""


def offline(detail: str) -> SourceProblem:
    """Nobody's fault."""
    return SourceProblem(
        SourceState.OFFLINE,
        "There is no network.",
        "What is known stays as it is. Checking goes on by itself when the network is back.",
        detail=detail,
    )


def failure(error: Exception, host: str, network: bool) -> tuple[str, SourceProblem]:
    """The ledger's word for a failed exchange, and the problem. `network` says whether this machine has one at all.

    Without a network every failure to connect is our own. With one, an unreachable address is the host's trouble:
    a host with a broken second address answers so while everything else works.
    """
    site, detail = capital(f"the site {host}"), _detail(error)
    word, state, title = _told(error)
    if word == "proxy":
        code = str(error)[:3]
        if code == "403":
            return word, blocked(f"the proxy of this network, asked for {host},", detail)
        if code == "407":
            return word, proxy_refused(detail)
    if not network and state is not SourceState.TLS:
        return word, offline(detail)
    return word, SourceProblem(state, title.format(site=site), _HINTS.get(state, _AGAIN), detail=detail)


_HINTS = {
    SourceState.DNS: "The name may be misspelt, or the name service of this network is down. " + _AGAIN,
    SourceState.TLS: "Nothing was read: somebody could be listening. Check this computer's date and the site itself.",
}


def _told(error: Exception) -> tuple[str, SourceState, str]:
    """Ledger word, state and title."""
    causes = list(_chain(error))
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return "tls", SourceState.TLS, "{site} could not prove who it is."
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return "dns", SourceState.DNS, "{site} was not found under its name."
    if isinstance(error, (httpx2.InvalidURL, UnicodeError)):
        return "address", SourceState.MOVED, "{site} was asked under an address that cannot be used."
    if isinstance(error, TooLarge):
        return "too large", SourceState.SERVER_ERROR, "{site} sent more than a page of this kind can hold."
    if isinstance(error, Broken):
        return "broken", SourceState.SERVER_ERROR, "{site} broke off in the middle of its answer."
    if isinstance(error, (httpx2.TimeoutException, TookTooLong)):
        return "timeout", SourceState.SERVER_ERROR, "{site} did not answer in time."
    if isinstance(error, httpx2.ProxyError):
        return "proxy", SourceState.SERVER_ERROR, "{site} could not be reached through the proxy of this network."
    if any(isinstance(cause, OSError) and cause.errno in _UNREACHABLE for cause in causes):
        return "unreachable", SourceState.SERVER_ERROR, "{site} could not be reached."
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return "refused", SourceState.SERVER_ERROR, "{site} accepts no connections."
    return "reset", SourceState.SERVER_ERROR, "{site} broke the connection off."


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what caused it, outermost first."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _detail(error: Exception) -> str:
    """The innermost message, for the inspector."""
    *_, root = _chain(error)
    return f"{type(root).__name__}: {root}" if str(root) else type(root).__name__
