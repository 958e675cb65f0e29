"""Who says it: the authority's spokesperson, the authority, or a paper. The text's own words are kept."""

from __future__ import annotations

from dealwatch.reading.page import Line, Page
from dealwatch.reading.scope import media_cited, speaks

_REACH = 6
_ARTICLE = 2


def told_by(page: Page, line: Line, authority: str) -> str:
    """Speaker and medium, "a Commission spokesperson, according to Bloomberg"; empty where nobody is named."""
    parts = [part for part in (_speaker(page, line, authority), _medium(page, line)) if part]
    return ", ".join(parts)


def _speaker(page: Page, line: Line, authority: str) -> str:
    if not speaks(line):
        return ""
    tokens = page.tokens
    for cue in line.cues("spokesperson"):
        for mention in line.authorities:
            if 0 <= cue.first - mention.last <= _ARTICLE:
                return tokens.surface(_with_article(page, line, mention.first), cue.last)
            said = any(cue.last < voice.first < mention.first for voice in line.cues("voice"))
            if 0 <= mention.first - cue.last <= _REACH and not said:
                return tokens.surface(_with_article(page, line, cue.first), mention.last)
    own = next((m for m in line.authorities if m.key == authority), None)
    return tokens.surface(own.first, own.last) if own is not None else ""


def _with_article(page: Page, line: Line, first: int) -> int:
    before = first - 1
    little = before >= line.sentence.first and len(page.tokens.words[before]) <= 4
    return before if little and page.tokens.words[before] in page.words.words("authority", "indefinite") else first


def _medium(page: Page, line: Line) -> str:
    cited = media_cited(page, line)
    if cited is None:
        return ""
    cue = max((mark for mark in line.cues("according") if mark.last < cited), key=lambda mark: mark.first)
    return page.tokens.surface(cue.first, cited)
