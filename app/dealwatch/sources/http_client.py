"""The connections themselves: one pool for this machine, which no proxy can reach, and one for the world.

The world's pool goes by the system's proxy and trusts the system's certificate store. No cookies are kept: a cookie
would let a site recognise us from visit to visit.
"""

from __future__ import annotations

import threading
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx2

from dealwatch.model.source import SourceProblem, SourceState
from dealwatch.sources.redact import redacted
from dealwatch.sources.troubles import Hint, Trouble


class Clients:
    """Made when first needed, so that a proxy setting that cannot be used is a source's trouble and no crash."""

    def __init__(self, connect: float, read: float) -> None:
        self._timeout = httpx2.Timeout(read, connect=connect)
        self._made: dict[bool, httpx2.Client] = {}
        self._lock = threading.Lock()

    def client(self, local: bool) -> httpx2.Client:
        """Raises `SourceProblem` where the system's proxy setting cannot be used."""
        with self._lock:
            if local not in self._made:
                self._made[local] = self._make(local)
            return self._made[local]

    def close(self) -> None:
        with self._lock:
            for client in self._made.values():
                client.close()
            self._made.clear()

    def _make(self, local: bool) -> httpx2.Client:
        try:
            return httpx2.Client(
                trust_env=not local,
                timeout=self._timeout,
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            )
        except (ImportError, ValueError, httpx2.InvalidURL) as error:
            raise SourceProblem(
                SourceState.OFFLINE,
                Trouble.PROXY_KIND,
                Hint.ENTER_PROXY,
                detail=redacted(str(error)),
            ) from error
