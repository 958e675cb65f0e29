"""Title and body of a plain text: pasted, dropped, or taken out of a PDF."""

from __future__ import annotations

_LONGEST_TITLE = 220
_SHORTEST_BODY = 40


def title_of(text: str) -> str:
    """The text's headline: a first line that is short, no full sentence and followed by more; else empty."""
    stripped = text.lstrip()
    first, _, rest = stripped.partition("\n")
    first = first.strip()
    if not first or len(first) > _LONGEST_TITLE or len(rest.strip()) < _SHORTEST_BODY:
        return ""
    followed_by_blank = rest.startswith("\n") or not rest.split("\n", 1)[0].strip()
    return first if followed_by_blank or not first.endswith((".", ":", ";", ",")) else ""
