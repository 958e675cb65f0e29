"""Notifications: what is told, when not, and how far ahead deadlines are."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QTimeEdit

from dealwatch.alerts.quiet_hours import QuietHours
from dealwatch.alerts.telling import Telling
from dealwatch.language import _, mark
from dealwatch.model.alert import AlertSubject
from dealwatch.ui.controls import Button, link
from dealwatch.ui.panes import Words, stack
from dealwatch.ui.reminder_rules import LONG_STOPS, ReminderRules
from dealwatch.ui.rules.rule_list import RuleList
from dealwatch.ui.rules.words import order_words
from dealwatch.ui.settings.page import Page, Scene
from dealwatch.ui.settings.parts import Buttons, Switch, follow
from dealwatch.ui.words import since_words

KINDS = (
    (AlertSubject.CHANGE, mark("Changes of watched cases"), mark("A status, a deadline, a document, a party.")),
    (
        AlertSubject.REMINDER,
        mark("Deadlines that come near"),
        mark("Long-stop dates too; as many days ahead as you say below."),
    ),
    (AlertSubject.PROPOSAL, mark("What news suggests"), mark("News only suggests; you decide.")),
    (
        AlertSubject.ITEM,
        mark("New items of feeds and pages"),
        mark("What is new in a feed or a watched part of a page."),
    ),
    (AlertSubject.HEALTH, mark("Trouble with a source"), mark("Once when it lasts, once when it is over.")),
)
NIGHT = QuietHours(time(22), time(7))


class NotificationsPage(Page):
    name, title, icon = "notifications", mark("Notifications"), "bell"

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        look = self.look
        self.kinds: dict[AlertSubject, Switch] = {}
        self.heading(_("What you are told"))
        self.note(_("Whatever is off here still stands in the inbox."))
        for subject, words, hint in KINDS:
            switch = Switch(look, _(words))
            switch.clicked.connect(lambda on, subject=subject: self._set_kind(subject, on))
            self.kinds[subject] = switch
            self.setting(_(words), switch, _(hint))
        self.rule_list = RuleList(look, apart=True)
        scene.rules.serve(self.rule_list)
        self.heading(_("Alert rules"))
        self.setting(_("By which rules"), self.rule_list.new, order_words(), also=_("alert rule exception sentence"))
        px = look.theme.px
        self.put(self.rule_list, stack(self.rule_list.acts, margins=(px(16), px(10), px(20), px(4))))
        self.heading(_("How"))
        self.sound = Switch(look, _("With a sound"))
        self.sound.clicked.connect(lambda on: self._keep(replace(self._telling(), silent=not on)))
        text = _("Where the desktop plays one for notifications; which one is set there.")
        self.setting(self.sound.accessibleName(), self.sound, text)
        self.test = Button(look, _("Send me a test notification"))
        self.test.clicked.connect(self._send_test)
        self.channel = self.setting(_("Shown by"), self.test, "–", also=_("test channel desktop tray"))
        self.beyond = link(look, _("Show the channels"))
        self.beyond.clicked.connect(lambda: scene.act("settings/channels"))
        text = _("E-mail, Slack, Microsoft Teams, a webhook, and other services.")
        self.setting(_("Channels beyond this computer"), self.beyond, text)
        self.heading(_("Quiet hours"))
        self.quiet = Switch(look, _("Tell me nothing at night"))
        self.quiet.clicked.connect(self._set_quiet)
        text = _(
            "By this computer's clock. What is found in these hours waits and comes as one notification after them."
        )
        self.setting(_("Quiet hours"), self.quiet, text, also=_("do not disturb night"))
        self.start, self.end = QTimeEdit(), QTimeEdit()
        for field, name in ((self.start, _("Quiet from")), (self.end, _("Quiet until"))):
            field.setDisplayFormat("HH:mm")
            follow(look, field, name)
            field.editingFinished.connect(self._set_hours)
        dash = Words(look, _("to"), role="text2")
        self.hours = self.setting(_("From, to"), Buttons(look, self.start, dash, self.end))
        self.heading(_("Reminders of deadlines"))
        self.rules = ReminderRules(look, scene.settings.reminder_distances())
        self.rules.changed.connect(lambda chosen: self.do(lambda: scene.settings.set_reminder_distances(chosen)))
        text = _("Each is told once for each day a deadline was ever given.")
        self.setting(_("How far ahead"), self.rules, text, also=_("working days remind"), below=True)
        self.stops = ReminderRules(look, scene.settings.long_stop_distances(), LONG_STOPS)
        self.stops.changed.connect(lambda chosen: self.do(lambda: scene.settings.set_long_stop_distances(chosen)))
        self.setting(_("Long-stop dates"), self.stops, also=_("days remind contract"), below=True)

    def refresh(self) -> None:
        telling = self._telling()
        self.scene.rules.renew(self.rule_list)
        for subject, switch in self.kinds.items():
            switch.setChecked(subject not in telling.off)
        self.sound.setChecked(not telling.silent)
        self.quiet.setChecked(telling.quiet_on)
        hours = telling.hours or NIGHT
        for field, moment in ((self.start, hours.start), (self.end, hours.end)):
            field.setEnabled(telling.quiet_on)
            if not field.hasFocus():
                field.setTime(QTime(moment.hour, moment.minute))
        same = telling.quiet_on and hours.start == hours.end
        self.hours.say_hint(_("Both are the same: these are no quiet hours.") if same else "")
        if self.rules.distances != self.scene.settings.reminder_distances():
            self.rules.show_distances(self.scene.settings.reminder_distances())
        if self.stops.distances != self.scene.settings.long_stop_distances():
            self.stops.show_distances(self.scene.settings.long_stop_distances())
        told = self.scene.settings.last_told()
        words = _("Last time: {channel}, {moment}.")
        self.channel.say_hint(
            words.format(channel=told[0], moment=since_words(told[1], self.scene.settings.now()))
            if told is not None
            else _("Nothing was told yet. The desktop's notifications come first, then a message in the window.")
        )

    def _telling(self) -> Telling:
        return self.scene.settings.telling()

    def _keep(self, telling: Telling) -> None:
        self.do(lambda: self.scene.settings.tell_so(telling))

    def _set_kind(self, subject: AlertSubject, on: bool) -> None:
        telling = self._telling()
        self._keep(replace(telling, off=telling.off - {subject} if on else telling.off | {subject}))

    def _set_quiet(self, on: bool) -> None:
        telling = self._telling()
        self._keep(replace(telling, quiet_on=on, hours=telling.hours or NIGHT))

    def _set_hours(self) -> None:
        start, end = (time(field.time().hour(), field.time().minute()) for field in (self.start, self.end))
        telling, wanted = self._telling(), QuietHours(start, end)
        if telling.hours != wanted:
            self._keep(replace(telling, hours=wanted))

    def _send_test(self) -> None:
        self.scene.tasks.run(self.scene.machine.send_test_notification).then(self.channel.say_hint, self.failed)
