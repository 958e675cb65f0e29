"""What is new in the watched elements of a page, or in its main text, against what was there before. Pure.

A change of words is a change; order, spaces, typography, capitals, markup and addresses are none. What is remembered
is plain data for the source's notes. Must not contain: HTML, selectors, words for people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from dealwatch.model.dates import instant_text
from dealwatch.model.facts import FeedItem
from dealwatch.sources.feed_entry import digest
from dealwatch.sources.page_select import Match
from dealwatch.sources.printed import level

VALUES, LAST, SEEN, LEARNT = "values", "last", "seen", "learnt"
_TITLE = 300
_SUMMARY = 20_000
_MOST_SEEN = 5_000
_FEW = 20
"""With more elements than this it is a list: what stands in another's place has nothing to do with it."""

_MOST_LEARNT = 12
"""An element that has said more than this is no status: what it says next is not held against what it said."""
_STATUS = 80
"""Characters of the longest words that can be one value of a set."""
_SURE = 2
"""From so many different words on it is known what an element says."""

_ENOUGH = 5
_LITTLE = 0.3


class Replaced(Exception):
    """Nearly nothing of the text that stood there is left: more likely another page than news."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is new, and the notes to keep for the next look."""

    items: tuple[FeedItem, ...]
    memory: Mapping[str, Any]


def element_changes(matches: Sequence[Match], memory: Mapping[str, Any], at: datetime, locator: str) -> Found:
    """Changes of chosen elements; the same words twice on a page count once.

    Of a few elements, what stands in the place of something that is no longer there is a change of it, told also if it
    goes back to earlier words. Anything else that is new is an entry of a list: told once, however often it goes and
    comes again. What is merely gone from a list is not told.

    An element that had few different words so far has a set of values; words outside it are told verbatim, with the
    set beside them: a status nobody has met, or another page.
    """
    values = _distinct(matches)
    learnt: dict[str, str] = dict(memory.get(LEARNT, {}))
    notes: dict[str, Any] = {
        VALUES: [[each, _short(match.text)] for each, match in values.items()],
        LEARNT: {**learnt, **{each: _short(match.text) for each, match in values.items()}},
    }
    if len(notes[LEARNT]) > _MOST_LEARNT:
        notes[LEARNT] = dict(list(notes[LEARNT].items())[: _MOST_LEARNT + 1])
    known: list[tuple[str, str]] | None = memory.get(VALUES)
    if known is None:
        return Found(tuple(_item(each, match, locator) for each, match in values.items()), notes)
    before: dict[str, str] = dict(known)
    places = _places([each for each, _ in known], list(values))
    items = []
    for each, match in values.items():
        if each in places:
            item = _item(each, match, locator, at, before[places[each]])
            items.append(replace(item, summary=item.summary or _unmet(each, learnt)))
        elif each not in before:
            items.append(_item(each, match, locator))
    return Found(tuple(items), notes)


def _unmet(each: str, learnt: Mapping[str, str]) -> str:
    """What is to be said of words that are none of a known set; empty for those that are, and without a set."""
    few = _SURE <= len(learnt) <= _MOST_LEARNT and all(len(words) <= _STATUS for words in learnt.values())
    if each in learnt or not few:
        return ""
    return f"These words never stood here before. So far: {'; '.join(learnt.values())}."


def _distinct(matches: Sequence[Match]) -> dict[str, Match]:
    """Every match once, by its mark. Equal words that lead to different places are as many entries of a list."""
    found: dict[str, Match] = {}
    places: dict[str, set[str]] = {}
    for match in matches:
        words = mark(match.text)
        seen = places.setdefault(words, set())
        if match.link not in seen:
            seen.add(match.link)
            found[words if len(seen) == 1 else f"{words}#{len(seen)}"] = match
    return found


def _places(known: Sequence[str], values: Sequence[str]) -> dict[str, str]:
    """What is new → what stood in its place and is gone, as far as places mean something."""
    found: dict[str, str] = {}
    if max(len(known), len(values)) > _FEW:
        return found
    before, now = set(known), set(values)
    for what, start, end, first, last in SequenceMatcher(None, known, values, autojunk=False).get_opcodes():
        if what == "replace":
            gone = [each for each in known[start:end] if each not in now]
            new = [each for each in values[first:last] if each not in before]
            found |= dict(zip(new, gone, strict=False))
    return found


def text_changes(blocks: Sequence[str], memory: Mapping[str, Any], at: datetime, title: str) -> Found:
    """Changes of a page's text as a whole: one item for all blocks that were never there before.

    At first sight the one item is the page. Raises `Replaced` where nearly all blocks were exchanged at once.
    """
    now = list(dict.fromkeys(mark(block) for block in blocks))
    last: list[str] | None = memory.get(LAST)
    seen = list(dict.fromkeys([*memory.get(SEEN, ()), *now]))[-_MOST_SEEN:]
    notes = {LAST: now, SEEN: seen}
    if last is None:
        return Found((_text_item([title or blocks[0]], at),), notes)
    if len(last) >= _ENOUGH and len(set(last) & set(now)) < _LITTLE * len(last):
        raise Replaced
    old = {*memory.get(SEEN, ()), *last}
    new = [block for block in blocks if mark(block) not in old]
    return Found((_text_item(new, at),) if new else (), notes)


def mark(text: str) -> str:
    """Stands for the words of a text: the same for other spaces, dashes, quotation marks and capitals."""
    return digest(re.sub(r"\s", "", level(text).casefold()))


def _item(each: str, match: Match, locator: str, at: datetime | None = None, was: str = "") -> FeedItem:
    """A change in place carries its instant in the key: it may happen again."""
    key = each if at is None else f"{each}@{instant_text(at)}"
    return FeedItem(
        key=key,
        title=_short(match.text),
        link="" if at is not None else match.link,
        summary=match.text[:_SUMMARY] if len(match.text) > _TITLE else "",
        fingerprint=f":{digest(key)}:",
        locator=locator,
        was=was,
    )


def _text_item(blocks: Sequence[str], at: datetime) -> FeedItem:
    whole = "\n".join(blocks)
    return FeedItem(
        key=f"{digest(whole)}@{instant_text(at)}",
        title=_short(blocks[0]),
        summary=whole[:_SUMMARY] if whole != _short(blocks[0]) else "",
        locator="main text",
    )


def _short(text: str) -> str:
    if len(text) <= _TITLE:
        return text
    cut = text[:_TITLE]
    return f"{cut.rpartition(' ')[0] or cut} …"
