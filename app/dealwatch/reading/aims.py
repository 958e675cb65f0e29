"""Whether a step is only asked about or aimed at: "may they merge?", "examines whether", "in order to win approval".

Cues come from the language's file. What was decided, and how firmly, is the business of `scope`.
"""

from __future__ import annotations

from collections.abc import Collection

from dealwatch.model.status import Badge
from dealwatch.reading.lexicon import BADGES, Mark
from dealwatch.reading.matcher import Match
from dealwatch.reading.page import Line, Page
from dealwatch.reading.tokens import Break

_QUESTION_REACH = 14
"""Words between "whether" and what is doubted."""

_AIM_REACH = 1
"""Words between "in order to" and its verb, where the language's cue does not hold the verb itself."""

_OF_DOUBT = frozenset({Badge.OBJECTIONS, Badge.IN_DEPTH, Badge.REFERRED, Badge.REMEDIES})
"""Steps of which a clause of "whether" tells that they are open."""

_DECIDED = frozenset({Badge.CLEARED, Badge.CLEARED_CONDITIONS, Badge.PROHIBITED, Badge.NOT_REVIEWABLE})
"""The same within one clause: after a comma the decision may follow. Of other steps the cues of `scope` decide."""


def asked(page: Page, line: Line, match: Match[Mark]) -> bool:
    """Whether the part of the sentence in which the step stands is a question."""
    end = line.sentence.end
    if page.text[end - 1] not in "?" and page.text[max(0, end - 2) : end] not in ("?»", "?“", "?”", '?"'):
        return False
    return _joined(page, match.last, line.sentence.last - 1)


def wondered(page: Page, line: Line, match: Match[Mark]) -> bool:
    """Whether the authority still asks itself whether it is so: "to establish if the deal could harm competition"."""
    step = BADGES[match.payload.name]
    if step not in _OF_DOUBT and step not in _DECIDED:
        return False
    parting = (Break.STRONG,) if step in _OF_DOUBT else (Break.STRONG, Break.COMMA)
    return any(
        0 < match.first - mark.last <= _QUESTION_REACH and _joined(page, mark.last, match.first, parting)
        for mark in line.cues("question")
    )


def aimed(line: Line, match: Match[Mark]) -> bool:
    """Whether the phrase is what somebody wants to reach by something else: "offers remedies to win approval"."""
    return any(
        mark.first < match.first <= mark.last + _AIM_REACH and not set(mark.at) <= set(match.at)
        for mark in line.cues("aim")
    )


def _joined(page: Page, left: int, right: int, parting: Collection[Break] = (Break.STRONG,)) -> bool:
    return all(page.tokens.breaks[i] not in parting for i in range(left + 1, right + 1))
