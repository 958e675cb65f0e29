"""A text with everything that is marked in it: sentences, phrases, authorities, firms. Draws no conclusions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dealwatch.model.dates import PartialDate
from dealwatch.model.status import Badge
from dealwatch.reading import names as firm_names
from dealwatch.reading.aliases import Aliases
from dealwatch.reading.authorities import Authorities, Mention
from dealwatch.reading.lexicon import Kind, Lexicon, Mark
from dealwatch.reading.matcher import Match, Matcher, longest
from dealwatch.reading.places import without_places
from dealwatch.reading.runs import Name
from dealwatch.reading.sentences import Sentence, split
from dealwatch.reading.tokens import Tokens, tokenize

_CAPTION = re.compile(
    r"\((?:foto|photo|bild|image|immagine|imagem|imagen|beeld|zdj|fot\b|cr[eé]dit|file photo)", re.IGNORECASE
)
_FULL_SENTENCE = 6
_SHORT_LINE = 10  # words in which a single word ("Photo") makes a line furniture
_OUTWEIGHED = 10
_LONGEST_TEASER = 30
_OF_DEALS = (Kind.DEAL, Kind.DEAL_KIND)
_NAVIGATION = 3  # dashes or bars in a line that lists other things to read
_MOST_STEPS = 12  # in one sentence
_NOBODY: frozenset[str] = frozenset()


class Cues:
    """The cues of one sentence by name, looked for when first asked: most sentences tell no step, and nobody asks."""

    def __init__(self, words: Sequence[str], offset: int = 0, matcher: Matcher[Mark] | None = None) -> None:
        self._words, self._offset, self._matcher = words, offset, matcher
        self._found: dict[str, list[Match[Mark]]] | None = None

    def __call__(self, name: str) -> Sequence[Match[Mark]]:
        if self._found is None:
            found: dict[str, list[Match[Mark]]] = {}
            for mark in self._matcher.find(self._words, self._offset) if self._matcher is not None else ():
                found.setdefault(mark.payload.name, []).append(mark)
            self._found = found
        return self._found.get(name, ())


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with its marks. `steps` are the step phrases left after the longest match has been chosen.

    `depth` counts the full sentences of the body before it (headings and captions do not count), `tells_deal` says
    whether a word for a deal stands here, `firms` are the keys of the firms named.
    """

    sentence: Sentence
    marks: tuple[Match[Mark], ...]
    steps: tuple[Match[Mark], ...]
    authorities: tuple[Mention, ...]
    names: tuple[Name, ...]
    depth: int
    tells_deal: bool
    firms: frozenset[str]
    cues: Cues


@dataclass(frozen=True, slots=True)
class Page:
    """A whole text, marked."""

    tokens: Tokens
    lines: tuple[Line, ...]
    words: Lexicon
    published: PartialDate | None

    @property
    def months(self) -> frozenset[str]:
        """The language's words for months."""
        return self.words.months

    @property
    def text(self) -> str:
        return self.tokens.text

    def quote(self, line: Line) -> str:
        """The sentence, verbatim."""
        return self.text[line.sentence.start : line.sentence.end]


def annotate(
    text: str,
    title_end: int,
    published: PartialDate | None,
    words: Lexicon,
    aliases: Aliases,
    authorities: Authorities,
) -> Page:
    """Mark a text whose first `title_end` characters are its headline."""
    tokens = tokenize(text)
    sentences = split(tokens, title_end)
    found = [words.matcher.find(tokens.words[s.first : s.last], s.first) for s in sentences]
    mentions = [authorities.find(tokens, s, marks, words) for s, marks in zip(sentences, found, strict=True)]
    taken = {
        s.index: frozenset(i for mention in here if mention.key for i in range(mention.first, mention.last + 1))
        for s, here in zip(sentences, mentions, strict=True)
    }
    countries = frozenset(
        tokens.words[i] for marks in found for mark in marks if mark.payload.kind is Kind.COUNTRY for i in mark.at
    )
    deal_words = frozenset(i for marks in found for mark in marks if mark.payload.kind in _OF_DEALS for i in mark.at)
    names = firm_names.find(tokens, sentences, taken, words, aliases, countries, deal_words)
    names = without_places(tokens, names, deal_words, words, titled=bool(sentences) and sentences[0].title)
    lines, depth, teasers = [], 0, False
    for sentence, marks, here, firms in zip(sentences, found, mentions, names, strict=True):
        cues = Cues(tokens.words[sentence.first : sentence.last], sentence.first, words.cues)
        furniture = _furniture(tokens, sentence, marks)
        teasers = (furniture and text[sentence.end - 1] == ":") or (teasers and _headline(text, sentence))
        if furniture or teasers:
            marks, here, firms, cues = [], [], [], Cues(())
        tells = any(mark.payload.kind is Kind.DEAL for mark in marks)
        keys = frozenset(name.firm.key for name in firms) if firms else _NOBODY
        lines.append(Line(sentence, tuple(marks), _steps(marks), tuple(here), tuple(firms), depth, tells, keys, cues))
        counts = not sentence.title and not furniture and not teasers
        depth += counts and sentence.last - sentence.first >= _FULL_SENTENCE
    return Page(tokens, tuple(lines), words, published)


def _headline(text: str, sentence: Sentence) -> bool:
    """Whether a line below "Read also:" is the headline of another story: it has no full stop."""
    return text[sentence.end - 1] not in '.!?”»"' or sentence.last - sentence.first < _FULL_SENTENCE


def _furniture(tokens: Tokens, sentence: Sentence, marks: Sequence[Match[Mark]]) -> bool:
    """Whether a line is a caption, a teaser of another story or an author's box rather than text."""
    line = tokens.text[sentence.start : sentence.end]
    if not sentence.title and line.count(" — ") + line.count(" | ") >= _NAVIGATION:
        return True
    if sentence.title or sentence.last - sentence.first > _LONGEST_TEASER:
        return False
    if " | " in line and not line.endswith((".", "!", "?")):
        return True
    short = sentence.last - sentence.first <= _SHORT_LINE
    for mark in marks:
        if mark.payload.kind is Kind.FURNITURE and mark.first == sentence.first and (short or len(mark.at) > 1):
            return True
    return "(" in line and _CAPTION.search(line) is not None


def _steps(marks: Sequence[Match[Mark]]) -> tuple[Match[Mark], ...]:
    """Step phrases, the longest of those that overlap; a phrase known to be no step takes its words away."""
    phrases = [mark for mark in marks if mark.payload.kind in (Kind.STEP, Kind.NONE)]
    if not phrases:
        return ()
    chosen = longest(phrases, worth=_worth)
    return tuple(mark for mark in chosen if mark.payload.kind is Kind.STEP)[:_MOST_STEPS]


def _worth(mark: Mark) -> int:
    """Weak words give way to strong ones, and a clearance to a conditional one."""
    if not mark.strong:
        return -_OUTWEIGHED
    return 1 if mark.name == Badge.CLEARED_CONDITIONS else 0
