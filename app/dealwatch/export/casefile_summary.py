"""The first pages in words: the two lead sentences, the facts of the deal, next deadlines, key dates, parties.

Sentences are made from the facts on file and say what is not on file. Must not contain: citations of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dealwatch.export.casefile_dates import day_data, day_text, weekday_text
from dealwatch.export.casefile_input import CasefileInput
from dealwatch.export.casefile_review import Review, gating, reached_in_depth
from dealwatch.export.casefile_sources import Sources
from dealwatch.export.casefile_words import INSTRUMENTS, capital, count_word, humane, joined, sentence, stands
from dealwatch.figures.field_words import lowered
from dealwatch.language import _, n_
from dealwatch.model.facts import PARTY
from dealwatch.model.status import Clock, Stage

_SENTENCES = 6
"""So many reviews the lead paragraph tells one by one; beyond that it counts."""


def lead(reviews: Sequence[Review]) -> list[str]:
    """[one line, one paragraph] on where the deal stands."""
    if not reviews:
        return [
            _("No authority is on file for this deal."),
            _("No case, check or statement of an authority was found in the sources and periods of the coverage."),
        ]
    if len(reviews) > _SENTENCES:
        counts = Counter(_(review.case.status.badge.label) for review in reviews)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [
            _line(reviews),
            _("By position: {positions}.").format(positions=joined([f"{n} × {label}" for label, n in ranked])),
        ]
    return [_line(reviews), " ".join(_stand(review) for review in reviews)]


def _line(reviews: Sequence[Review]) -> str:
    authorities = {review.case.authority for review in reviews}
    one = len(authorities) == 1
    who = _("One authority") if one else _("{count} authorities").format(count=count_word(len(authorities)))
    decided = [review for review in reviews if review.decided]
    deep = [review for review in reviews if reached_in_depth(review)]
    if len(reviews) == 1:
        only = reviews[0]
        return sentence(f"{capital(only.authority.spoken)} {stands(only.case.status.badge, '')}")
    if not deep:
        none = _("{who} looked at this deal; none opened an in-depth review.")
        if len(authorities) < 3:
            neither = _("{who} looked at this deal; neither opened an in-depth review.")
            none = _("{who} looked at this deal; it never opened an in-depth review.") if one else neither
        return none.format(who=who)
    if len(decided) == len(reviews):
        results = len({review.case.status.outcome for review in reviews})
        if results == 1:
            label = lowered(_(decided[0].case.status.badge.label))
            return _("{who}, one result: {result}.").format(who=who, result=label)
        return _("{who}, {count} different results.").format(who=who, count=count_word(results).lower())
    still = len(reviews) - len(decided)
    if len(authorities) != len(reviews):
        who = _("{who} in {n} cases").format(who=who, n=len(reviews))
    words = n_("{who}: {count} review is still open.", "{who}: {count} reviews are still open.", still)
    return words.format(who=who, count=count_word(still).lower())


def _stand(review: Review) -> str:
    """`The CMA, case ME/7102/24, found on 17 May 2024 that it cannot review the deal, which is no clearance.`"""
    turn, number = review.badge_turn, review.case.printed_number
    text = capital(review.authority.spoken) + (_(", case {number}, ").format(number=number) if number else " ")
    text += stands(review.case.status.badge, day_text(turn.when) if turn is not None and turn.sure else "")
    if review.decided and turn is None:
        text += _("; the day is not on file")
    if not review.decided and not number and review.case.status.stage in (Stage.MONITORING, Stage.JURISDICTION_REVIEW):
        monitoring = review.case.status.stage is Stage.MONITORING
        without = _("; it has given no case number, and no conclusion has been found")
        text += _("; no conclusion has been found") if monitoring else without
    return sentence(text)


def facts(given: CasefileInput, reviews: Sequence[Review]) -> list[list[str]]:
    """[label, value] of the deal's facts; what is missing says so."""
    deal, gate = given.deal, gating(reviews)
    return [
        [_("Instrument"), _(INSTRUMENTS[deal.kind])],
        [_("Value"), deal.value or _("not recorded")],
        [_("Announced"), weekday_text(deal.announced) if deal.announced else _("not recorded")],
        [_("Gating authority"), gate.name if gate else _("none")],
        [_("Long-stop date"), weekday_text(deal.long_stop) if deal.long_stop else _("not recorded")],
    ]


def next_deadlines(reviews: Sequence[Review], sources: Sources) -> list[dict[str, Any]]:
    """Every limit ahead of an undecided case, by day."""
    found = []
    for review in reviews:
        for limit in review.running:
            assert limit.day is not None
            fact = limit.fact
            number = sources.cite(fact.evidence, source=review.case.source, case=review.case) if fact else None
            found.append(
                {
                    "date": day_data(limit.day),
                    "authority": review.case.authority,
                    "step": limit.name,
                    "official": limit.official is not None,
                    "scheduled": limit.scheduled,
                    "source": number,
                }
            )
    return sorted(found, key=lambda row: (row["date"]["iso"], row["authority"]))


def without_deadline(reviews: Sequence[Review]) -> str:
    """What the box of next deadlines says when it has none."""
    if not any(not review.decided and review.case.status.clock is not Clock.NONE for review in reviews):
        return _("None. No legal time limit is running at any of the authorities in this file.")
    stopped = [review.name for review in reviews if review.case.status.clock is Clock.SUSPENDED and not review.decided]
    if stopped:
        words = _("None that can be computed: the clock is stopped at {authorities}.")
        return words.format(authorities=joined(stopped))
    return _("None on file. A time limit may be running: no authority's own date has been found.")


def key_dates(given: CasefileInput, reviews: Sequence[Review], sources: Sources) -> list[dict[str, Any]]:
    """Days of the deal itself and the first step at each authority."""
    deal = given.deal
    rows: list[dict[str, Any]] = [
        {"date": day_data(day), "what": what, "who": _("Deal"), "sources": [], "remark": _("as entered in Dealwatch")}
        for day, what in ((deal.announced, _("Announced")), (deal.long_stop, _("Long-stop date")))
        if day is not None
    ]
    for review in reviews:
        steps = [entry for entry in review.entries if entry.weight == 2 and entry.axes]
        for entry in [*steps[:1], *steps[1:][-1:]]:
            number = sources.cite(entry.evidence, source=review.case.source, case=review.case, note=entry.note)
            rows.append(
                {
                    "date": day_data(entry.day, sure=entry.sure),
                    "what": entry.short,
                    "who": review.case.authority,
                    "sources": [number] if number else [],
                    "remark": entry.flag,
                }
            )
    return sorted(rows, key=lambda row: str(row["date"]["iso"]))


def parties(given: CasefileInput, reviews: Sequence[Review]) -> list[list[str]]:
    """[name, role, other names, named by]: the deal's own parties, then those that only an authority names."""
    rows = [
        [party.name, _role(party.role), ", ".join(party.aliases) or "–", _("deal record")]
        for party in given.deal.parties
    ]
    known = {name.casefold() for party in given.deal.parties for name in (party.name, *party.aliases)}
    named: dict[tuple[str, str], list[str]] = {}
    for review in reviews:
        for fact in review.case.facts.values():
            if fact.namespace == PARTY:
                for name in filter(None, (line.strip() for line in fact.value.splitlines())):
                    if name.casefold() not in known:
                        by = named.setdefault((name, fact.field), [])
                        by += [review.case.authority] if review.case.authority not in by else []
    rows += [[name, _role(role), "–", ", ".join(by)] for (name, role), by in named.items()]
    return rows


def _role(role: str) -> str:
    return _("Party") if role == "parties" else humane(role) or _("not recorded")
