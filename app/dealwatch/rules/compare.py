"""A published deadline beside the computed one: the difference in working days and what it probably comes from.

The published one decides; nothing here ever replaces it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dealwatch.language import _
from dealwatch.rules.calendars import Calendar
from dealwatch.rules.deadline import DeadlineResult

_ANOTHER_STAGE = 40
"""More working days of difference than this are no extension but a later stage or a long stop."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`difference` is published minus computed in the authority's working days, None where nothing was computed.

    `cause` is empty where they agree. Two different days with no working day between them have the difference 0 and a
    cause.
    """

    published: date
    computed: date | None
    difference: int | None
    cause: str = ""

    @property
    def agrees(self) -> bool:
        return self.published == self.computed


def compare(published: date, result: DeadlineResult, calendar: Calendar) -> Comparison:
    """Compare what the authority published with what the rule gives for the known events."""
    if result.day is None:
        return Comparison(published, None, None, result.reason)
    difference = calendar.working_days(result.day, published)
    return Comparison(published, result.day, difference, _cause(published, result, difference))


def _cause(published: date, result: DeadlineResult, difference: int) -> str:
    if published == result.day:
        return ""
    fitting = [other.words for other in result.alternatives if other.day == published]
    if fitting:
        return _("It would fit: {rules}.").format(rules=_(" or ").join(fitting))
    if abs(difference) <= 1 and result.warnings:
        return _("One day: probably the holiday table. {warning}").format(warning=result.warnings[0])
    if difference > _ANOTHER_STAGE:
        return _("It is probably the deadline of a later stage, or the clock stood for a long time.")
    if difference > 0:
        return _("An extension or a stop of the clock is probably not among the known events.")
    return _("The period probably started earlier than the event known here, or an extension or stop was shorter.")
