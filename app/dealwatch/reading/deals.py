"""Which deals a text is about: tracked ones by their parties, others by the way two names stand around a deal word."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, pairwise

from dealwatch.model.deal import DealKind
from dealwatch.model.proposal import TrackedDeal
from dealwatch.reading.aliases import Firm
from dealwatch.reading.lexicon import NAME, Kind
from dealwatch.reading.lists import listed_pairs
from dealwatch.reading.matcher import Match
from dealwatch.reading.page import Line, Page
from dealwatch.reading.runs import Name
from dealwatch.reading.tokens import Break

_EXPLICIT = 3.0  # a pattern says so: "acquisition of B by A"
_ADJACENT = 3.0  # "A/B", "A-B"
_TOGETHER = 0.5  # both in a sentence about a deal
_ASTRIDE = 0.6  # both, one on either side of the deal word
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_DIGITS = 4
_BOTH = 2
_OWN_REACH = 3  # words between "its" and "acquisition"
_LEAD = 3  # sentences of a text's beginning, where what it is about stands
_MOST_IN_SENTENCE = 6  # in a longer list of names nothing tells which belong together
MOST_DEALS = 25
"""More deals than any article is about: what else a hostile text names is not looked at."""

_ENOUGH = 0.7
_KNOWN = 0.3  # what each firm known by name adds to a pair's weight
_FAINT = 0.3  # share of the best pair's weight below which a pair of unknown firms is noise


@dataclass(frozen=True)
class Deal:
    """A deal found in a text, the acquirer first where that is known. `tracked` indexes the tracked deals."""

    parties: tuple[Firm, ...]
    weight: float
    known: bool = False  # whether every party is known by name, or the text lists the deal among others
    kind: DealKind = DealKind.OTHER
    tracked: int | None = None

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(firm.key for firm in self.parties)

    def told_by(self, firms: frozenset[str]) -> bool:
        """Whether these firms name the deal: two of its parties, or the only one."""
        return len(self.keys & firms) >= min(_BOTH, len(self.keys))


class _Pairs:
    """Weights of pairs of firms; the order in which a pair was first seen is kept."""

    def __init__(self) -> None:
        self.weights: defaultdict[frozenset[str], float] = defaultdict(float)
        self.order: dict[frozenset[str], tuple[Firm, ...]] = {}
        self.explicit: set[frozenset[str]] = set()
        self.listed: set[frozenset[str]] = set()  # each a deal of its own in a list of deals
        self.joined: set[frozenset[str]] = set()  # told only by a stroke or hyphen between two names
        self.old = False  # whether the sentence being read tells of an earlier year
        self.alone: set[frozenset[str]] = set()  # the only two firms of a sentence that tells a step in a deal

    def add(self, firms: Sequence[Firm], weight: float, *, explicit: bool) -> None:
        keys = frozenset(firm.key for firm in firms)
        if len(keys) != len(firms) or self.old:
            return
        self.weights[keys] += weight
        if explicit and keys not in self.explicit:
            self.explicit.add(keys)
            self.order[keys] = tuple(firms)
        self.order.setdefault(keys, tuple(firms))


def find(page: Page, tracked: Sequence[TrackedDeal]) -> list[Deal]:
    """The deals of a text, the most prominent first."""
    pairs, singles = _Pairs(), _Pairs()
    for line in page.lines:
        emphasis = 1.5 if line.sentence.title or line.depth < _LEAD else 1.0
        _read_line(page, line, pairs, singles, emphasis)
    known = {name.firm.key for line in page.lines for name in line.names if name.known}
    deals = _tracked(page, tracked)
    deals += _told(page, pairs, known, [deal.keys for deal in deals])
    if not deals:
        deals = _singles(page, singles, known)
    return sorted(deals, key=lambda deal: -deal.weight) or _without_deal_words(page)


def _told(page: Page, pairs: _Pairs, known: set[str], covered: Sequence[frozenset[str]]) -> list[Deal]:
    """Deals between two named firms. A pair that shares a firm with a better one needs to be of known firms."""

    def weight(keys: frozenset[str]) -> float:
        return pairs.weights[keys] * (1 + _KNOWN * len(keys & known))

    ranked = sorted(pairs.weights, key=lambda keys: -weight(keys))  # of equals the one seen first
    chosen = [keys for keys in ranked if keys in pairs.explicit]
    taken = list(covered)
    told: list[Deal] = []
    chosen += [keys for keys in ranked if keys in pairs.alone and not any(keys & other for other in chosen)]
    if not chosen and not covered:
        lead = {key for line in page.lines if line.depth < _LEAD for key in line.firms}
        chosen = [keys for keys in ranked if weight(keys) >= _ENOUGH and keys & lead][:1]
    for keys in chosen[: 4 * MOST_DEALS]:
        if len(told) == MOST_DEALS or any(keys <= other or other <= keys for other in taken):
            continue
        rival = any(keys & other for other in taken) and not (keys <= known or keys in pairs.listed)
        rival = rival or (keys in pairs.joined and any(keys & other for other in covered))  # "Norvik/Norvik Steel"
        faint = bool(told) and weight(keys) < _FAINT * told[0].weight and not keys <= known
        if not rival and (not faint or keys in pairs.alone):
            taken.append(keys)
            sure = keys <= known or keys in pairs.listed
            told.append(Deal(pairs.order[keys], weight(keys), sure, _kind(page, keys)))
    return told


def _singles(page: Page, singles: _Pairs, known: set[str]) -> list[Deal]:
    """Deals of which only one firm stands at the deal word; a firm that the text keeps naming is taken as the other."""
    found: list[Deal] = []
    counted = Counter(name.firm.key for line in page.lines for name in line.names)
    firms = {name.firm.key: name.firm for line in page.lines for name in line.names}
    lead = {name.firm.key for line in page.lines if line.depth < _LEAD for name in line.names}
    for keys in sorted(singles.weights, key=lambda keys: -singles.weights[keys])[:1]:
        beside = [
            line.firms - keys
            for line in page.lines
            if line.depth < _LEAD and len(line.firms) == _BOTH and keys & line.firms
        ]
        others = [key for key in firms if key not in keys and key in known and (counted[key] > 1 or key in lead)]
        others = others or sorted(next(iter(beside), ())) or (sorted(lead - keys) if len(lead - keys) == 1 else [])
        partner = max(others, key=lambda key: counted[key], default=None)
        parties = (*singles.order[keys], *([firms[partner]] if partner else []))
        found.append(Deal(parties, singles.weights[keys] / 2, keys <= known, _kind(page, keys)))
    return found


def _without_deal_words(page: Page) -> list[Deal]:
    """A text about competition that never says "merger" (an appeal, a conduct case): its most prominent firms."""
    kinds = {mark.payload.kind for line in page.lines for mark in line.marks}
    if kinds.isdisjoint((Kind.COMPETITION, Kind.DEAL)):
        return []
    lead = [line for line in page.lines if line.depth < _LEAD]
    firms = {name.firm.key: name.firm for line in lead for name in line.names}
    counted = Counter(name.firm.key for line in lead for name in line.names)
    known = {name.firm.key for line in lead for name in line.names if name.known}
    # nothing else that the text could be about
    alone = len(firms) == 2 or (len(firms) == 1 and Kind.COMPETITION in kinds)
    prominent = sorted((k for k in firms if alone or k in known or counted[k] > 1), key=lambda key: -counted[key])[:2]
    if not prominent:
        return []
    together = any(set(prominent) <= line.firms for line in lead)
    chosen = prominent if together else prominent[:1]
    return [Deal(tuple(firms[key] for key in chosen), _TOGETHER)]


def _read_line(page: Page, line: Line, pairs: _Pairs, singles: _Pairs, emphasis: float) -> None:
    names = line.names
    if not names:
        return
    pairs.old = singles.old = _of_earlier_year(page, line)
    listed = listed_pairs(page, line)
    for left, right in listed:
        pairs.listed.add(frozenset((left.firm.key, right.firm.key)))
        pairs.add((left.firm, right.firm), _EXPLICIT * emphasis, explicit=True)
    if listed:
        return
    units, spots = _units(page, line)
    told_here: set[frozenset[str]] = set()  # however many patterns tell a pair, the sentence tells it once
    for match in _tightest(page.words.pairs.find(units), spots):
        firms = [spots[i].firm for i in match.at if i in spots]
        if len(firms) > 1 and _agent_between(page, units, [i for i in match.at if i in spots]):
            firms.reverse()  # "the takeover of Talmera by Norvik"
        owner = None if match.payload else _owner(page, line, units, match)
        if owner is not None and owner.key != firms[0].key:
            pairs.add((owner, firms[0]), _EXPLICIT * emphasis, explicit=True)
        target = pairs if match.payload else singles
        target.joined.discard(frozenset(firm.key for firm in firms))
        keys = frozenset(firm.key for firm in firms)
        target.add(firms, 0.0 if keys in told_here else _EXPLICIT * emphasis, explicit=True)
        told_here.add(keys)
    if len(line.firms) < _BOTH:
        return
    tells = line.tells_deal
    if line.sentence.title and len(_distinct(names)) == 2 and not _listed_apart(page, line):
        pairs.add(_distinct(names), _EXPLICIT, explicit=True)
    for left, right in pairwise(names):
        between = page.text[page.tokens.ends[left.last] : page.tokens.starts[right.first]]
        joined = between.strip() in ("/", "-", "–", "‑", "—", "+", "&") and len(between) <= 3
        if joined and (tells or line.sentence.title or between.strip() in ("/", "-", "‑")):
            keys = frozenset((left.firm.key, right.firm.key))
            pairs.joined.update((keys,) if keys not in pairs.explicit else ())
            pairs.add((left.firm, right.firm), _ADJACENT * emphasis, explicit=True)
    told = tells and (line.steps or any(m.key and not m.place for m in line.authorities))
    for part in _parts(page, line):
        firms = _distinct(name for name in names if name.first in part)
        acts = any(step.first in part and step.payload.strong for step in line.steps)
        if len(firms) == _BOTH and (acts or told):
            pairs.alone.add(frozenset(firm.key for firm in firms))
            pairs.add(firms, 0.0, explicit=False)
    if tells:
        at = [mark.first for mark in line.marks if mark.payload.kind is Kind.DEAL]
        first = {name.firm.key: name for name in reversed(names)}
        for one, other in combinations(_distinct(names)[:_MOST_IN_SENTENCE], 2):
            astride = any(first[one.key].last < i < first[other.key].first for i in at)
            pairs.add((one, other), (_ASTRIDE if astride else _TOGETHER) * emphasis, explicit=False)


def _owner(page: Page, line: Line, units: Sequence[str], match: Match[bool]) -> Firm | None:
    """Whose acquisition it is where a sentence names one firm: "Norvik waits. The CMA has cleared its bid for Talmera".

    The firm named first in the nearest of the sentences before.
    """
    before = units[max(0, match.first - _OWN_REACH) : match.first]
    if len(line.firms) >= _BOTH or page.words.words("deal", "own").isdisjoint(before):
        return None
    earlier = page.lines[max(0, line.sentence.index - _BOTH) : line.sentence.index]
    return next((other.names[0].firm for other in reversed(earlier) if other.names), None)


def _of_earlier_year(page: Page, line: Line) -> bool:
    """Whether a sentence of the body tells a deal of some year ("was formed by the 2017 merger of ..."), no step."""
    if line.sentence.title or line.depth < 1 or any(m.key for m in line.authorities):
        return False
    words, first, last = page.tokens.words, line.sentence.first, line.sentence.last
    years = [int(word) for word in words[first:last] if len(word) == _DIGITS and _YEAR.fullmatch(word)]
    return any(page.published is None or year < page.published.year for year in years)


def _parts(page: Page, line: Line) -> list[range]:
    """The sentence as a whole, and its parts between semicolons where it has several."""
    first, last = line.sentence.first, line.sentence.last
    if ";" not in page.text[page.tokens.ends[first] : page.tokens.starts[last - 1]]:
        return [range(first, last)]
    cuts = [i for i in range(first + 1, last) if ";" in page.tokens.between(i - 1)]
    bounds = [first, *cuts, last]
    return [range(first, last), *(range(a, b) for a, b in pairwise(bounds))]


def _listed_apart(page: Page, line: Line) -> bool:
    """Whether a comma or semicolon parts the names of a headline: "CMA clears Norvik, asks Talmera for more"."""
    first, last = line.names[0].last, line.names[-1].first
    comma = any(page.tokens.breaks[i] is Break.COMMA for i in range(first + 1, last + 1))
    return comma or ";" in page.text[page.tokens.ends[first] : page.tokens.starts[last]]


def _agent_between(page: Page, units: Sequence[str], spots: Sequence[int]) -> bool:
    """Whether the word that names who acts ("by") stands between two parties."""
    agents = page.words.words("deal", "agents")
    return any(unit in agents for unit in units[spots[0] + 1 : spots[-1]])


def _tightest(matches: Iterable[Match[bool]], spots: Mapping[int, Name]) -> Iterator[Match[bool]]:
    """Of the pairs that hang on the same word ("acquisition") only those that stand as closely as the closest."""
    closest: dict[int, int] = {}
    for match in sorted(matches, key=lambda match: (not match.payload, match.last - match.first)):
        words = [i for i in match.at if i not in spots]
        if all(closest.setdefault(i, match.last - match.first) >= match.last - match.first for i in words):
            yield match


def _distinct(names: Iterable[Name]) -> list[Firm]:
    return list({name.firm.key: name.firm for name in names}.values())


def _units(page: Page, line: Line) -> tuple[list[str], dict[int, Name]]:
    """The sentence's words with every name as one word, and which unit is which name."""
    units: list[str] = []
    spots: dict[int, Name] = {}
    words, i = page.tokens.words, line.sentence.first
    for name in line.names:
        units.extend(words[i : name.first])
        spots[len(units)] = name
        units.append(NAME)
        i = name.last + 1
    units.extend(words[i : line.sentence.last])
    return units, spots


def _tracked(page: Page, tracked: Sequence[TrackedDeal]) -> list[Deal]:
    """Tracked deals of which two parties are named (or the only one, together with a deal word)."""
    mentioned = Counter(name.firm.key for line in page.lines for name in line.names)
    present: defaultdict[int, dict[str, Firm]] = defaultdict(dict)
    for line in page.lines:
        for name in line.names:
            for index in name.firm.deals:
                present[index].setdefault(name.firm.key, name.firm)
    tells = any(line.tells_deal for line in page.lines)
    found: list[Deal] = []
    for index, firms in sorted(present.items()):
        needed = min(2, len(tracked[index].parties))
        if len(firms) >= needed and (needed == 2 or tells):
            weight = _EXPLICIT * min(mentioned[key] for key in firms)
            found.append(Deal(tuple(firms.values()), weight, True, tracked=index))
    once: dict[frozenset[str], Deal] = {}  # the same firms may be tracked twice
    for deal in sorted(found, key=lambda deal: -deal.weight):
        once.setdefault(deal.keys, deal)
    return [replace(deal, kind=_kind(page, deal.keys)) for deal in list(once.values())[:MOST_DEALS]]


def _kind(page: Page, keys: frozenset[str]) -> DealKind:
    """The kind of a deal by the words in the sentences that name its parties, those of the beginning first."""
    for line in page.lines:
        if not keys & line.firms:
            continue
        kinds = Counter(mark.payload.name for mark in line.marks if mark.payload.kind is Kind.DEAL_KIND)
        if kinds:
            return DealKind(min(kinds, key=lambda kind: (-kinds[kind], list(DealKind).index(DealKind(kind)))))
    return DealKind.OTHER
