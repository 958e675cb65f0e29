"""What the documents of an antitrust case say about where it stands. Pure.

In a merger case a proposed judgment is a settlement awaiting comments and the court (15 U.S.C. 16(b)-(h)): remedies;
an entered one that was proposed before is a clearance with conditions. A judgment without a proposal was fought out,
and the list does not tell for whom: decided, no outcome. Must not contain: the kinds of document (`doj_documents`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dealwatch.model.status import Outcome, Overlay, Stage
from dealwatch.sources.doj_documents import Kind
from dealwatch.sources.printed import level

MERGER = "civil merger"
TYPES = frozenset({MERGER, "civil non merger", "criminal"})

_CONSENT = frozenset({Kind.PROPOSED_JUDGMENT, Kind.IMPACT_STATEMENT, Kind.COMMENTS_ANSWERED})


@dataclass(frozen=True, slots=True)
class Axis:
    """A value of a status axis and the place (from 0, newest first) of the document that proves it."""

    name: str
    value: str
    proof: int


def is_merger(case_type: str) -> bool:
    """Whether the printed case type is that of a merger case."""
    return level(case_type).casefold() == MERGER


def known_type(case_type: str) -> bool:
    """Whether the printed case type is one that has been mapped; none at all is usual for a fresh case."""
    return not case_type or level(case_type).casefold() in TYPES


def axes(case_type: str, kinds: Sequence[Kind]) -> Iterator[Axis]:
    """The axes that the documents (their kinds, newest first) state; nothing where no document tells anything."""
    ended = _first(kinds, {Kind.JUDGMENT, Kind.DISMISSAL, Kind.NO_PROSECUTION})
    settled = _first(kinds, {Kind.PROPOSED_JUDGMENT})
    settled = _first(kinds, {Kind.IMPACT_STATEMENT}) if settled is None else settled
    begun = _first(kinds, {Kind.COMPLAINT, Kind.CHARGE})
    if Kind.JUDGMENT in kinds:
        ended = kinds.index(Kind.JUDGMENT)  # later papers modify it, they do not undo it
    elif ended is not None and settled is not None and settled < ended:
        ended = None  # one party left, the others settled
    if ended is not None:
        yield Axis("stage", Stage.DECISION, ended)
        if is_merger(case_type) and kinds[ended] is Kind.JUDGMENT and not _CONSENT.isdisjoint(kinds):
            yield Axis("outcome", Outcome.CLEARED_CONDITIONS, ended)
    elif settled is not None:
        yield Axis("stage", Stage.REMEDIES, settled)
    elif begun is not None:
        yield Axis("stage", Stage.OBJECTIONS, begun)
        yield Axis("overlay", Overlay.COURT_LITIGATION, begun)


def _first(kinds: Sequence[Kind], wanted: set[Kind]) -> int | None:
    """The place of the newest document of one of the kinds."""
    return next((place for place, kind in enumerate(kinds) if kind in wanted), None)
