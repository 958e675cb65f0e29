"""Takes keys and passwords out of what is kept or shown of a request. Must not contain: where they come from."""

from __future__ import annotations

import re

HIDDEN = "…"

_SECRET_WORDS = (
    r"(?:api|access|auth|client|subscription|session)?[_-]?(?:key|token|secret|password|passwd|pwd|sig|signature)"
)
_IN_QUERY = re.compile(rf"((?:^|[?&;])(?:[\w.-]*[_.-])?{_SECRET_WORDS}=)[^&;#\s'\"]+", re.IGNORECASE)
_IN_HOST = re.compile(r"(?<=://)[^/@\s]+@")
SECRET_HEADERS = frozenset({"x-api-key", "authorization", "cookie", "proxy-authorization"})
"""Headers that belong to the host they were made for, and to no other."""


def redacted(text: str) -> str:
    """The text with the values of secret-looking query parts and of names in addresses left out."""
    return _IN_HOST.sub(f"{HIDDEN}@", _IN_QUERY.sub(rf"\1{HIDDEN}", text))
