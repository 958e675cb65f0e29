"""Digest: what changed and what is near in one message, daily or weekly, through channels and on this computer."""

from __future__ import annotations

from datetime import time

import msgspec
from PySide6.QtCore import QTime
from PySide6.QtWidgets import QTimeEdit

from dealwatch.alerts.digest_plan import HORIZONS, DigestPlan, Every
from dealwatch.figures.day_words import day_text
from dealwatch.language import _, mark, n_
from dealwatch.ui.controls import Button, link
from dealwatch.ui.panes import clear, stack
from dealwatch.ui.settings.line import Line
from dealwatch.ui.settings.page import Page, Scene
from dealwatch.ui.settings.parts import Choice, Switch, follow

_EVERY = ((Every.NEVER, mark("never")), (Every.DAY, mark("every day")), (Every.WEEK, mark("every week")))
_WEEKDAYS = (
    mark("on Mondays"), mark("on Tuesdays"), mark("on Wednesdays"), mark("on Thursdays"), mark("on Fridays"),
    mark("on Saturdays"), mark("on Sundays"),
)  # fmt: skip


class DigestPage(Page):
    name, title, icon = "digest", mark("Digest"), "newspaper"

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        look = self.look
        self.channels = scene.settings.channels()
        self.heading(_("When"))
        self.every = Choice(look, _("How often"), [(value, _(words)) for value, words in _EVERY])
        self.every.activated.connect(lambda: self._keep(every=self.every.value))
        text = _("What changed since the last one, deadlines that are near, and sources in trouble, in one message.")
        self.setting(_("How often"), self.every, text, also=_("daily weekly summary"))
        self.weekday = Choice(look, _("Day"), [(place, _(words)) for place, words in enumerate(_WEEKDAYS)])
        self.weekday.activated.connect(lambda: self._keep(weekday=self.weekday.value))
        self.day_line = self.setting(_("Day"), self.weekday, also=_("weekday"))
        self.at = QTimeEdit()
        self.at.setDisplayFormat("HH:mm")
        follow(look, self.at, _("Hour"))
        self.at.editingFinished.connect(self._set_hour)
        self.next = self.setting(_("Hour"), self.at, "–", also=_("time clock"))
        self.heading(_("What is in it"))
        days = [(days, n_("{n} day", "{n} days", days).format(n=days)) for days in HORIZONS]
        self.days = Choice(look, _("Deadlines of the next"), days)
        self.days.activated.connect(lambda: self._keep(days=self.days.value))
        self.setting(_("Deadlines of the next"), self.days, also=_("horizon ahead"))
        self.empty = Switch(look, _("Also when there is nothing to tell"))
        self.empty.clicked.connect(lambda on: self._keep(empty=on))
        text = _("Then you know that it works. Otherwise a day without anything brings no message.")
        self.setting(self.empty.accessibleName(), self.empty, text)
        self.heading(_("Where to"))
        self.desktop = Switch(look, _("A notification on this computer"))
        self.desktop.clicked.connect(lambda on: self._keep(desktop=on))
        self.setting(self.desktop.accessibleName(), self.desktop, _("A click opens Today."))
        self.switches: dict[str, Switch] = {}
        self._list = stack()
        self.put(self._list)
        self.none = self.note("")
        self.open = link(look, _("Show the channels"))
        self.open.clicked.connect(lambda: scene.act("settings/channels"))
        self.now = Button(look, _("Send one now"))
        self.now.clicked.connect(self._send_now)
        self.setting(_("Channels beyond this computer"), self.open, also=_("channel e-mail Slack Teams"))
        self.sent = self.setting(_("At once"), self.now, "–", also=_("test"))
        self._said = ""

    def refresh(self) -> None:
        plan, rows = self.channels.plan(), self.channels.rows()
        on = plan.every is not Every.NEVER
        for choice, value in ((self.every, plan.every), (self.weekday, plan.weekday), (self.days, plan.days)):
            choice.show_value(value)
        self.empty.setChecked(plan.empty)
        self.desktop.setChecked(plan.desktop)
        self.day_line.setVisible(plan.every is Every.WEEK)
        if not self.at.hasFocus():
            self.at.setTime(QTime(plan.at.hour, plan.at.minute))
        if {row.id: row.name for row in rows} != {key: each.accessibleName() for key, each in self.switches.items()}:
            clear(self._list)
            self.switches = {}
            for row in rows:
                switch = self.switches[row.id] = Switch(self.look, row.name)
                switch.clicked.connect(lambda wanted, key=row.id: self._choose(key, wanted))
                self._list.addWidget(Line(self.look, row.name, switch))
        for row in rows:
            self.switches[row.id].setChecked(row.id in plan.channels)
        for control in (self.at, self.weekday, self.days, self.empty, self.desktop, *self.switches.values()):
            control.setEnabled(on)
        self.none.setVisible(not rows)
        self.none.say(_("There is no channel yet; without one a digest stays on this computer."))
        self.now.setEnabled(on)
        self._say_next(plan)

    def _say_next(self, plan: DigestPlan) -> None:
        moment = self.channels.next_digest()
        if moment is None:
            self.next.say_hint(_("By this computer's clock."))
        else:
            when = _("{day}, {clock}").format(day=day_text(moment.date()), clock=f"{moment:%H:%M}")
            self.next.say_hint(
                _(
                    "By this computer's clock. The next one: {moment}. One that was missed comes at the next start."
                ).format(moment=when)
            )
        reached = plan.desktop or any(row.enabled and row.id in plan.channels for row in self.channels.rows())
        if plan.every is not Every.NEVER and not reached:
            self.sent.say_hint(_("Nobody would get it: choose a channel that is on, or this computer."))
        else:
            self.sent.say_hint(self._said or _("What it tells is not told again in the next one."))

    def _keep(self, **changes: object) -> None:
        self._said = ""
        plan = msgspec.structs.replace(self.channels.plan(), **changes)
        self.do(lambda: self.channels.keep_plan(plan))

    def _set_hour(self) -> None:
        at = time(self.at.time().hour(), self.at.time().minute())
        if at != self.channels.plan().at:
            self._keep(at=at)

    def _choose(self, channel_id: str, wanted: bool) -> None:
        chosen = [key for key in self.channels.plan().channels if key != channel_id]
        self._keep(channels=(*chosen, channel_id) if wanted else tuple(chosen))

    def _send_now(self) -> None:
        def done(words: str) -> None:
            self._said = words

        self.do(self.channels.digest_now, done)
