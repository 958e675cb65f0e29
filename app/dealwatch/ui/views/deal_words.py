"""The words of a deal's header: which badge leads, and the one line of facts. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dealwatch.language import _, n_
from dealwatch.ui.words import authority_name, kind_words, partial_text

if TYPE_CHECKING:
    from dealwatch.model.deal import Case
    from dealwatch.model.status import Badge
    from dealwatch.ui.desk import DealPage


def leading_badges(cases: Sequence[Case]) -> tuple[Badge, ...]:
    """The badges of the most advanced open case, else of the one decided last."""
    if not cases:
        return ()
    undecided = [case for case in cases if not case.status.decided]
    if undecided:
        return max(undecided, key=lambda case: case.status.stage.rank).status.badges
    return max(cases, key=_decided_on).status.badges


def _decided_on(case: Case) -> str:
    fact = case.facts.get("outcome")
    return str(fact.occurred_on) if fact is not None and fact.occurred_on is not None else str(case.changed_at or "")


def facts_line(page: DealPage) -> str:
    """`Merger · $20bn · announced 15 Sep 2022 (Thu) · 2 formal cases, 1 without a number`."""
    if page.deal is None:
        case = page.cases[0]
        return " · ".join(part for part in (authority_name(case.authority), case.printed_number) if part)
    parts = [kind_words(page.deal.kind), page.deal.value]
    if page.deal.announced is not None:
        parts.append(_("announced {day}").format(day=partial_text(page.deal.announced)))
    numbered = sum(1 for case in page.cases if case.printed_number)
    bare = len(page.cases) - numbered
    counts = []
    if numbered:
        counts.append(n_("{n} formal case", "{n} formal cases", numbered).format(n=numbered))
    if bare:
        alone = n_("{n} review without a number", "{n} reviews without a number", bare)
        beside = n_("{n} without a number", "{n} without a number", bare)
        counts.append((beside if numbered else alone).format(n=bare))
    parts.append(", ".join(counts) if counts else _("no review known yet"))
    return " · ".join(part for part in parts if part)
