"""The line over a month in which nothing is awaited: what that means, and where the next day is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from dealwatch.figures.day_words import day_text, number_text
from dealwatch.language import _, n_
from dealwatch.ui.inline_bar import Act, InlineBar
from dealwatch.ui.panes import present

if TYPE_CHECKING:
    from dealwatch.figures.calendar_entries import CalendarEntry, Choice
    from dealwatch.figures.calendar_month import Month
    from dealwatch.ui.theme import Look


class QuietMonth(InlineBar):
    """`wanted` gives the day of the next entry, `past_wanted` asks for what the chips hide."""

    wanted = Signal(object)
    past_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", "", hue="slate", icon="calendar-blank")
        self.hide()

    def say(self, month: Month, entries: Sequence[CalendarEntry], hidden: int, choice: Choice) -> None:
        """`entries` are all that are shown, of every month; `hidden` those of this month that are not."""
        present(self, not month.own)
        if month.own:
            return
        title = _("No deadline in {month}").format(month=month.title)
        last = max(day.day for week in month.weeks for day in week if day.inside)
        following = next((entry for entry in entries if entry.day > last and not entry.superseded), None)
        acts = []
        if hidden and not choice.past and not choice.narrow:
            text = n_(
                "One day of this month has passed, was settled or is no longer given.",
                "{n} days of this month have passed, were settled or are no longer given.",
                hidden,
            ).format(n=number_text(hidden))
            acts.append(Act(_("Show past days"), self.past_wanted.emit))
        elif hidden:
            text = n_(
                "The chips above hide one day of this month.", "The chips above hide {n} days of this month.", hidden
            ).format(n=number_text(hidden))
        else:
            text = _(
                "Nothing that is watched has a published or calculated day in it. A review without a clock has none."
            )
        if following is not None:
            words = _("The next one is {day}: {who}.")
            text = f"{text} {words.format(day=day_text(following.day), who=following.who)}"
            acts.append(Act(_("Go to it"), lambda: self.wanted.emit(following.day)))
        self.title.say(title)
        self.text.say(text)
        present(self.text, True)
        self.setAccessibleName(f"{title}. {text}")
        self.set_acts(acts)
