"""The topics of the manual in the language spoken, and the search in them. Must not contain Qt.

A topic is a Markdown file `resources/help/<language>/<topic>.md`; its first line is its title. Names in braces stand
for what the window itself says, so that the manual cannot differ from it: `{do:add}` the words of a command,
`{key:add}` its key, `{place:inbox}` a place, `{say:Apply}` any other text of the catalogues.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dealwatch.language import LANGUAGES, _, spoken
from dealwatch.ui.help.contents import GROUPS, TOPICS

NAME = re.compile(r"\{(do|key|place|say):([^{}]+)\}")
_MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*`#|]")
_AROUND = 70  # characters of a hit's surroundings

Names = Mapping[str, Callable[[str], str]]
"""What stands for `{kind:name}`, by kind."""


@dataclass(frozen=True, slots=True)
class Topic:
    """`text` is Markdown without the title's line."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A topic that holds every word searched for. `snippet` is the place of the first; empty where it is the title."""

    topic: Topic
    snippet: str


def read_topics(language: str) -> dict[str, str]:
    """The topics as they are written, by name; the English one where a language lacks it."""
    return {name: _file(name, language) for name in TOPICS}


@lru_cache(maxsize=128)
def _file(name: str, language: str) -> str:
    folder = files("dealwatch.resources") / "help"
    place = folder / language / f"{name}.md"
    if language not in LANGUAGES or not place.is_file():
        place = folder / "en" / f"{name}.md"
    return place.read_text("utf-8")


class Library:
    """All topics with the names of the window filled in. `tables` are put where a topic says `{table}`."""

    def __init__(self, names: Names, tables: Mapping[str, str] | None = None) -> None:
        tables = tables or {}
        self.topics: dict[str, Topic] = {}
        for name, raw in read_topics(spoken()).items():
            text = raw.replace("{table}", tables.get(name, ""))
            said = NAME.sub(lambda found: names[found[1]](found[2]), text)
            title, _line, rest = said.partition("\n")
            self.topics[name] = Topic(name, title.removeprefix("# ").strip(), rest.strip())

    def groups(self) -> list[tuple[str, list[Topic]]]:
        return [(_(title), [self.topics[name] for name in names]) for title, names in GROUPS]

    def search(self, words: str) -> list[Found]:
        """The topics in which every word occurs, accents and case set aside: those with it in the title first."""
        wanted = fold(words).split()
        hits: list[tuple[int, Found]] = []
        for topic in self.topics.values():
            plain = _MARKS.sub(lambda found: found[1] or "", topic.text)
            title, text = fold(topic.title), fold(plain)
            if wanted and all(word in title or word in text for word in wanted):
                in_title = sum(word in title for word in wanted)
                hits.append((-in_title, Found(topic, _snippet(plain, text, wanted))))
        return [found for _rank, found in sorted(hits, key=lambda hit: hit[0])]


def fold(text: str) -> str:
    """Lower case without accents, of the same length, so that places stay places."""
    return "".join(unicodedata.normalize("NFD", char)[0].lower()[:1] or char for char in text)


def _snippet(plain: str, folded: str, wanted: Sequence[str]) -> str:
    at = min((place for word in wanted if (place := folded.find(word)) >= 0), default=-1)
    if at < 0:
        return ""
    start = max(plain.rfind(" ", 0, max(at - _AROUND // 2, 0)) + 1, 0)
    end = plain.find(" ", at + _AROUND)
    return " ".join(plain[start : end if end > 0 else len(plain)].split())
