"""The first live answer of a source that nobody has confirmed: believed whole or not at all. Pure.

What an unconfirmed source looks like was reported, not seen. Once one answer has been read without doubt, the usual
care is enough. Must not contain: the reading itself, rules of one source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dealwatch.model.facts import PARTY, TITLE, CaseFacts
from dealwatch.model.source import Parsed, SourceInfo, SourceProblem, SourceState
from dealwatch.sources.troubles import Hint, Trouble, told

DOUBTFUL_SHARE = 0.25
"""With more doubtful records than this the page is another one than was described."""


def first_answer(parsed: Parsed, info: SourceInfo) -> Parsed:
    """The answer with its cases read to the end. SourceProblem (layout changed) where too much of it is doubtful."""
    cases = tuple(parsed.cases)
    of_cases = {warning for facts in cases for warning in facts.warnings}  # words kept as printed: a case like others
    unread = [warning for warning in parsed.warnings if warning not in of_cases]
    doubts = [*unread, *_nameless(cases)]
    total = len(cases) + len(parsed.items) + len(unread)
    if total and len(doubts) > total * DOUBTFUL_SHARE:
        raise SourceProblem(
            SourceState.LAYOUT_CHANGED,
            told(Trouble.FIRST_ANSWER_STRANGE, title=info.title),
            Hint.NOTHING_TAKEN,
            detail=f"{len(doubts)} of {total} records are doubtful, first {doubts[0]}",
        )
    return replace(parsed, cases=cases)


def _nameless(cases: tuple[CaseFacts, ...]) -> Iterator[str]:
    """Cases of which nothing says what they are about."""
    for facts in cases:
        if not any(fact.namespace in (TITLE, PARTY) and fact.value.strip() for fact in facts.facts):
            yield f"{facts.number}: neither a title nor a party"
