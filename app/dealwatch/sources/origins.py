"""Where a request really goes: mirrors, proxies with a path prefix, replays (`DEALWATCH_ORIGINS`).

What is stored, shown and logged is always the original address; only the connection knows the other one.
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from dealwatch.language import _
from dealwatch.model.errors import UsageError

_DEFAULT_PORTS = {"http": 80, "https": 443}


class Origins:
    """Original origins (`https://www.gov.uk`) and the addresses their requests go to, which may have a path."""

    def __init__(self, targets: Mapping[str, str] | None = None) -> None:
        """ValueError for a name that is no origin, or a target that is no web address."""
        self._targets = {_origin_of(name): _target(address) for name, address in (targets or {}).items()}

    @classmethod
    def load(cls, path: str) -> Origins:
        """From a JSON file; an empty path means none. UsageError where the file cannot be used."""
        if not path:
            return cls()
        try:
            content = json.loads(Path(path).read_text("utf-8"))
            if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
                raise ValueError("not an object of texts")
            return cls(content)
        except (OSError, ValueError) as error:
            raise UsageError(
                _("The file of other origins cannot be used: {path}").format(path=path),
                _(
                    'DEALWATCH_ORIGINS must name a file like {{"https://www.gov.uk": "http://127.0.0.1:8123"}}. '
                    "({error})"
                ).format(error=error),
            ) from error

    @property
    def mapping(self) -> dict[str, str]:
        """As given: what a process of its own is handed."""
        return dict(self._targets)

    @property
    def targets(self) -> tuple[str, ...]:
        return tuple(self._targets.values())

    def target(self, url: str) -> str:
        """The address to connect to for an original one; the same where the origin is not mapped."""
        base = self._targets.get(_origin_of(url))
        if base is None:
            return url
        parts = urlsplit(url)
        return base + (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def maps(self, url: str) -> bool:
        return _origin_of(url) in self._targets

    def redirected(self, url: str, location: str) -> str:
        """The original address that a `Location` header means, as answer to a request for the original `url`.

        A mirror may answer with its own address or path (mapped back), with the original's, or with a bare path.
        Empty for a location that is no address at all.
        """
        here = _origin_of(url)
        try:
            meant, there = urljoin(url, location), urljoin(self.target(url), location)
        except ValueError:
            return ""
        if here not in self._targets:
            return meant
        # The origin asked comes first, so that two origins behind one address stay apart; then the longest match.
        found = [(name == here, len(base), name) for name, base in self._targets.items() if _within(there, base)]
        if found:
            _, length, name = max(found)
            return name + (there[length:] or "/")
        return meant


def is_loopback(url: str) -> bool:
    """Whether an address is this machine itself: no proxy stands before it and no manners are owed to it."""
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _within(url: str, base: str) -> bool:
    return url == base or url.startswith((f"{base}/", f"{base}?"))


def _origin_of(url: str) -> str:
    """Scheme, host and port in one spelling; ValueError where there is no host."""
    parts = urlsplit(url.strip())
    scheme, host = parts.scheme.lower(), parts.hostname
    if scheme not in _DEFAULT_PORTS or not host:
        raise ValueError(f"not a web address: {url!r}")
    name = f"[{host}]" if ":" in host else host
    port = parts.port
    return f"{scheme}://{name}" if port in (None, _DEFAULT_PORTS[scheme]) else f"{scheme}://{name}:{port}"


def _target(address: str) -> str:
    return _origin_of(address) + urlsplit(address.strip()).path.rstrip("/")
