"""Addresses of saved pages, which a person may have typed. Must not contain: whose address it is."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def address(url: str) -> SplitResult:
    """The parts of a web address; all of them empty for a text that is none."""
    try:
        parts = urlsplit(url)
        web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        web = False
    return parts if web else SplitResult("", "", "", "", "")
