"""Where a case of the Commission stands that is no merger: antitrust, state aid, foreign subsidies, digital markets.

Only decisions of known meaning move a case; one of unknown type leaves open what it decided. Pure. Must not contain:
the meanings themselves (`resources/codes/`), facts (`ec_facts`, `ec_other`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from dealwatch.model.facts import DATE, DEADLINE
from dealwatch.model.status import Clock, Outcome, Stage
from dealwatch.sources.ec_case import Dated, EcCase
from dealwatch.sources.ec_codes import Codes
from dealwatch.sources.ec_decisions import Typed, adopted, deciding, effective
from dealwatch.sources.ec_status import FORGOTTEN, Axis, Standing
from dealwatch.sources.ec_values import Printed

_OLD = 10
"""Years after which a case without any decision is a relic of the register: it tells nothing about today."""
_NOTHING = Standing(None, None, None, None)

Beginning = Callable[[EcCase, date], Axis | None]
"""The stage of a case in which nothing was decided, None where the register tells none."""


def antitrust(case: EcCase, _codes: Codes, today: date) -> Standing:
    """Regulation 1/2003: no deadline by law, so never a clock. A case without a decision is being looked at."""
    return _standing(case, today, _looked_at)


def state_aid(case: EcCase, _codes: Codes, today: date) -> Standing:
    """Regulation 2015/1589. The register gives no deadline, and its two months start anew with every answer."""
    return _standing(case, today, _notified)


def foreign_subsidies(case: EcCase, _codes: Codes, today: date) -> Standing:
    """Regulation 2022/2560: notified as a merger is, with a deadline of the Commission's own."""
    return _standing(case, today, _notified, timed=True)


def digital_markets(case: EcCase, _codes: Codes, today: date) -> Standing:
    """Regulation 2022/1925: what a case is about stands in its decisions; without one the register tells nothing."""
    return _standing(case, today, _untold)


def _standing(case: EcCase, today: date, beginning: Beginning, timed: bool = False) -> Standing:
    if DATE in case.doubtful:
        return _NOTHING  # a day that cannot be read must not look like a day taken away
    counted = effective(case)
    decided = deciding(counted)
    overlay = _overlay(counted)
    if decided is not None:
        stage = Axis(Stage.DECISION, decided.words, decided.source, decided.day)
        outcome = Axis(decided.kind.outcome or "", decided.words, decided.source, decided.day)
        return Standing(stage, outcome, Axis(Clock.NONE), overlay)
    opened = max((typed for typed in counted if typed.kind.stage), key=_reached, default=None)
    unknown = _unknown_since(case)
    if unknown is not None and (opened is None or unknown >= opened.order):
        return Standing(None, None, None, None, open_question=True)
    stage_axis = (
        Axis(opened.kind.stage or "", opened.words, opened.source, opened.day) if opened else beginning(case, today)
    )
    if stage_axis is None:
        return _NOTHING
    pending = Axis(Outcome.PENDING, stage_axis.words, stage_axis.source)
    return Standing(stage_axis, pending, _clock(case, stage_axis, today, timed), overlay)


def _reached(typed: Typed) -> tuple[date, int]:
    return typed.order, typed.kind.stage.rank if typed.kind.stage else -1


def _unknown_since(case: EcCase) -> date | None:
    """The day of the latest decision of unknown meaning, or of one that the record does not show."""
    days = [adopted(decision) or date.min for decision in case.decisions if not decision.known]
    shown = max((adopted(decision) or date.min for decision in case.decisions), default=date.min)
    if case.last_decision is not None and shown < case.last_decision.day:
        days.append(case.last_decision.day)
    return max(days, default=None)


def _looked_at(case: EcCase, today: date) -> Axis | None:
    return _begun(Stage.JURISDICTION_REVIEW, case.initiated, today)


def _notified(case: EcCase, today: date) -> Axis | None:
    return _begun(Stage.NOTIFIED, case.notified, today) or _begun(Stage.PRE_NOTIFICATION, case.initiated, today)


def _untold(_case: EcCase, _today: date) -> Axis | None:
    return None


def _begun(stage: Stage, since: Dated | None, today: date) -> Axis | None:
    if since is None or since.day.year + _OLD < today.year:
        return None
    return Axis(stage, since.day.isoformat(), since.source, since.day)


def _clock(case: EcCase, stage: Axis, today: date, timed: bool) -> Axis | None:
    if not timed or stage.value == Stage.PRE_NOTIFICATION:
        return Axis(Clock.NONE)
    if DEADLINE in case.doubtful:
        return None
    if case.deadline is None or case.deadline.day + FORGOTTEN < today:
        return Axis(Clock.NOT_COMPUTABLE, source=case.deadline.source if case.deadline else None)
    return Axis(Clock.RUNNING, case.deadline.day.isoformat(), case.deadline.source)


def _overlay(counted: Sequence[Typed]) -> Axis | None:
    telling = [typed for typed in counted if typed.kind.overlay]
    if not telling:
        return None
    found = {overlay for typed in telling for overlay in typed.kind.overlay}
    source: Printed = telling[0].source
    return Axis(",".join(sorted(found)), "; ".join(typed.words for typed in telling), source)
