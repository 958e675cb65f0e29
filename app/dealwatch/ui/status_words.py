"""What the status bar says: how the sources stand, what is near, when they were and will be read. No widget here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dealwatch.language import _, n_
from dealwatch.ui.words import day_text, lowered, moment_words, number_text, state_words

if TYPE_CHECKING:
    from dealwatch.ui.desk import Standing


def left_words(standing: Standing, now: datetime) -> str:
    """The sentence at the left."""
    if standing.stuck:
        return _("What is read cannot be kept. {why}").format(why=standing.stuck)
    if standing.offline_since is not None:
        if standing.last_check is None:
            as_at = standing.sample.as_at
            words = _("Offline – showing bundled data as at {day}") if as_at else _("Offline")
            return words.format(day=day_text(as_at, weekday=False) if as_at else "")
        return _("Offline – showing data as of {moment}").format(moment=moment_words(standing.last_check, now))
    if not standing.sources:
        return _("No source is read yet")
    if standing.last_check is None:
        return _("Not checked yet")
    words = n_("{current} of {n} source current", "{current} of {n} sources current", standing.sources)
    words = words.format(current=number_text(standing.current), n=number_text(standing.sources))
    if standing.sources == standing.current == 1:
        words = _("The one source is current")
    for name, state, since in standing.troubled[:1]:
        told = _("{name}: {state} since {moment}") if since else _("{name}: {state}")
        told = told.format(name=name, state=lowered(state_words(state)), moment=moment_words(since, now))
        words += f"   {told}"
    more = len(standing.troubled) - 1
    if more > 0:
        words += " " + n_("and {n} more", "and {n} more", more).format(n=more)
    return words


def near_text(standing: Standing) -> str:
    """The next deadline where it is near; empty otherwise."""
    if standing.near is None:
        return ""
    from dealwatch.ui.deadline_words import near_words  # late: it brings the law with it

    return near_words(standing.near)


def right_words(standing: Standing, now: datetime) -> str:
    """The sentence at the right."""
    if standing.paused:
        return _("Checking is paused")
    if standing.checking:
        return _("Checking now…")
    if standing.last_check is None and not standing.requests:
        return _("Nothing has left this computer")
    if standing.offline_since is not None:
        return _("Checks resume by themselves")
    if standing.last_check is None:
        return ""
    parts = [_("Last check {moment}").format(moment=moment_words(standing.last_check, now))]
    if standing.next_check is not None:
        following = moment_words(max(standing.next_check, now), now)
        parts.append(_("Next check {moment}").format(moment=following))
    return "   ".join(parts)
