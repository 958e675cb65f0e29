"""What was stored or raised about a source's trouble, in the language spoken: its sentences are known again.

Troubles are kept in English, as the command line says them. Must not contain: the sentences (`troubles`), which are
raised where a source is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dealwatch.language import _
from dealwatch.sources.troubles import SITES, Hint, Trouble, capital

_FIELD = re.compile(r"\\\{(\w+)\\\}")


def shown_trouble(text: str) -> str:
    """A first line, a hint, or both and the technical detail behind them; what is none of ours stays as it is."""
    for trouble, pattern in _TROUBLES:
        if found := pattern.match(text):
            said = _(trouble).format(**{name: _field(name, value) for name, value in found.groupdict().items()})
            said = said if trouble.startswith("{file}") else capital(said)
            return f"{said}{_hint(text[found.end() :])}"
    return _hint(text)


def _hint(rest: str) -> str:
    text = rest.lstrip(" ")
    for hint in sorted(Hint, key=len, reverse=True):
        if text.startswith(hint):
            return f"{rest[: len(rest) - len(text)]}{_(hint)}{text[len(hint) :]}"
    return rest


def _field(name: str, value: str) -> str:
    """A site or a source by its name in the language spoken; a host and a file as they are."""
    if name == "title":
        return _(value)
    return _site(value[:1].lower() + value[1:], value) if name == "site" else value


def _site(named: str, as_told: str) -> str:
    own = _(named)
    if own != named:
        return own
    for words, pattern in _SITES:
        if found := pattern.fullmatch(named):
            return _(words).format(**found.groupdict())
    return as_told


def _patterns(sentences: Iterable[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each sentence and what finds it, those with the most words of their own first: the others may fit them too."""
    longest = sorted(sentences, key=lambda words: len(re.sub(r"\{\w+\}", "", words)), reverse=True)
    return tuple((words, re.compile(_FIELD.sub(r"(?P<\1>.+?)", re.escape(words)) + r"(?= |$)")) for words in longest)


_TROUBLES = _patterns(Trouble)
_SITES = _patterns(SITES.values())
