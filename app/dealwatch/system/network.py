"""Whether this machine has a network at all. Asks the kernel only: nothing is sent."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Collection

# Reserved for documentation (RFC 5737, RFC 3849): never a real host, so only the routing table answers.
_OUTSIDE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
_ANY_PORT = 9


def network_up(origins: Collection[str] = ()) -> bool:
    """True where a request has somewhere to go: a route out of the machine, or a proxy.

    With `origins` (targets of `DEALWATCH_ORIGINS`) it is always true: where a mirror is named, it is the mirror that
    has to answer, also one on this machine while the cable is out.
    """
    return bool(origins) or _has_route() or _has_proxy()


def _has_route() -> bool:
    """Connecting a datagram socket looks up the route and sends no packet."""
    for family, address in _OUTSIDE:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((address, _ANY_PORT))
                return True
        except OSError:
            continue
    return False


def _has_proxy() -> bool:
    """A machine may reach the world through a proxy alone, without a route of its own."""
    proxies = urllib.request.getproxies()
    return any(proxies.get(scheme) for scheme in ("https", "http", "all"))
