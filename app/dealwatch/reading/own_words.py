"""The user's own words: phrases, names of firms and of authorities, from files in a folder of theirs.

`<language>.toml` has the form of `resources/phrases/`: sections `[steps.<badge>]` with `strong` and `weak` patterns.
`aliases.toml` has `[firms]` and `[authorities]`: a name, and the names by which texts call it. A file or an entry that
cannot be used is named with its line and left out; everything else works. Nothing is written here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dealwatch.language import _
from dealwatch.model.proposal import TrackedDeal
from dealwatch.model.status import Badge
from dealwatch.reading.lexicon import LANGUAGES, UserPhrase, check
from dealwatch.reading.matcher import Matcher
from dealwatch.reading.patterns import PatternError
from dealwatch.reading.reader import Reader

FOLDER = "phrases"
"""The folder's name within the data folder."""

ALIASES = "aliases.toml"
_LARGEST = 1_000_000
_WHERE = re.compile(r"\(at line (\d+), column \d+\)")
_STRENGTHS = {"strong": True, "weak": False}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What could not be used: the file, its line (0 where the file as a whole is meant), and what is wrong there."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        if not self.line:
            return f"{self.file}: {self.what}"
        return _("{file}, line {line}: {what}").format(file=self.file, line=self.line, what=self.what)


@dataclass(frozen=True)
class OwnWords:
    """All of the user's words that can be used, and what could not be."""

    phrases: tuple[UserPhrase, ...] = ()
    firms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    authorities: Mapping[str, Sequence[str]] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()

    def reader(self, tracked: Sequence[TrackedDeal] = ()) -> Reader:
        """A reader that knows them."""
        return Reader(tracked, aliases=self.firms, authorities=self.authorities, phrases=self.phrases)


def read_folder(folder: Path) -> OwnWords:
    """The words in `*.toml` of a folder, in order of the files' names; none where there is no such folder."""
    phrases: list[UserPhrase] = []
    names: dict[str, dict[str, Sequence[str]]] = {"firms": {}, "authorities": {}}
    troubles: list[Trouble] = []
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        found: Iterator[UserPhrase | Trouble | tuple[str, str, Sequence[str]]]
        text, data = _load(path, troubles)
        found = _names(path.name, text, data) if path.name == ALIASES else _phrases(path, text, data)
        for item in found:
            if isinstance(item, Trouble):
                troubles.append(item)
            elif isinstance(item, UserPhrase):
                phrases.append(item)
            else:
                names[item[0]][item[1]] = item[2]
    return OwnWords(tuple(phrases), names["firms"], names["authorities"], tuple(troubles))


def _load(path: Path, troubles: list[Trouble]) -> tuple[str, Mapping[str, Any]]:
    """The file's text and what it says; empty where it cannot be read, with the reason among the troubles."""
    try:
        if path.stat().st_size > _LARGEST:
            troubles.append(Trouble(path.name, 0, _("The file is larger than any list of words.")))
            return "", {}
        text = path.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except OSError as error:
        troubles.append(Trouble(path.name, 0, _("The file cannot be read ({why}).").format(why=error.strerror)))
    except UnicodeDecodeError:
        troubles.append(Trouble(path.name, 0, _("The file is not UTF-8 text.")))
    except tomllib.TOMLDecodeError as error:
        where = _WHERE.search(str(error))
        what = _WHERE.sub("", str(error)).strip()
        troubles.append(
            Trouble(path.name, int(where[1]) if where else 0, _("This is not TOML: {why}.").format(why=what))
        )
    return "", {}


def _phrases(path: Path, text: str, data: Mapping[str, Any]) -> Iterator[UserPhrase | Trouble]:
    if data and path.stem not in LANGUAGES:
        yield Trouble(
            path.name,
            0,
            _("A file of phrases is named after its language: {languages}.").format(languages=", ".join(LANGUAGES)),
        )
        return
    steps = data.get("steps", {})
    for section, lists in steps.items() if isinstance(steps, dict) else ():
        line = _line_of(text, f"steps.{section}")
        if not isinstance(lists, dict) or lists.get("badge", section) not in set(Badge):
            yield Trouble(path.name, line, _("There is no step “{name}”.").format(name=section))
            continue
        step = Badge(str(lists.get("badge", section)))
        for key, strong in _STRENGTHS.items():
            for phrase in _texts(lists.get(key, ())):
                yield _checked(path, text, UserPhrase(path.stem, step, phrase, strong))
    for section in data:
        if section != "steps":
            yield Trouble(
                path.name,
                _line_of(text, section),
                _("“{name}” is no section of your own phrases.").format(name=section),
            )


def _checked(path: Path, text: str, phrase: UserPhrase) -> UserPhrase | Trouble:
    try:
        check(phrase)
    except PatternError as error:
        return _unreadable(path.name, text, phrase.phrase, error)
    return phrase


def _unreadable(file: str, text: str, pattern: str, error: PatternError) -> Trouble:
    return Trouble(file, _line_of(text, pattern), _("This pattern cannot be read ({why}).").format(why=error))


def _names(file: str, text: str, data: Mapping[str, Any]) -> Iterator[Trouble | tuple[str, str, Sequence[str]]]:
    for section, entries in data.items():
        if section not in ("firms", "authorities") or not isinstance(entries, dict):
            yield Trouble(file, _line_of(text, section), _("“{name}” is no section of aliases.").format(name=section))
            continue
        for name, aliases in entries.items():
            given = _texts(aliases)
            try:
                Matcher((alias, None) for alias in (given if section == "authorities" else ()))
            except PatternError as error:
                yield _unreadable(file, text, next(alias for alias in given if alias in str(error)), error)
                continue
            if given or aliases == []:
                yield section, name, given
            else:
                yield Trouble(
                    file, _line_of(text, name), _("The names of “{name}” are not a list of texts.").format(name=name)
                )


def _texts(value: object) -> tuple[str, ...]:
    """The texts of a list; none where it is no list of texts."""
    texts = tuple(value) if isinstance(value, (list, tuple)) else ()
    return tuple(str(item) for item in texts) if all(isinstance(item, str) for item in texts) else ()


def _line_of(text: str, words: str) -> int:
    """The first line that has these words, 0 where none has."""
    return next((number for number, line in enumerate(text.splitlines(), 1) if words in line), 0)
