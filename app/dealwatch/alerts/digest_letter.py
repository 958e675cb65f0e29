"""A digest in words: a letter with three parts, and the short notification that opens Today. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dealwatch.alerts import wording
from dealwatch.alerts.channel_letter import Letter, Section, facts_of, footed, moment_text, section
from dealwatch.alerts.digest_plan import DigestPlan, Every
from dealwatch.alerts.wording import Told
from dealwatch.figures.day_words import day_text, number_text
from dealwatch.language import _, n_
from dealwatch.watch.ports import Message

MOST = 100
"""Lines of one part; further ones are counted."""
TODAY = "dealwatch://today"


@dataclass(frozen=True, slots=True)
class Near:
    """A day that comes near. Without an authority it is the long-stop date of a deal. `left` are working days."""

    day: date
    name: str
    authority: str = ""
    label: str = ""
    published: bool = False
    left: int | None = None


def digest_letter(
    changes: Sequence[Told],
    count: int,
    near: Sequence[Near],
    trouble: Sequence[Told],
    plan: DigestPlan,
    now: datetime,
) -> Letter:
    """Parts without anything in them are left out; where all are, it says so. Of `count` changes these are told."""
    parts: list[Section] = []
    if changes:
        parts.append(Section(_("What changed since the last digest"), part=True))
        parts += [section(told) for told in changes]
        if count > len(changes):
            parts.append(Section(_more(count - len(changes))))
    if near:
        words = n_("The next {n} day", "The next {n} days", plan.days).format(n=plan.days)
        shown = [_near(each) for each in near[:MOST]]
        more = [_more(len(near) - MOST)] if len(near) > MOST else []
        parts += [Section(words, part=True), Section("", (*shown, *more))]
    if trouble:
        parts.append(Section(_("Sources in trouble"), part=True))
        parts.append(Section("", tuple(map(wording.health_line, trouble))))
    if not parts:
        parts.append(Section(_("Nothing changed, nothing is near, and every source can be read.")))
    title = f"{_name(plan)}: {counted(count, len(near), len(trouble))}"
    made = _("Made: {moment}").format(moment=moment_text(now))
    return Letter(title, (*parts, Section("", (made,))), footed(), tuple(map(facts_of, changes)))


def counted(changes: int, near: int, trouble: int) -> str:
    """`4 changes, 2 deadlines near`."""
    said = []
    if changes:
        said.append(n_("{n} change", "{n} changes", changes).format(n=number_text(changes)))
    if near:
        said.append(n_("{n} deadline near", "{n} deadlines near", near).format(n=number_text(near)))
    if trouble:
        said.append(n_("{n} source in trouble", "{n} sources in trouble", trouble).format(n=number_text(trouble)))
    return ", ".join(said) or _("nothing new")


def notification(digest_id: str, letter: Letter) -> Message:
    """What this computer shows: how much there is, and the first of it. A click opens Today."""
    heads = [part.heading for part in letter.sections if part.heading and not part.part]
    return Message(letter.title, "\n".join(heads[:3]), TODAY, (digest_id,), (("open", _("Open Today")),))


def _name(plan: DigestPlan) -> str:
    return _("Weekly digest") if plan.every is Every.WEEK else _("Daily digest")


def _near(near: Near) -> str:
    if not near.authority:
        return _("{day}: {deal}, long-stop date").format(day=day_text(near.day), deal=near.name)
    origin = _("published") if near.published else _("computed")
    words = _("{day}: {authority}, {deal}, {step} ({origin})").format(
        day=day_text(near.day), authority=near.authority, deal=near.name, step=_(near.label), origin=origin
    )
    if near.left is None or near.left < 0:
        return words
    left = n_("{n} working day left", "{n} working days left", near.left).format(n=number_text(near.left))
    return f"{words} · {left}"


def _more(count: int) -> str:
    return n_("and {n} more", "and {n} more", count).format(n=number_text(count))
