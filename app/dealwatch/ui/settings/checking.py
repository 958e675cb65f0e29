"""Checking: how often each source is asked, and what goes on while nobody looks."""

from __future__ import annotations

from datetime import timedelta

from dealwatch.language import _, mark, n_
from dealwatch.ui.cells import Cell, Column, Row
from dealwatch.ui.controls import Button
from dealwatch.ui.desk.settings import Schedule
from dealwatch.ui.panes import Words, line, stack
from dealwatch.ui.settings.page import Page, Scene
from dealwatch.ui.settings.parts import Buttons, Choice, Switch
from dealwatch.ui.table import Table
from dealwatch.ui.theme import Type
from dealwatch.ui.words import number_text

STEPS = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1440, 10080))
SHOWN = 9
"""Sources that are seen without scrolling."""


class CheckingPage(Page):
    name, title, icon = "checking", mark("Checking"), "arrows-clockwise"

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        look, px = self.look, self.look.theme.px
        self.rows: dict[str, Schedule] = {}
        columns = (
            Column(_("Source"), least=160),
            Column(_("How often"), 136),
            Column(_("Asked at"), 150, droppable=True),
        )
        self.table = Table(look, columns, _("How often each source is asked"), row=28)
        self.table.on_choose(lambda _row: self._say_source())
        self.table.on_open(lambda _row: self.interval.setFocus())
        self.none = Words(look, _("No source is watched yet. Add a case, a company or a feed first."), Type.SECONDARY,
                          "text2", wrap=True)  # fmt: skip
        self.interval = Choice(look, _("How often this source is asked"), ())
        self.interval.activated.connect(self._set_interval)
        self.usual = Button(look, _("As usual"), small=True)
        self.usual.clicked.connect(self._set_usual)
        self.check = Button(look, _("Check this source now"), icon="arrows-clockwise", small=True)
        self.check.clicked.connect(lambda: scene.act(f"check/{self._key()}"))
        self.paused = Switch(look, _("Pause this source"))
        self.paused.clicked.connect(self._set_paused)
        self.check_all = Button(look, _("Check all now"), icon="arrows-clockwise")
        self.check_all.clicked.connect(lambda: scene.act("check"))
        self.pause = Switch(look, _("Pause all checking"))
        self.pause.clicked.connect(lambda: scene.act("pause"))
        self.catch_up = Switch(look, _("Catch up after sleep"))
        self.catch_up.clicked.connect(lambda on: self.do(lambda: scene.settings.catch_up(on)))
        self.autostart = Switch(look, _("Start with the computer"))
        self.autostart.clicked.connect(lambda on: self.do(lambda: scene.machine.start_with_computer(on)))
        self.tray = Switch(look, _("Go on in the tray when the window is closed"))
        self.tray.clicked.connect(scene.preferences.close_to_tray)

        self.heading(_("Each source"))
        self.put(stack(self.none, margins=(px(16), 0, px(20), px(8))), self.table)
        self.source = self.setting(_("How often"), Buttons(look, self.interval, self.usual), "–", also=_("interval"))
        self.setting(self.paused.accessibleName(), self.paused, _("What is stored stays; nothing new is asked of it."))
        self.put(line(self.check, 1, margins=(px(16), px(8), px(20), px(4))))
        self.heading(_("All sources"))
        self.setting(_("Check every source, due or not"), self.check_all, also=_("Check now"))
        self.setting(
            self.pause.accessibleName(), self.pause, _("Deadlines are still watched and reminders still come.")
        )
        text = _(
            "What was missed while the computer slept is asked once. Otherwise each source waits for its next time."
        )
        self.setting(self.catch_up.accessibleName(), self.catch_up, text)
        self.heading(_("In the background"))
        text = _("Hidden, without a window. Only a running Dealwatch can tell you anything.")
        self.setting(self.autostart.accessibleName(), self.autostart, text)
        self.tray_line = self.setting(self.tray.accessibleName(), self.tray)

    def refresh(self) -> None:
        scene = self.scene
        self.rows = {row.key: row for row in scene.settings.schedules()}
        self.table.show_rows([_row(row) for row in self.rows.values()])
        if self.rows and self.table.current_row() is None:
            self.table.go_to(next(iter(self.rows)))
        height = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(height + self.look.theme.row(28) * min(max(len(self.rows), 1), SHOWN) + 2)
        self.none.setVisible(not self.rows)
        self.table.setVisible(bool(self.rows))
        self._say_source()
        self.catch_up.setChecked(scene.settings.catches_up())
        self.pause.setChecked(scene.settings.all_paused())
        self.autostart.setChecked(scene.machine.starts_with_computer())
        there = scene.preferences.tray_available()
        self.tray.setEnabled(there)
        self.tray.setChecked(there and scene.preferences.closes_to_tray)
        self.tray_line.say_hint(
            _("Otherwise closing the window ends Dealwatch.")
            if there
            else _("This desktop has no tray: closing the window ends Dealwatch. Minimise it instead.")
        )

    # -- the source that is chosen

    def _key(self) -> str:
        row = self.table.current_row()
        return row.key if row is not None else ""

    def _say_source(self) -> None:
        found = self.rows.get(self._key())
        for widget in (self.interval, self.usual, self.check, self.paused):
            widget.setEnabled(found is not None)
        if found is None:
            self.source.say_hint("")
            return
        steps = sorted({*STEPS, found.interval, found.usual})
        self.interval.offer([(step, every(step)) for step in steps])
        self.interval.show_value(found.interval)
        self.usual.setEnabled(found.interval != found.usual)
        self.paused.setChecked(found.paused)
        usual = _("{source}. Usual: {interval}.").format(source=found.title, interval=every(found.usual))
        self.source.say_hint(usual)

    def _set_interval(self) -> None:
        key, wanted = self._key(), self.interval.value
        if key and isinstance(wanted, timedelta):
            self.do(lambda: self.scene.settings.set_interval(key, wanted))

    def _set_usual(self) -> None:
        found = self.rows.get(self._key())
        if found is not None:
            self.do(lambda: self.scene.settings.set_interval(found.key, found.usual))

    def _set_paused(self, paused: bool) -> None:
        key = self._key()
        self.do(lambda: self.scene.settings.set_paused(key, paused))


def _row(source: Schedule) -> Row:
    how_often = _("paused") if source.paused else every(source.interval)
    role = "text2" if source.paused else "text"
    cells = (
        Cell(source.title),
        Cell(how_often, role, sort=source.interval.total_seconds()),
        Cell(hours(source), "text2"),
    )
    return Row(source.key, cells)


def every(interval: timedelta) -> str:
    """`every 30 minutes`, `every hour`, `every 2 days`."""
    minutes = round(interval.total_seconds() / 60)
    days, hours_ = minutes / 1440, minutes / 60
    if days >= 1 and days == int(days):
        return n_("every day", "every {n} days", int(days)).format(n=number_text(int(days)))
    if hours_ >= 1 and hours_ == int(hours_):
        return n_("every hour", "every {n} hours", int(hours_)).format(n=number_text(int(hours_)))
    return n_("every minute", "every {n} minutes", minutes).format(n=number_text(minutes))


def hours(source: Schedule) -> str:
    """`7:00–20:00, London`; sources without hours are asked at any time."""
    if source.hours is None:
        return _("any time")
    opens, closes = source.hours
    city = source.zone.rpartition("/")[2].replace("_", " ")
    return f"{opens}:00–{closes}:00, {city}"
