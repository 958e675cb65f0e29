"""A deal as the pictures of a portfolio see it, how deals stand to one another, and what they say of themselves.

Shared by lanes and matrix. Must not contain: shapes, places on the screen, how a deal is read from the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from dealwatch.figures.day_words import day_text, partial_text
from dealwatch.figures.review import Limit, Pace, Review, Step, gating
from dealwatch.language import _, n_
from dealwatch.model.dates import PartialDate
from dealwatch.model.status import Badge, BadgeShape


@dataclass(frozen=True, slots=True)
class LongStop:
    """The day after which the parties may walk away. `from_document`: read in one; else entered by the user."""

    day: PartialDate
    from_document: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A deal with its reviews. `key` is the place it opens, `badges` all badges by case id where there are several.

    `changed` holds the ids of cases with a change nobody has looked at.
    """

    key: str
    name: str
    kind: str = ""
    reviews: tuple[Review, ...] = ()
    badges: Mapping[str, tuple[Badge, ...]] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()
    long_stop: LongStop | None = None

    def badges_of(self, review: Review) -> tuple[Badge, ...]:
        return self.badges.get(review.case_id) or (review.badge,)


class Standing(IntEnum):
    """In the order of the groups."""

    DEADLINE = 0
    RUNNING = 1
    NO_CLOCK = 2
    DECIDED = 3


def standing(entry: Entry) -> Standing:
    """How a deal stands: by what is nearest to happen to it. A deal that nobody reviews has no clock."""
    undecided = [review for review in entry.reviews if not review.decided]
    if any(review.current_limits for review in undecided):
        return Standing.DEADLINE
    if any(runs(review) for review in undecided):
        return Standing.RUNNING
    return Standing.NO_CLOCK if undecided or not entry.reviews else Standing.DECIDED


def runs(review: Review) -> bool:
    """Whether an open review has come as far as a clock, be it stopped."""
    past = [stretch for stretch in review.stretches if not stretch.to_come and stretch.pace is not Pace.COURT]
    return not review.decided and bool(past) and past[-1].pace is not Pace.NO_CLOCK


def ordered(entries: Iterable[Entry], today: date) -> list[Entry]:
    """Nearest deadline first, then what runs without one, what has no clock, and what is decided, newest first."""

    def key(entry: Entry) -> tuple[int, int, str]:
        place = standing(entry)
        day = 0
        if place is Standing.DEADLINE:
            limit = next_limit(entry, today)
            day = limit.day.toordinal() if limit else 0
        elif place is Standing.DECIDED:
            last = decided_on(entry)
            day = -last.first.toordinal() if last else 0
        return place, day, entry.name.casefold()

    return sorted(entries, key=key)


def lanes_of(entry: Entry) -> list[Review]:
    """The reviews of a deal: the one that decides last, the open ones, the decided ones, newest first."""
    gate = gating(entry.reviews)

    def key(review: Review) -> tuple[bool, bool, int, str]:
        step = since(review)
        day = -step.day.first.toordinal() if step and review.decided else 0
        return review is not gate, review.decided, day, review.authority.casefold()

    return sorted(entry.reviews, key=key)


def next_limit(entry: Entry, today: date) -> Limit | None:
    """The nearest deadline that is still ahead; of those that all have passed, the latest."""
    limits = sorted((limit for review in entry.reviews for limit in review.current_limits), key=lambda limit: limit.day)
    return next((limit for limit in limits if limit.day >= today), limits[-1] if limits else None)


def since(review: Review) -> Step | None:
    """The step that brought the present status; None where no day is given for any."""
    steps = review.steps
    if review.decided:
        steps = tuple(step for step in steps if step.badge is review.badge) or steps
    return steps[-1] if steps else None


def decided_on(entry: Entry) -> PartialDate | None:
    """The day of the last decision."""
    steps = [since(review) for review in entry.reviews]
    return max((step.day for step in steps if step is not None), key=lambda day: day.first, default=None)


def age_text(review: Review, today: date) -> str:
    """Calendar days in the present status: `347 d`, `≈ 76 d`, `today`; the year or month where the day is not known."""
    step = since(review)
    if step is None:
        return ""
    if step.day.exact is None:
        return partial_text(step.day)
    days = (today - step.day.exact).days
    if days == 0:
        return _("today")
    text = _("{days} d").format(days=days)
    return f"≈ {text}" if step.unconfirmed else text


def age_words(review: Review, today: date) -> str:
    """The same for a screen reader."""
    step = since(review)
    if step is None:
        return _("since when is not known")
    if step.day.exact is None:
        return _("since {day}").format(day=partial_text(step.day))
    days = (today - step.day.exact).days
    if days == 0:
        return _("since today")
    words = n_("for {days} day", "for {days} days", days).format(days=days)
    return _("{words}, day not confirmed").format(words=words) if step.unconfirmed else words


def note_text(entry: Entry, today: date) -> str:
    """What is next in a deal, in a few words beside its name."""
    match standing(entry):
        case Standing.DEADLINE:
            return _limit_note(next_limit(entry, today), today)
        case Standing.RUNNING:
            return _("no published date")
        case Standing.NO_CLOCK:
            return _("no clock") if entry.reviews else _("no review known")
        case Standing.DECIDED:
            return _decided_note(entry, today)


def _limit_note(limit: Limit | None, today: date) -> str:
    assert limit is not None
    day = day_text(limit.day, weekday=False)
    if limit.day < today:
        return _("was due {day}").format(day=day)
    return _("next {day}").format(day=day) if limit.published else _("next ≈ {day}").format(day=day)


def _decided_note(entry: Entry, today: date) -> str:
    last = decided_on(entry)
    if last is None:
        return _("decided")
    if last.exact == today:
        return _("decided today")
    return _("decided {day}").format(day=partial_text(last, weekday=False))


def lead_is_outcome(badges: Sequence[Badge]) -> bool:
    return bool(badges) and badges[0].shape is BadgeShape.OUTCOME
