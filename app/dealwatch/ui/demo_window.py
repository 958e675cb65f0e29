"""The demonstration in a window of its own: the built-in register is played, the engine finds, tells and proves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer

from dealwatch.language import _, mark, n_
from dealwatch.model.event import Event
from dealwatch.system.demo_register import DemoStep
from dealwatch.system.demonstration import Demonstration
from dealwatch.system.notifier import native_channels
from dealwatch.ui.bridge import Answer, Bridge, WindowChannel
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.inline_bar import Act, InlineBar
from dealwatch.ui.machine import ThisMachine
from dealwatch.ui.main_window import MainWindow
from dealwatch.ui.tasks import Tasks
from dealwatch.ui.time_desk import TimeDesk
from dealwatch.ui.words import day_text

if TYPE_CHECKING:
    from dealwatch.ui.theme import Look
    from dealwatch.watch.ports import Channel

Played = tuple[DemoStep, list[Event]]
PACE = 3500  # ms between two steps of the story
TITLE = mark("Demonstration")
ABOUT = mark("A register of our own is played at speed. Your data is not touched and nothing leaves this computer.")


class DemoWindow(QObject):
    """Lives until its window is closed; then `ended` is called."""

    def __init__(self, look: Look, folder: Path, ended: Callable[[], None]) -> None:
        super().__init__()
        self._ended = ended
        self._folder = folder
        self._bridge = Bridge(self)
        self._tasks = Tasks(self)
        self._native = native_channels(
            lambda chosen: self._bridge.tell(Answer(chosen.target, chosen.action, chosen.alert_ids, chosen.token))
        )
        channels: list[Channel] = [*self._native, WindowChannel(self._bridge)]
        self._demo = Demonstration(folder / "data", channels)
        desk = TimeDesk(self._demo.store, self._demo.clock, IdleEngine()).desk
        settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        settings.clear()
        machine = ThisMachine(channels, (), lambda: None)
        self.window = MainWindow(look, desk, machine, self._tasks, self._bridge, settings, demonstration=True)
        self.window.closing.connect(self._close)
        self.bar = InlineBar(look, _(TITLE), _(ABOUT), hue="slate", icon="play")
        self.window.add_bar(self.bar)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)
        self._steps = 0
        self.over = False

    def show(self) -> None:
        self.window.show()
        self.window.go("today")
        self._tasks.run(self._demo.begin).then(lambda _events: self._timer.start(PACE // 2), self._failed)

    def close(self) -> None:
        """End it, with its window."""
        self.window.close()

    def _next(self) -> None:
        self._tasks.run(self._demo.advance).then(self._played, self._failed)

    def _played(self, played: Played | None) -> None:
        if played is None:
            self._finish()
            return
        step, events = played
        self._steps += 1
        self.bar.title.say(f"{_(TITLE)}: {day_text(step.at.date(), weekday=False)}")
        self.bar.text.say(step.title)
        self.bar.text.show()
        self.window.desk_changed()
        if events:
            self.window.go(f"event/{events[-1].id}" if events[-1].case_id else "inbox")
        self._timer.start(PACE)

    def _finish(self) -> None:
        self.over = True
        count = len(self._demo.store.events.list())
        self.bar.title.say(_("{title}: that was all").format(title=_(TITLE)))
        self.bar.text.say(
            n_(
                "{n} event was found, told and kept with its proof. Now it can go into a case file.",
                "{n} events were found, told and kept with their proof. Now they can go into a case file.",
                count,
            ).format(n=count)
        )
        acts = [
            Act(_("Write the case file…"), self._case_file, primary=True),
            Act(_("Close the demonstration"), lambda: (self.window.close(), None)[1]),
        ]
        self.bar.set_acts(acts)
        self.window.go(f"deal/{self._demo.deal_id}")

    def _case_file(self) -> None:
        self.window.go(f"deal/{self._demo.deal_id}")
        self.window.act("case_file")

    def _failed(self, error: Exception) -> None:
        raise error

    def _close(self) -> None:
        self._timer.stop()
        self._tasks.close()
        for channel in self._native:
            channel.close()
        self._demo.close()
        self._ended()
