"""How a step phrase is meant where it stands: denied, imagined, rumoured, past, or said in passing.

Cues come from the language's file; here is only how far each of them reaches.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum

from dealwatch.model.proposal import Modality
from dealwatch.model.status import Badge
from dealwatch.reading.aims import aimed, asked, wondered
from dealwatch.reading.aliases import words_that_are_no_firms
from dealwatch.reading.dates import event_date
from dealwatch.reading.lexicon import BADGES, Mark
from dealwatch.reading.matcher import Match
from dealwatch.reading.page import Line, Page
from dealwatch.reading.tokens import Break

_YEAR = re.compile("(?:19|20)[0-9]{2}")
_NEGATION_REACH = 5
_CLOSE = 2
_MODAL_REACH = 7
_TIME_REACH = 9
_VOICE_REACH = 9
_ASIDE_REACH = 6
_INDIRECT_REACH = 8
_MEDIUM_REACH = 6
_LONGEST_INSERTION = 4
_LONGEST_PAPER = 3  # words after a headline's last colon that may name a paper
_NEWS_DAYS = 21
_CONDITION_REACH = 4
_WITHIN_CLAUSE = frozenset(
    {"negation", "after"}
)  # cues that hold for their clause alone even where they open the sentence
_OPENING = 4  # words in which a sentence's opening adverb or conjunction stands

OUTCOMES = frozenset(
    {
        Badge.CLEARED,
        Badge.CLEARED_CONDITIONS,
        Badge.WAITING_PERIOD_OVER,
        Badge.NOT_REVIEWABLE,
        Badge.PROHIBITED,
        Badge.WITHDRAWN,
        Badge.REFERRED,
        Badge.INFRINGEMENT,
        Badge.COMMITMENTS_BINDING,
        Badge.CLOSED_NO_ACTION,
    }
)
"""Steps that end a review (or send it elsewhere). Of these "will" tells a promise; of others it tells the step."""

SOFT = frozenset({Badge.MONITORING, Badge.JURISDICTION_CHECK})
"""Steps told in everyday words: "is looking at whether"."""

_SPECULATIVE = SOFT | {Badge.OBJECTIONS}
"""Steps that are about what could be."""

_WITH_AIM = frozenset({Badge.IN_COURT, Badge.REMEDIES})
"""Steps that somebody takes in order to reach another."""

_PROMISED = OUTCOMES | {Badge.OBJECTIONS}
"""Steps of which "will" tells that they are still to come."""

_DUE = OUTCOMES | {Badge.PHASE_1}
"""Steps of which "must" or "subject to" tells that they are still to come."""

_CONDITIONAL = frozenset({Badge.CLEARED, Badge.CLEARED_CONDITIONS, Badge.REMEDIES})
"""Steps to which an "if" that follows belongs: it tells the conditions."""


class Past(IntEnum):
    """How clearly a step is told as an earlier one."""

    NO = 0
    DATED = 1  # "last year", "in January"
    ANTERIOR = 2  # "had opened", "previously"


@dataclass(frozen=True, slots=True)
class Meaning:
    """How one step phrase is meant. `lowered` names, in a few words, what speaks against a plain fact."""

    negated: bool
    modality: Modality
    past: Past
    aside: bool
    lowered: tuple[str, ...] = ()


def meaning(page: Page, line: Line, match: Match[Mark]) -> Meaning:
    """Read the cues around a step phrase."""
    lowered: list[str] = []
    step = BADGES[match.payload.name]
    negated = _negated(page, line, match)
    modality, past = Modality.FACT, Past.NO
    cue, filing = _nearest_modal(page, line, match), step is Badge.PHASE_1
    if cue == "hypothetical":
        modality = Modality.HYPOTHETICAL
        lowered.append("hypothetical")
    elif asked(page, line, match) or wondered(page, line, match):
        modality = Modality.HYPOTHETICAL
        lowered.append("a question")
    elif step in OUTCOMES and aimed(line, match):
        modality = Modality.HYPOTHETICAL
        lowered.append("an aim")
    elif cue == "expected" or (cue == "future" and (step in _PROMISED or (filing and _to_be_filed(line, match)))):
        modality = Modality.REPORTED
        lowered.append("only expected")
    elif cue == "needed" and step in _DUE:
        modality = Modality.HYPOTHETICAL
        lowered.append("still needed")
    elif filing and not line.sentence.title and _filed_later(page, line, match):
        modality = Modality.REPORTED
        lowered.append("only expected")
    elif step not in _CONDITIONAL and _reached_over_comma(line, match):
        modality = Modality.HYPOTHETICAL
        lowered.append("conditional")
    elif _hearsay(page, line, match):
        modality = Modality.REPORTED
        lowered.append("hearsay")
    if cue in ("anterior", "after") or _years_ago(page, line, match):
        past = Past.ANTERIOR
        lowered.append("told as an earlier step")
    elif _dated(page, line, match):
        past = Past.DATED
        lowered.append("an earlier date")
    aside = _aside(line, match)
    if aside:
        lowered.append("said in passing")
    return Meaning(negated, modality, past, aside, tuple(lowered))


def _to_be_filed(line: Line, match: Match[Mark]) -> bool:
    """ "The parties will file": of a filing "will" tells a promise, unless an authority is the subject."""
    return not any(mention.first < match.first for mention in line.authorities)


def _filed_later(page: Page, line: Line, match: Match[Mark]) -> bool:
    """ "The filing will be made after the summer": the promise stands after the word."""
    return any(
        _covers(page, line, match, mark, _MODAL_REACH, before=False)
        for cue in ("future", "expected")
        for mark in line.cues(cue)
    )


def _negated(page: Page, line: Line, match: Match[Mark]) -> bool:
    """Whether the step is denied. The "without" of "cleared without conditions" denies the conditions alone."""
    strings = {i for mark in line.cues("unconditional") for i in mark.at}
    return any(
        _covers(page, line, match, mark, _NEGATION_REACH, before=cue == "negation")
        for cue in ("negation", "negation_after")
        for mark in line.cues(cue)
        if strings.isdisjoint(mark.at)
    )


def _dated(page: Page, line: Line, match: Match[Mark]) -> bool:
    """Whether the sentence gives the step an earlier time. A month counts only against the day of publication."""
    for mark in line.cues("history"):
        if page.published is not None and any(page.tokens.words[i] in page.months for i in mark.at):
            continue
        if any(_covers(page, line, match, mark, _TIME_REACH, before=before) for before in (True, False)):
            return True
    return _long_ago(page, line, match)


def _years_ago(page: Page, line: Line, match: Match[Mark]) -> bool:
    """Whether the sentence gives the step an earlier year ("in 2015"): news gives its own step a day, not a year.

    A year that opens the sentence holds for all of it, and for the next one of the paragraph.
    """
    if any(
        mark.first - line.sentence.first < _OPENING
        or any(_covers(page, line, match, mark, _TIME_REACH, before=before) for before in (True, False))
        for mark in _old_years(page, line)
    ):
        return True
    before = page.lines[line.sentence.index - 1] if line.sentence.index else line
    told_on = before.sentence.line == line.sentence.line and not line.cues("today")
    return told_on and any(mark.first - before.sentence.first < _OPENING for mark in _old_years(page, before))


def _old_years(page: Page, line: Line) -> list[Match[Mark]]:
    """The marks of a sentence that name a year before the publication's; any year where that is not known."""
    words = page.tokens.words
    years = [mark for mark in line.cues("history") if _YEAR.fullmatch(words[mark.last])]
    return [mark for mark in years if page.published is None or int(words[mark.last]) < page.published.year]


def _reached_over_comma(line: Line, match: Match[Mark]) -> bool:
    """ "will take up the case, if ...": a condition that follows."""
    return any(0 < mark.first - match.last <= _CONDITION_REACH for mark in line.cues("conditional"))


def _long_ago(page: Page, line: Line, match: Match[Mark]) -> bool:
    """Whether the sentence dates the step some weeks before the publication."""
    if page.published is None:
        return False
    day = event_date(page, line, match)
    return day is not None and (page.published.first - day.last).days > _NEWS_DAYS


def _nearest_modal(page: Page, line: Line, match: Match[Mark]) -> str:
    """Of "could", "will" and "had" before the phrase the one that stands nearest; empty where there is none."""
    nearest, best, step = "", -1, BADGES[match.payload.name]
    for cue in ("hypothetical", "expected", "future", "needed", "anterior", "after"):
        for mark in line.cues(cue):
            if cue == "anterior" and _indirect(line, mark):
                continue
            if set(mark.at) <= set(match.at):
                continue  # the phrase has its own "will"
            inside = match.first < mark.first
            if inside and (cue != "hypothetical" or step in _SPECULATIVE):
                continue  # "blocks the expected deal"; "examines whether", "warns it could": the question is the step
            reach = _CLOSE if step is Badge.OBJECTIONS and cue == "hypothetical" else _MODAL_REACH
            common = set(mark.at) & set(match.at)
            shared = bool(common) and mark.first < min(common)  # "expected to win" of "win approval", "zu untersagen"
            if (shared or match.first < mark.first < match.last) and step in _WITH_AIM:
                continue  # "sues to block", "argued that it should be stopped": the aim is part of the step
            if mark.last > best and (shared or _covers(page, line, match, mark, reach, before=True)):
                nearest, best = cue, mark.last
    return nearest


def _indirect(line: Line, mark: Match[Mark]) -> bool:
    """ "said it had": the tense of reported speech tells nothing of the past."""
    return any(0 < mark.first - voice.last <= _INDIRECT_REACH for voice in line.cues("voice"))


def _covers(page: Page, line: Line, match: Match[Mark], mark: Match[Mark], reach: int, *, before: bool) -> bool:
    """Whether a cue stands close enough before (or after) the phrase, or between its words, in the same clause."""
    if not set(match.at).isdisjoint(mark.at):
        return False
    if match.first < mark.first and mark.last < match.last:
        return True
    if before and mark.first < match.first <= mark.last < match.last:
        return True  # "n'a pas": the cue and the phrase interlock
    if before and mark.last < match.first:
        if mark.payload.name not in _WITHIN_CLAUSE and _opens(page, line, mark):
            return _same_part(page, mark.last, match.first)  # "If ...", "Previously, ...": for the whole sentence
        if mark.payload.name == "negation" and _and_between(page, line, mark.last, match.first):
            return False  # "was not appealed and cleared"
        return match.first - mark.last <= reach and _joined(page, line, mark.last, match.first)
    return not before and match.last < mark.first <= match.last + reach and _joined(page, line, match.last, mark.first)


def _and_between(page: Page, line: Line, left: int, right: int) -> bool:
    """Whether an "and" that joins no two firms stands between two words."""
    conjunctions, firms = page.words.words("authority", "and"), {name.first for name in line.names}
    return any(page.tokens.words[i] in conjunctions and i + 1 not in firms for i in range(left + 1, right))


def _opens(page: Page, line: Line, mark: Match[Mark]) -> bool:
    """Whether a cue opens its sentence, or the part after a short opening: "Under the decree, if ..."."""
    place = mark.first - line.sentence.first
    return place < _OPENING or (place < 2 * _OPENING and page.tokens.breaks[mark.first] is Break.COMMA)


def _joined(page: Page, line: Line, left: int, right: int) -> bool:
    """Whether two words stand in one clause: no comma between ("not, however, cleared" apart), no "and the CMA"."""
    breaks = [i for i in range(left + 1, right + 1) if page.tokens.breaks[i] is not Break.NONE]
    inserted = len(breaks) == 2 and breaks[1] - breaks[0] <= _LONGEST_INSERTION
    if breaks and not inserted:
        return False
    conjunctions = page.words.words("authority", "and")
    firms, ends = {name.first for name in line.names}, {name.last for name in line.names}
    subjects = firms | {mention.first for mention in line.authorities}
    return not any(
        page.tokens.words[i] in conjunctions
        and (i + 1 in subjects or i + 2 in subjects)
        and not (i - 1 in ends and i + 1 in firms)  # "of Norvik and Talmera" is no new clause
        for i in range(left + 1, right)
    )


def speaks(line: Line) -> bool:
    """Whether the sentence lets an authority itself speak: "a Commission spokesperson said"."""
    voices = line.cues("voice")
    return any(
        abs(voice.first - mention.last) <= _VOICE_REACH or abs(mention.first - voice.last) <= _VOICE_REACH
        for voice in voices
        for mention in line.authorities
    )


def _hearsay(page: Page, line: Line, match: Match[Mark]) -> bool:
    """Whether somebody other than the authority tells it: unnamed sources, or a paper that is only cited.

    That an authority asks around is never told but by papers: a paper that is named is enough for it.
    """
    informal = BADGES[match.payload.name] in SOFT
    unnamed = {mark.at for mark in line.cues("anonymous")} if informal and _names_medium(page, line) else set()
    rumours = [mark for cue in ("reported", "rumoured") for mark in line.cues(cue) if mark.at not in unnamed]
    if any(_rumours(page, line, match, mark) for mark in rumours):
        return not speaks(line) or bool(line.cues("anonymous"))
    if line.sentence.title and _put_in_its_mouth(page, line):
        return not informal
    cited = media_cited(page, line)
    return cited is not None and not informal and _same_part(page, cited, match.first) and not speaks(line)


def _names_medium(page: Page, line: Line) -> bool:
    return any(_is_medium(page, i) for i in range(line.sentence.first, line.sentence.last))


def _is_medium(page: Page, i: int) -> bool:
    return page.tokens.words[i] in words_that_are_no_firms()["media"] and bool(page.tokens.cases[i].value)


def _put_in_its_mouth(page: Page, line: Line) -> bool:
    """Whether a headline gives its news to papers by a colon: "Paper: ...", "...: Bloomberg"."""
    first, last = line.sentence.first, line.sentence.last - 1
    papers = page.words.words("names", "papers")
    head = page.tokens.words[first] in papers and last > first and ":" in page.tokens.between(first)
    tail = [i for i in range(max(first, last - _LONGEST_PAPER), last) if ":" in page.tokens.between(i)]
    named = bool(tail) and (page.tokens.words[tail[-1] + 1] in papers or _is_medium(page, tail[-1] + 1))
    return head or named


def _rumours(page: Page, line: Line, match: Match[Mark], mark: Match[Mark]) -> bool:
    """Whether a cue of hearsay speaks of the step: a tense in a later clause ("as it would have ...") does not.

    A mood of hearsay ("aurait", "habría") is one only beside its verb: elsewhere it tells what would follow.
    """
    if mark.payload.name == "rumoured":
        return _covers(page, line, match, mark, _CLOSE, before=True)
    if not _same_part(page, mark.first, match.first):
        return False
    clause = all(page.tokens.breaks[i] is Break.NONE for i in range(match.last + 1, mark.first + 1))
    return mark.first < match.last or clause or bool(line.cues("anonymous"))


def _same_part(page: Page, one: int, other: int) -> bool:
    """Whether no semicolon, colon or bracket parts two words."""
    left, right = sorted((one, other))
    return all(page.tokens.breaks[i] is not Break.STRONG for i in range(left + 1, right + 1))


def beside(page: Page, line: Line, match: Match[Mark], firms: Collection[str]) -> bool:
    """Whether one of these firms is named in the same part of the sentence as the step."""
    return any(name.firm.key in firms and _same_part(page, name.first, match.first) for name in line.names)


def media_cited(page: Page, line: Line) -> int | None:
    """The word that names a medium cited in the sentence: "according to Bloomberg"; None where there is none."""
    for cue in line.cues("according"):
        for i in range(cue.last + 1, min(cue.last + _MEDIUM_REACH, line.sentence.last)):
            if _is_medium(page, i):
                return i
    return None


def _aside(line: Line, match: Match[Mark]) -> bool:
    for mark in line.cues("aside"):
        opening = mark.first - line.sentence.first < 2
        if set(match.at).isdisjoint(mark.at) and (opening or abs(match.first - mark.last) <= _ASIDE_REACH):
            return True
    return False
