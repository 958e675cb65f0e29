"""Names of firms in a text: known ones by alias, others by how they are written.

A run of capitalised words is a candidate; places, people, media, authorities and the language's own capitalised words
are held off. Contains no words: they stand in `resources/`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence

from dealwatch.reading.aliases import Aliases, Firm, stem, words_that_are_no_firms
from dealwatch.reading.bystanders import bracketed, law, owner, quoted, shortens, traded
from dealwatch.reading.lexicon import Lexicon, common
from dealwatch.reading.openings import dateline_ends
from dealwatch.reading.runs import Name, Run, firms_of, key_of, resolve, settled, shown
from dealwatch.reading.sentences import Sentence
from dealwatch.reading.tokens import Case, Tokens

_NO_FIRMS = ("places", "peoples", "media", "acronyms")
_HYPHENS = ("-", "‑")
_BLANKS = (" ", "\u00a0", "\u202f")
_PLAIN_GAPS = (" ", *_HYPHENS)
_GAPS = (*_PLAIN_GAPS, "\u00a0", "'", "’", " & ", "&", ". ", "+")
_ADJECTIVES = ("en", "er", "em", "es", "e")  # how German adjectives end before a noun
_TITLE_SHARE = 0.7
_DATELINE = 10  # words in which "BRUSSELS, 3 May (Reuters) -" ends
_LISTED = re.compile(r"\s?:\s?[A-Z0-9.]{1,8}\b")
_CASE_NUMBER = re.compile("[a-z]{1,3}[0-9]{3,}")
_AGENCY_ENDS = re.compile(r"[)\]]?\s*[-–—:.)]\s*\Z")
_MOST_PARTICLES = 2
MOST_IN_SENTENCE = 30


def shouting(tokens: Tokens, sentence: Sentence, language: str) -> bool:
    """Whether a sentence is written in capitals or Like a Headline, so that capitals tell nothing.

    Only English writes so; elsewhere a headline of many names is simply that, and German gives every noun a capital.
    """
    long_words = [
        tokens.cases[i] for i in range(sentence.first, sentence.last) if tokens.ends[i] - tokens.starts[i] > 3
    ]
    capital = sum(case is not Case.LOWER for case in long_words)
    loud = sum(case is Case.UPPER for case in long_words)
    ended = tokens.text[sentence.end - 1 : sentence.end] in (".", "!", "?", "”", '"')
    if ended and not sentence.title:
        return 1 < loud == len(long_words)
    headline = language == "en" and len(long_words) > 2 and capital >= _TITLE_SHARE * len(long_words)
    return headline or 1 < loud == len(long_words)


class _Finder:
    def __init__(self, tokens: Tokens, words: Lexicon, aliases: Aliases) -> None:
        self.tokens = tokens
        self.words = words
        self.aliases = aliases
        self.others = words_that_are_no_firms()
        self._heads = tuple(words.words("names", "heads"))
        self.people: set[str] = set()
        self.taken: frozenset[int] = frozenset()  # words of the sentence that belong to authorities
        self.longer: set[int] = set()  # words at which a known name begins that goes on over others
        self.countries: frozenset[str] = frozenset()
        self.traded: frozenset[str] = frozenset()  # newspapers and agencies of which a deal is told
        self.short: dict[str, Firm | str] = {}  # short forms told in brackets: their key, the firm or its key

    def scan(self, sentence: Sentence, taken: frozenset[int]) -> tuple[list[Name], list[Run]]:
        """The known names and the candidate runs of one sentence, `taken` words (authorities) left out."""
        tokens, known, runs = self.tokens, [], []
        self.taken = taken
        upcoming, firsts = self._after_dateline(sentence), self.aliases.first_words
        words, cases = tokens.words, tokens.cases
        told: tuple[Sequence[int], Firm | str] | None = None  # the name last met
        for i in [i for i in range(upcoming, sentence.last) if cases[i] is not Case.LOWER or words[i] in firsts]:
            if i < upcoming or i in taken:
                continue
            if self._exchange(i):
                upcoming = i + 2  # "(NYSE: TLM)"
                continue
            hit = self.aliases.at(tokens, i, sentence.last, self.words)
            if hit is not None and not self._common_word(i, hit, sentence):
                last, firm = hit
                last_word = self._continue(last, sentence.last, taken)
                if firm is not None and not owner(tokens, i, self.words):
                    known.append(Name(i, last_word, firm, True))
                    told = range(i, last_word + 1), firm
                    if not self._same(last + 1, last_word, sentence):
                        self.longer.add(i)
                upcoming = last_word + 1
                continue
            run = self._run(i, sentence, taken)
            if run is not None:
                upcoming = run.last + 1
                if run.key and not self._shortened(run, told, taken):
                    if self._beside_the_story(run, sentence):
                        run = run._replace(certain=False)
                    runs.append(run)
                    told = range(i, run.last + 1), run.key
        if runs and shouting(tokens, sentence, self.words.language):
            runs = [run._replace(certain=False) for run in runs]
        return known, runs

    def _beside_the_story(self, run: Run, sentence: Sentence) -> bool:
        """Whether a run is a party only where the text says so elsewhere: a source, a first name, an owner."""
        tokens, first = self.tokens, run.first
        given = run.key in self.others["given"]
        aside = quoted(tokens, first, sentence.first, self.words) or owner(tokens, first, self.words)
        return given or aside or bracketed(tokens, first, run.last)

    def _common_word(self, i: int, hit: tuple[int, Firm | None], sentence: Sentence) -> bool:
        """Whether a firm's name is an everyday word that has its capital from its place: "Three firms are ..."."""
        last, firm = hit
        return firm is not None and last == i and self.tokens.words[i] in self.words.stop and self._begins(i, sentence)

    def _shortened(self, run: Run, told: tuple[Sequence[int], Firm | str] | None, taken: frozenset[int]) -> bool:
        """Whether a run is a short form in brackets, of a firm (which is noted) or of an authority."""
        if not bracketed(self.tokens, run.first, run.last):
            return False
        if run.first - 1 in taken:
            self.people.add(run.key)
            return True
        if told is None or not shortens(self.tokens, range(run.first, run.last + 1), told[0]):
            return False
        self.short[run.key] = told[1]
        return True

    def _exchange(self, i: int) -> bool:
        """Whether a stock exchange and a firm's sign there stand at word `i`: "(NYSE: TLM)", "(ASX:QAN)"."""
        tokens = self.tokens
        if tokens.cases[i] is not Case.UPPER or _LISTED.match(tokens.text, tokens.ends[i]) is None:
            return False
        return (
            tokens.text[tokens.starts[i] - 1 : tokens.starts[i]] in ("(", "[")
            or tokens.words[i] in self.others["acronyms"]
        )

    def _same(self, first: int, last: int, sentence: Sentence) -> bool:
        """Whether a known name followed by these words is still that firm: by places and legal forms, or a headline."""
        words = self.tokens.words[first : last + 1]
        little = (self.others["places"], self.others["peoples"], common("legal_forms"))
        said = all(any(word in kind for kind in little) for word in words)
        return said or shouting(self.tokens, sentence, self.words.language)

    def _after_dateline(self, sentence: Sentence) -> int:
        """The first word after "BRUSSELS, 3 May (Reuters) -"; the sentence's first where it has none."""
        words, media = self.tokens.words, self.others["media"]
        if not sentence.title and self.tokens.text[max(0, sentence.start - 1) : sentence.start] in ("", "\n"):
            begin = dateline_ends(self.tokens.text, sentence.start, sentence.end)
            if begin > sentence.start:
                return bisect_left(self.tokens.starts, begin, sentence.first, sentence.last)
        stop = min(sentence.first + _DATELINE, sentence.last - 1)
        if media.isdisjoint(words[sentence.first : stop]):
            return sentence.first
        for i in range(sentence.first, stop):
            if words[i] in media and _AGENCY_ENDS.match(self.tokens.between(i)):
                return i + 1
        return sentence.first

    def _continue(self, last: int, stop: int, taken: frozenset[int]) -> int:
        """A known name goes on over capitalised words: "Mistral Large", "Vodafone Portugal" are still that firm."""
        i = last
        while i + 1 < stop and i + 1 not in taken and self.tokens.between(i) == " " and self._capital(i + 1):
            word = self.tokens.words[i + 1]
            if word in self.words.stop or self.aliases.at(self.tokens, i + 1, stop, self.words):
                break
            if self.words.language == "de" and word not in self.others["places"]:
                break
            i += 1
        return i

    def _capital(self, i: int) -> bool:
        return self.tokens.cases[i] in (Case.INITIAL, Case.UPPER, Case.MIXED)

    def _nameable(self, i: int, *, inside: bool = False) -> bool:
        word, case = self.tokens.words[i], self.tokens.cases[i]
        if not self._capital(i) or word in common("roman") or word in self.countries:
            return False
        if word in self.words.stop and not (inside and word in self.others["parts"]):
            return False
        if self.words.language != "de" or case is not Case.INITIAL or not self._german_noun(word):
            return True
        head = i + 1 < len(self.tokens) and word.endswith(self._heads)
        return head and self.tokens.between(i) == " " and self._capital(i + 1)  # "Brauhaus Nord"

    def _german_noun(self, word: str) -> bool:
        """Every noun has a capital: what ends like one, or is a word by which steps and deals are told, is no name."""
        ending = word.endswith(tuple(self.words.data["names"]["noun_endings"].split()))
        return len(word) < 3 or ending or self.words.knows(word)

    def _german_noun_place(self, i: int, sentence: Sentence) -> bool:
        """ "Der Sparte", "60 Filialen", "neuen Aktien" and "Norvik-Sparte" are nouns, "von Wieland" is a name."""
        before, case = self.tokens.words[i - 1], self.tokens.cases[i - 1]
        if i + 1 < sentence.last and self.tokens.between(i) in _HYPHENS and self._german_noun(self.tokens.words[i + 1]):
            return False  # "die Norvik-Gruppe"
        described = case is Case.LOWER and before.endswith(_ADJECTIVES) and before not in common("german_little")
        return (
            described
            or case is Case.NUMBER
            or before in common("german_articles")
            or self.tokens.between(i - 1) in _HYPHENS
        )

    def _run(self, i: int, sentence: Sentence, taken: frozenset[int]) -> Run | None:
        """The candidate that begins at word `i`; its key is empty where it turns out to be no firm."""
        tokens, last, hyphens = self.tokens, i, []
        if not (self._nameable(i) or self._bank_of(i, sentence.last)):
            return None
        while last + 1 < sentence.last and last + 1 not in taken:
            gap, upcoming = tokens.between(last), last + 1
            if self.aliases.at(tokens, upcoming, sentence.last, self.words) is not None and gap in _PLAIN_GAPS:
                if gap == " ":
                    return Run(i, last, "", False)  # "Roomba iRobot": what stands right before a firm describes it
                break
            joined = self._joined(last, sentence.last)
            if joined == last or joined in taken:
                break
            if gap in _HYPHENS:
                hyphens.append(upcoming)
            last = joined
        words = tokens.words[i : last + 1]
        if self._no_firm(i, words):
            return Run(i, last, "", False)
        opens = i == sentence.first
        odd = any(case in (Case.UPPER, Case.MIXED) for case in tokens.cases[i : last + 1])
        certain = odd or last > i or not self._begins(i, sentence)
        return Run(i, last, key_of(words), certain, tuple(hyphens), opens)

    def _bank_of(self, i: int, stop: int) -> bool:
        """ "Bank of Talmera": a common word that begins a name."""
        of = self.tokens.words[i] in self.others["parts"] and self.tokens.words[i + 1 : i + 2] == ["of"]
        return of and self._capital(i) and i + 2 < stop and self._nameable(i + 2)

    def _joined(self, last: int, stop: int) -> int:
        """The last word of a run once what follows word `last` has joined it: `last` itself where nothing does."""
        tokens, gap, upcoming = self.tokens, self.tokens.between(last), last + 1
        if gap in (".", ":") and tokens.cases[upcoming] is not Case.NUMBER:
            return upcoming  # Booking.com, Run:ai
        if gap not in _GAPS or (gap in ("'", "’") and tokens.words[upcoming] == "s"):
            return last
        if gap in _HYPHENS and self.words.language == "de" and tokens.cases[upcoming] is Case.INITIAL:
            return last  # "Aurubis-Sparte"
        if self._nameable(upcoming, inside=True):
            return upcoming
        if tokens.cases[upcoming] is Case.NUMBER and gap in _PLAIN_GAPS and len(tokens.words[upcoming]) < 3:
            return upcoming  # "Subsea 7"
        if gap == " " and self._bank_of(last, stop):
            return upcoming + 1
        return self._over_particles(last, stop)

    def _over_particles(self, last: int, stop: int) -> int:
        """ "Vasco da Gama", "Kasteel van der Meer": little words that belong to a name once it goes on after them."""
        particles, i = self.words.words("names", "particles"), last + 1
        while i < min(stop - 1, last + 1 + _MOST_PARTICLES) and self.tokens.words[i] in particles:
            if self.tokens.cases[i] is not Case.LOWER or self.tokens.between(i - 1) != " ":
                break
            i += 1
        apart = i == last + 1 or self.tokens.between(i - 1) != " " or not self._nameable(i)
        return last if apart or self.aliases.at(self.tokens, i, stop, self.words) is not None else i

    def _begins(self, i: int, sentence: Sentence) -> bool:
        """Whether word `i` has its capital from its place: first in a sentence, a quotation or after a colon."""
        tokens = self.tokens
        if self.words.language == "de" and i > sentence.first and tokens.cases[i] is Case.INITIAL:
            return self._german_noun_place(i, sentence)
        if tokens.words[i + 1 : i + 2] and tokens.words[i + 1] in self.words.words("names", "singular"):
            return False  # "Norvik has": a common noun would have its article
        if i + 1 < sentence.last and tokens.between(i).strip() == "/" and self._capital(i + 1):
            return False  # "Norvik/Talmera: ..."
        if tokens.words[i + 1 : i + 2] == ["s"] and tokens.between(i) in ("'", "’"):
            return False  # "Norvik's bid"
        joined = i + 2 < sentence.last and tokens.words[i + 1] in self.words.words("authority", "and")
        if joined and self._nameable(i + 2):
            return False  # "Norvik and Talmera"
        opened = i == sentence.first or tokens.text[tokens.starts[i] - 1] in "\"“«„'("
        return opened or tokens.between(i - 1).rstrip().endswith(":")

    def _no_firm(self, i: int, words: Sequence[str]) -> bool:
        """Places, peoples, media and people are no firms; the people are remembered by their family names."""
        others = self.others
        if all(any(word in others[kind] for kind in _NO_FIRMS) and word not in self.traded for word in words):
            return True
        if law(self.tokens, i + len(words) - 1, self.words):
            return True
        if len(words) == 1 and (words[0] in others["parts"] or _CASE_NUMBER.fullmatch(words[0]) or self._unit(i)):
            return True
        if all(self.words.knows(word) for word in words):
            return True  # "Second Request", "Statement of Objections"
        if self._seat(i, i + len(words) - 1):
            return True
        if self._ticker(i, i + len(words) - 1):
            return True
        before = self.tokens.words[i - 1] if i else ""
        if len(words) == 1 and words[0] in others["given"] and i + 1 in self.taken:
            return True  # "Margrethe Vestager": the family name is an authority's
        person = (words[0] in others["given"] and 1 < len(words) < 4) or before in self.words.words("names", "titles")
        if person and not common("legal_forms").intersection(words):
            self.people.add(words[-1])
            return True
        return len(words) == 1 and words[0] in self.people

    def _unit(self, i: int) -> bool:
        """Whether capitals after a number are what is counted, or a number has a letter: "43 MMDH", "43A", "3D"."""
        tokens = self.tokens
        if tokens.words[i][:1].isdigit():
            return True
        counted = i > 0 and tokens.cases[i - 1] is Case.NUMBER and tokens.between(i - 1) in _BLANKS
        return counted and tokens.cases[i] is Case.UPPER

    def _seat(self, first: int, last: int) -> bool:
        """Whether a firm has its seat there: "based in Zorbia", "Zorbia-based"."""
        words, seats = self.tokens.words, common("seats")
        after = last + 1 < len(words) and words[last + 1] in seats and self.tokens.between(last) in _HYPHENS
        return after or (first > 1 and words[first - 2] in seats)

    def _ticker(self, first: int, last: int) -> bool:
        """A single letter, a stock exchange code in angle brackets or a number of a case is no name."""
        text, start, end = self.tokens.text, self.tokens.starts[first], self.tokens.ends[last]
        if end - start < 2 or (text[end : end + 1] == "." and text[end + 1 : end + 2].isdigit()):
            return True
        bracketed = text[start - 1 : start] == "<" and text[end : end + 1] == ">"
        return bracketed and self.tokens.cases[first] is Case.UPPER and end - start < 8


def find(
    tokens: Tokens,
    sentences: Sequence[Sentence],
    taken: Mapping[int, frozenset[int]],
    words: Lexicon,
    aliases: Aliases,
    countries: frozenset[str],
    deal_words: frozenset[int] = frozenset(),
) -> list[list[Name]]:
    """The firms of every sentence, in order.

    `taken` gives, by sentence, words that belong to authorities; `countries` the text's words for countries;
    `deal_words` the places of words for a deal.
    """
    finder = _Finder(tokens, words, aliases)
    finder.countries = countries
    titled = sentences[0].last if sentences and sentences[0].title else 0
    finder.traded = traded(tokens, finder.others["media"], deal_words, titled)
    scanned = [finder.scan(sentence, taken.get(sentence.index, frozenset())) for sentence in sentences]
    bare = {name.firm.key for known, _ in scanned for name in known if name.first not in finder.longer}
    scanned = [([_or_longer(name, finder, bare) for name in known], found) for known, found in scanned]
    sure = {stem(run.key, words.language) for _, found in scanned for run in found if run.certain and not run.opens}
    runs = [settled(found, sure, tokens, words.language) for _, found in scanned]
    firms = firms_of([run for here in runs for run in here], tokens, words.language, finder.people)
    for short, long in finder.short.items():
        firm = firms.get(long) if isinstance(long, str) else long
        firms.update({short: firm} if firm is not None else {})
    result: list[list[Name]] = []
    for (known, _), found in zip(scanned, runs, strict=True):
        names = list(known)
        for run in found:
            names.extend(resolve(run, tokens, firms, words.language))
        result.append(sorted(names, key=lambda name: name.first)[:MOST_IN_SENTENCE])
    return result


def _or_longer(name: Name, finder: _Finder, bare: Container[str]) -> Name:
    """A known name, or the firm of a longer one: "Norvik Digital" where the text has no Norvik without "Digital"."""
    if name.first not in finder.longer or name.firm.key in bare:
        return name
    tokens = finder.tokens
    key = key_of(tokens.words[name.first : name.last + 1])
    return Name(name.first, name.last, Firm(key, shown(tokens.surface(name.first, name.last))), False)
