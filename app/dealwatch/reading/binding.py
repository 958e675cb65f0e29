"""Whose step a phrase tells, and in which deal: the nearest authority and parties, else those spoken of before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from dealwatch.model.status import Badge
from dealwatch.reading.authorities import COMMISSION, OTHER_BODY, Mention, commissions
from dealwatch.reading.deals import Deal
from dealwatch.reading.lexicon import BADGES, Mark
from dealwatch.reading.matcher import Match
from dealwatch.reading.namesakes import meant
from dealwatch.reading.page import Line, Page
from dealwatch.reading.scope import SOFT
from dealwatch.reading.tokens import Break

_REVIEWERS = frozenset({"TDLC", "Australian Competition Tribunal"})
"""Tribunals that decide on a deal anew: an appeal to them is told of the authority whose decision it is against."""

COURTS = frozenset({"EU courts", "CAT", "Canada Competition Tribunal", "Canada Federal Court of Appeal"}) | _REVIEWERS
_COURT_STEPS = frozenset({Badge.UNDER_APPEAL, Badge.IN_COURT})
_RULINGS = frozenset({Badge.CLEARED, Badge.CLEARED_CONDITIONS, Badge.PROHIBITED})
_RULING_REACH = 4
"""Words within which a court is the subject of "authorises"."""

_AMERICAN = "US regulators"
_AMERICAN_BODIES = ("FTC", "DOJ")
"""Bodies of which one is meant by "the American authority" where a text names only that one."""

_OTHER_CLAUSE = 8
_FAR = 10_000
_NAMED_SOON = 4
"""Sentences after which a deal is named that a text's beginning calls "the deal"."""

_HEADING_WORDS = 3
"""Words beside the names in a heading that only says of which deal the next sentence tells."""

_PRONOUN_REACH = 12
"""Words within which "it" is the subject of a verb."""


class Tie(IntEnum):
    """How firmly a step is tied to its authority or deal."""

    NONE = 0
    TEXT = 1  # the text as a whole
    BEFORE = 2  # the sentences before
    SENTENCE = 3  # named in the sentence (one of the parties)
    FULL = 4  # both parties named in the sentence; the authority named beside the words


class Bound(NamedTuple):
    """An authority or a deal with how firmly it is tied."""

    key: str
    tie: Tie


class Discourse:
    """What a text has been speaking of when it comes to a sentence."""

    def __init__(self, page: Page, deals: Sequence[Deal]) -> None:
        self._page = page
        self._deals = deals
        self._resolved: list[list[tuple[Mention, str]]] = []
        self._before: list[str] = []
        speechless = COURTS | {OTHER_BODY}
        everybody = [m for line in page.lines for m in line.authorities if m.key and m.key not in speechless]
        present = [m for m in everybody if not m.place] or everybody
        named = Counter(m.key for m in present)
        first = next((m.key for m in present), "")
        best = max(named.values(), default=0)
        self.main_authority = first if named.get(first, 0) * 2 >= best else max(named, key=lambda key: named[key])
        self._has_commission = COMMISSION in named
        bodies = [key for key in _AMERICAN_BODIES if key in named]
        self._american = bodies[0] if len(bodies) == 1 else ""
        self._meant = meant(page)
        last = ""
        for line in page.lines:
            self._before.append(last)
            here = [(m, self._resolve(m, last)) for m in line.authorities if not m.place]
            self._resolved.append(here)
            keys = [key for _, key in here if key and key not in COURTS]
            last = keys[-1] if keys else last
        shared = Counter(key for deal in deals for key in deal.keys)
        self._in_line = [self._named_in(line, shared) for line in page.lines]
        self._parties = frozenset(shared)
        self._focus = self._follow_deals()
        self._first_named = dict.fromkeys(range(len(deals)), _FAR)
        for index in reversed(range(len(self._in_line))):
            self._first_named.update(dict.fromkeys(self._in_line[index], index))

    def _resolve(self, mention: Mention, last: str) -> str:
        if mention.key:
            if mention.key == _AMERICAN and self._american:
                return self._american
            return self._meant.get(mention.key, mention.key)
        if mention.commission:
            if self._has_commission:
                return COMMISSION
            return next((key for key in (last, self.main_authority) if key in commissions()), COMMISSION)
        return last or self.main_authority

    def _follow_deals(self) -> list[int]:
        """For every sentence the deal last spoken of before it (the most prominent at first)."""
        focus, current = [], 0
        for here in self._in_line:
            focus.append(current)
            if len(here) == 1:
                current = here[0]
        return focus

    def _named_in(self, line: Line, shared: Mapping[str, int]) -> list[int]:
        """The deals that a sentence names by both parties, else by a party that is theirs alone."""
        if not line.names:
            return []
        present = line.firms
        full = [i for i, deal in enumerate(self._deals) if len(deal.keys) > 1 and deal.told_by(present)]
        if full:
            return full
        return [
            i for i, deal in enumerate(self._deals) if any(key in present and shared[key] == 1 for key in deal.keys)
        ]

    def authorities(self, line: Line, match: Match[Mark]) -> list[Bound]:
        """The authorities whose step a phrase tells, one as a rule; several where the sentence lists them.

        None where the step is another body's.
        """
        return [bound for bound in self._bound(line, match) if bound.key != OTHER_BODY]

    def _bound(self, line: Line, match: Match[Mark]) -> list[Bound]:
        step = BADGES[match.payload.name]
        everybody = [(mention, key) for mention, key in self._resolved[line.sentence.index] if key]
        if step in _RULINGS or step is Badge.UNDER_APPEAL:
            near = [key for mention, key in everybody if 0 < match.first - mention.last <= _RULING_REACH]
            if near and near[-1] in COURTS:
                return [Bound(near[-1], Tie.FULL)]
        heard = COURTS - _REVIEWERS if step is Badge.UNDER_APPEAL else COURTS if step in _COURT_STEPS else frozenset()
        here = [(mention, key) for mention, key in everybody if key not in COURTS or key in heard]
        courts = [(mention, key) for mention, key in here if key in COURTS]
        if step is Badge.UNDER_APPEAL:
            here = courts or here
            if not courts and self._court_after(line):
                return [Bound(self._court_after(line), Tie.SENTENCE)]
        else:
            here = [pair for pair in here if pair not in courts]
        if step is Badge.REFERRED:  # who sends a case away stands before the verb, who gets it after
            here = [pair for pair in here if pair[0].last < match.first] or here
        if here:
            nearest = min(here, key=lambda pair: self._distance(pair[0], match))
            listed = [key for mention, key in here if self._listed_with(here, mention, nearest[0])]
            if len(listed) > 1 and step is not Badge.WITHDRAWN:  # who gives up does so once
                return [Bound(key, Tie.FULL) for key in dict.fromkeys(listed)]
            if nearest[0].pronoun:
                far = match.first - nearest[0].last > _PRONOUN_REACH
                return [] if far and step in SOFT else [Bound(nearest[1], Tie.BEFORE)]
            return [Bound(nearest[1], Tie.SENTENCE if nearest[0].weak else Tie.FULL)]
        if step in SOFT:  # without a subject that is an authority anybody may be "watching closely"
            return []
        before = self._before[line.sentence.index]
        if step in _RULINGS and line.sentence.index and not everybody:
            opening = [key for mention, key in self._resolved[line.sentence.index - 1] if key][:1]
            if opening and opening[0] in _REVIEWERS:
                return [Bound(opening[0], Tie.BEFORE)]  # "The tribunal upheld the appeal. The purchase is allowed."
        if before and not line.sentence.title:
            return [Bound(before, Tie.BEFORE)]
        return [Bound(self.main_authority, Tie.TEXT)] if self.main_authority else []

    def _court_after(self, line: Line) -> str:
        """The court that the next sentence names: "takes note of the judgment. The Court of Justice held ..."."""
        following = self._resolved[line.sentence.index + 1 : line.sentence.index + 2]
        return next((key for here in following for _, key in here if key in COURTS), "")

    def _distance(self, mention: Mention, match: Match[Mark]) -> tuple[float, int]:
        """Subjects stand before their verbs: what stands after, beyond a clause or by habit counts as farther."""
        if mention.last < match.first:
            between, penalty = range(mention.last + 1, match.first + 1), 0.0
        elif mention.first > match.last:
            between, penalty = range(match.last + 1, mention.first + 1), 3.0
        else:
            return 0.0, mention.first
        strong = sum(self._page.tokens.breaks[i] is Break.STRONG for i in between)
        return len(between) + penalty + 8.0 * strong + 3.0 * mention.weak, mention.first

    def _listed_with(self, here: Sequence[tuple[Mention, str]], mention: Mention, other: Mention) -> bool:
        """Whether two mentions stand in one list: "in the US, the EU and the UK"."""
        if mention == other:
            return True
        if mention.weak or other.weak:
            return False
        left, right = sorted((mention, other), key=lambda m: m.first)
        members = [m for m, _ in here if left.last < m.first and m.last < right.first]
        inside = {i for m in members for i in range(m.first, m.last + 1)}
        little = self._page.words.words("authority", "little")
        rest = [i for i in range(left.last + 1, right.first) if i not in inside]
        return all(self._page.tokens.words[i] in little for i in rest) and len(rest) <= 4 * (1 + len(members))

    def deals(self, line: Line, match: Match[Mark], alone: bool) -> list[tuple[int, Tie]]:
        """The deals (by index) that a phrase speaks of. `alone` tells that the sentence has no other step."""
        here = self._in_line[line.sentence.index]
        present = line.firms
        if here:
            told = present | self._spoken_of(line) if len(here) == 1 else present
            tie = Tie.FULL if self._deals[here[0]].told_by(told) else Tie.SENTENCE
            if len(here) == 1 or alone:
                return [(i, tie) for i in here]
            nearest = min(here, key=lambda i: (self._deal_distance(line, match, i), i))
            return [(nearest, tie)]
        headed = self._headed(line)
        if headed is not None:
            return [(headed, Tie.FULL)]
        if not self._deals or len(present - self._parties) > 1:
            return []  # a sentence about two other firms
        focus = self._focus[line.sentence.index]
        if self._first_named[focus] > line.sentence.index + _NAMED_SOON:
            return []  # a text that comes to this deal only much later did not speak of it yet
        if present & self._deals[focus].keys:
            return [(focus, Tie.SENTENCE)]
        main = [i for i, deal in enumerate(self._deals) if present & deal.keys]
        if main:
            return [(main[0], Tie.SENTENCE)]
        return [(focus, Tie.BEFORE if line.sentence.index else Tie.TEXT)]

    def _spoken_of(self, line: Line) -> frozenset[str]:
        """The firms of the sentence before in the same paragraph: "Norvik waits. Its takeover by Talmera ..."."""
        before = self._page.lines[max(0, line.sentence.index - 1)]
        return before.firms if before.sentence.line == line.sentence.line else frozenset()

    def _headed(self, line: Line) -> int | None:
        """The deal that the line before names where that is a mere heading of this one: "Norvik / Talmera. ..."."""
        before = line.sentence.index - 1
        if before < 0 or line.names or self._page.lines[before].sentence.title:
            return None
        heading, named = self._page.lines[before], self._in_line[before]
        words = heading.sentence.last - heading.sentence.first
        told = heading.steps or words - sum(n.last - n.first + 1 for n in heading.names) > _HEADING_WORDS
        full = len(named) == 1 and self._deals[named[0]].told_by(heading.firms)
        return named[0] if full and not told and heading.sentence.line == line.sentence.line else None

    def _deal_distance(self, line: Line, match: Match[Mark], index: int) -> int:
        """Words between a phrase and the nearest party; after "and has blocked" what stands before is farther."""
        keys = self._deals[index].keys
        conjunctions = self._page.words.words("authority", "and")
        parted = _OTHER_CLAUSE * (self._page.tokens.words[max(match.first - 1, line.sentence.first)] in conjunctions)
        return min(
            (
                abs(name.first - match.last) if name.first > match.first else match.first - name.last + parted
                for name in line.names
                if name.firm.key in keys
            ),
            default=_FAR,
        )
