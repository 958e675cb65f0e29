"""Time limits of a case: the authority's own, and beside them what was computed. The official day decides.

Must not contain: the counting (`rules`), the strips of days (`casefile_workings`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dealwatch.export.casefile_dates import day_data, day_text
from dealwatch.export.casefile_entries import Entry, read_day
from dealwatch.export.casefile_input import ComputedDeadline
from dealwatch.export.casefile_sources import Sources
from dealwatch.export.casefile_words import capital, humane, sentence
from dealwatch.language import _, n_
from dealwatch.model.deal import Case
from dealwatch.model.facts import DATE, DEADLINE, ProvenFact


@dataclass(frozen=True, slots=True)
class Limit:
    """One step's limit. `official` is the authority's day, `words` what it printed where that is no day."""

    step: str
    official: date | None
    words: str
    fact: ProvenFact | None
    computed: ComputedDeadline | None
    earlier: tuple[date, ...] = ()
    scheduled: bool = False

    @property
    def name(self) -> str:
        return (_(self.computed.label) if self.computed else "") or humane(self.step)

    @property
    def day(self) -> date | None:
        """The day that holds: the official one, else the computed one."""
        return self.official or (self.computed.day if self.computed else None)


def limits_of(
    case: Case, entries: Sequence[Entry], computed: Sequence[ComputedDeadline], today: date
) -> tuple[Limit, ...]:
    """Every limit of a case by day: published ones, computed ones that have no official twin, days set for later."""
    found: list[Limit] = []
    own = {item.step: item for item in computed if item.case_id == case.id}
    for fact in case.facts.values():
        day = read_day(fact.value)
        if fact.namespace == DEADLINE:
            exact = day.exact if day is not None else None
            earlier = _earlier(entries, fact.field, fact.value)
            words = "" if exact else fact.words or fact.value
            found.append(Limit(fact.field, exact, words, fact, own.pop(fact.field, None), earlier))
        elif fact.namespace == DATE and day is not None and day.exact is not None and day.exact > today:
            found.append(Limit(fact.field, day.exact, "", fact, None, scheduled=True))
    found += [Limit(step, item.official, "", None, item) for step, item in own.items()]
    return tuple(sorted(found, key=lambda limit: (limit.day or date.max, limit.step)))


def _earlier(entries: Sequence[Entry], step: str, value: str) -> tuple[date, ...]:
    days = []
    for entry in entries:
        old = read_day(entry.deadline[0]) if entry.deadline and entry.key == f"deadline:{step}" else None
        if old is not None and old.exact is not None and str(old) != value and old.exact not in days:
            days.append(old.exact)
    return tuple(days)


def timetable(
    case: Case, limits: Sequence[Limit], sources: Sources, numbered: Sequence[ComputedDeadline]
) -> list[dict[str, Any]]:
    """Rows Step, Rule, Official, Computed, Difference, Remark. `numbered`: the workings by their number."""
    rows = []
    for limit in limits:
        computed, fact = limit.computed, limit.fact
        cited = sources.cite(fact.evidence, source=case.source, case=case) if fact is not None else None
        rows.append(
            {
                "step": limit.name,
                "rule": computed.rule if computed else _("set by the authority") if fact is not None else "–",
                "official": _official(limit),
                "computed": day_data(computed.day) if computed and computed.day else None,
                "computable": computed is None or computed.day is not None,
                "diff": difference(computed),
                "note": " ".join(sentence(capital(remark)) for remark in _remarks(limit)),
                "sources": [cited] if cited else [],
                "w": numbered.index(computed) + 1 if computed is not None and computed.days else None,
            }
        )
    return rows


def _official(limit: Limit) -> dict[str, Any] | None:
    if limit.official is not None:
        return day_data(limit.official)
    return {"iso": "", "text": limit.words, "short": limit.words, "approx": True} if limit.words else None


def difference(computed: ComputedDeadline | None) -> str:
    """Official minus computed in working days: `0 WD`, `+1 WD`, `–` where there is nothing to compare."""
    if computed is None or computed.difference is None:
        return "–"
    return f"{computed.difference:+d} WD".replace("+0", "0").replace("-", "−")


def _remarks(limit: Limit) -> list[str]:
    found = []
    if limit.scheduled:
        found.append(_("a day that is still to come, no time limit"))
    if limit.earlier:
        days = ", ".join(day_text(day) for day in limit.earlier)
        found.append(n_("earlier day: {days}", "earlier days: {days}", len(limit.earlier)).format(days=days))
    if limit.computed is not None:
        found += [limit.computed.remark] if limit.computed.remark else []
        found += [_("rests on an unverified day, see the working")] if limit.computed.warnings else []
    return found
