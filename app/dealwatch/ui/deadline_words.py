"""A deadline in words for the window: how much is left, whether the calculation agrees, how it was counted. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from dealwatch.figures.day_words import day_text
from dealwatch.language import _, n_
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.rules.computation import Working, WorkingKind
from dealwatch.ui.words import authority_spoken
from dealwatch.watch.deadlines import DeadlineState

if TYPE_CHECKING:
    from dealwatch.rules.deadline import DeadlineResult
    from dealwatch.ui.desk import DeadlineRow
    from dealwatch.watch.deadlines import Deadline

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Agreement:
    """The small line under the date: icon and role of colour, the sentence, the likely cause of a difference."""

    icon: str
    role: str
    words: str
    cause: str = ""


@dataclass(frozen=True, slots=True)
class WorkingLine:
    """A line of the workings: what it does to the count, in words, on which day."""

    sign: str
    words: str
    day: str
    result: bool = False


def date_words(deadline: Deadline) -> str:
    """The day that counts, ≈ where it is only calculated; words where there is none."""
    day = deadline.last_day
    if day is None:
        value = deadline.fact.value if deadline.fact is not None else ""
        return value or _("No day can be given")
    approx = deadline.published is None and deadline.state is not DeadlineState.VANISHED
    return f"≈ {day_text(day)}" if approx else day_text(day)


def left_words(deadline: Deadline) -> str:
    """`48 working days left`, `due today`, `2 working days overdue`, `settled on …`; empty where nothing is to say."""
    match deadline.state:
        case DeadlineState.SETTLED:
            if deadline.settled_on is None:
                return _("Settled")
            return _("Settled on {day}").format(day=day_text(deadline.settled_on))
        case DeadlineState.VANISHED:
            return _("No longer awaited")
    if deadline.day is None or deadline.left is None:
        return ""
    return remaining(deadline.left, (deadline.day - deadline.today).days)


def remaining(working: int | None, days: int) -> str:
    """How much is left, in working days of the authority where they are known."""
    if days == 0:
        return _("due today")
    if working is None:
        if days > 0:
            return n_("{n} day left", "{n} days left", days).format(n=days)
        return n_("{n} day overdue", "{n} days overdue", -days).format(n=-days)
    if days > 0:
        return n_("{n} working day left", "{n} working days left", working).format(n=working)
    return n_("{n} working day overdue", "{n} working days overdue", -working).format(n=-working)


def left_short(deadline: Deadline) -> str:
    """`48 WD left`, `2 WD overdue`, for where room is short; the long words where nothing is awaited."""
    if deadline.day is None or deadline.left is None:
        return left_words(deadline) or remaining(None, (deadline.day - deadline.today).days if deadline.day else 0)
    if deadline.day == deadline.today:
        return _("due today")
    if deadline.day < deadline.today:
        return _("{n} WD overdue").format(n=-deadline.left)
    return _("{n} WD left").format(n=deadline.left)


def agreement(deadline: Deadline) -> Agreement:
    """Whether what was published and what was calculated agree, and what a difference probably comes from."""
    computed, comparison = deadline.computed, deadline.comparison
    who = authority_spoken(deadline.case.authority)
    if deadline.state is DeadlineState.VANISHED and deadline.case.status.decided:
        return Agreement("check", "ok", _("No longer shown by {who}, which has decided").format(who=who))
    if deadline.state is DeadlineState.VANISHED:
        return _differing(deadline, _("No longer shown by {who}").format(who=who))
    if deadline.fact is None:
        return _calculated(deadline, who)
    if computed is None:
        cause = _("Nothing is calculated: the rules of this step or its beginning are not known.")
        return Agreement("check", "ok", _("Published"), cause)
    if computed.day is None:
        return Agreement("pause", "ochre", _("Published; no day can be calculated"), computed.reason)
    if comparison is None:
        words = _("Published in words; the calculation gives {day}").format(day=day_text(computed.day))
        return Agreement("calculator", "ok", words)
    if comparison.agrees:
        return Agreement("check", "ok", _("Published; calculation agrees"))
    return _differing(deadline, _("Published"))


def _calculated(deadline: Deadline, who: str) -> Agreement:
    computed = deadline.computed
    if computed is None or computed.day is None:
        return Agreement("pause", "ochre", _("No day can be calculated"), computed.reason if computed else "")
    if deadline.side_step:
        return Agreement("calculator", "ok", _("Calculated; {who} does not publish this day").format(who=who))
    return Agreement("calculator", "ok", _("Calculated; {who} has not published a day").format(who=who))


def _differing(deadline: Deadline, said: str) -> Agreement:
    computed, comparison = deadline.computed, deadline.comparison
    if computed is None or computed.day is None or comparison is None or comparison.agrees:
        cause = computed.reason if computed is not None else ""
        return Agreement("warning", "ochre", said, cause)
    words = _("{said}; the calculation gives {day}, {difference}").format(
        said=said, day=day_text(computed.day), difference=difference_words(comparison.difference or 0)
    )
    return Agreement("warning", "ochre", words, comparison.cause)


def difference_words(difference: int) -> str:
    """Published minus calculated, said of the calculated day."""
    if difference > 0:
        return n_("{n} working day earlier", "{n} working days earlier", difference).format(n=difference)
    if difference < 0:
        return n_("{n} working day later", "{n} working days later", -difference).format(n=-difference)
    return _("no working day between them")


def rule_words(computed: DeadlineResult) -> str:
    """What is counted, by which provision, and how far the rule was checked."""
    return _("{rule}. {legal} ({checked}).").format(
        rule=computed.rule, legal=computed.legal, checked=_(computed.grade.words)
    )


def working_lines(computed: DeadlineResult) -> tuple[WorkingLine, ...]:
    return tuple(_line(working) for working in computed.workings)


def _line(working: Working) -> WorkingLine:
    day = _span(working.first, working.last)
    match working.kind:
        case WorkingKind.FIRST:
            return WorkingLine("", _("Day 1"), day)
        case WorkingKind.CLOSED | WorkingKind.ROLLED:
            return WorkingLine("–", _capital(working.words), day)
        case WorkingKind.WEEKENDS:
            words = n_("{n} weekend day not counted", "{n} Saturdays and Sundays not counted", working.count)
            return WorkingLine("–", words.format(n=working.count), day)
        case WorkingKind.STOPPED:
            return WorkingLine("||", _capital(working.words), day)
        case WorkingKind.EXTENDED | WorkingKind.ADDED:
            return WorkingLine(f"+{working.count}" if working.count else "+", _capital(working.words), day)
        case WorkingKind.RESULT | WorkingKind.AGREED:
            return WorkingLine("=", _capital(working.words), day, result=True)
        case _:
            return WorkingLine("", _capital(working.words), day)


def _span(first: date | None, last: date | None) -> str:
    if first is None:
        return ""
    if last is None or last == first:
        return day_text(first)
    return f"{day_text(first, weekday=False)} –\n{day_text(last, weekday=False)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def workings_text(deadline: Deadline) -> str:
    """All of it as plain text, for the clipboard."""
    computed = deadline.computed
    if computed is None:
        return ""
    case = deadline.case
    head = " ".join(part for part in (case.authority, case.printed_number, case.title) if part)
    lines = [f"{head}: {_(deadline.label)}", date_words(deadline), rule_words(computed)]
    lines += [computed.reason] if computed.reason else []
    lines += ["\t".join((x.sign, x.words, x.day.replace("\n", " "))) for x in working_lines(computed)]
    return "\n".join([*lines, *computed.warnings, *([computed.note] if computed.note else [])])


def as_event(deadline: Deadline) -> Event:
    """The deadline as an event, for what shows and cites the proof of events."""
    case, evidence = deadline.case, deadline.evidence
    value = deadline.fact.value if deadline.fact is not None else None
    return Event(
        next((version.event for version in reversed(deadline.versions) if version.event), f"{case.id}/{deadline.step}"),
        case.id,
        evidence.fetched_at if evidence else case.checked_at or case.first_seen_at or _NEVER,
        EventKind.DEADLINE,
        deadline.step,
        None,
        value,
        case.status.badge,
        case.status.badge,
        case.source,
        evidence or Evidence("", case.url, case.checked_at or _NEVER),
        authority=case.authority,
    )


def near_words(row: DeadlineRow) -> str:
    """For the status bar: `EC NVIDIA / Run:ai: Phase 1 decision, 3 working days left`."""
    words = _("{who} {name}: {step}, {left}").format(
        who=row.case.authority, name=row.name, step=row.step, left=remaining(row.working, row.days)
    )
    return words if row.published else f"≈ {words}"
