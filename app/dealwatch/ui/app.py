"""The window's composition root: one application, one data folder, the engine beside it, the tray."""

from __future__ import annotations

import dealwatch.ui.own_import  # before all others, which it is for

# isort: split
import logging
import sys
import threading
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication

from dealwatch import __version__
from dealwatch.language import _
from dealwatch.model.errors import DataError, DealwatchError
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock, SystemClock
from dealwatch.system.data_place import DataPlace
from dealwatch.system.notifier import native_channels
from dealwatch.system.paths import Paths, paths_for, user_config
from dealwatch.system.secrets import Secrets
from dealwatch.ui.bridge import Answer, Bridge, WindowChannel
from dealwatch.ui.dressing import ARGUMENTS, colour, system_family
from dealwatch.ui.household import Household
from dealwatch.ui.late_engine import LateEngine
from dealwatch.ui.machine import ThisMachine
from dealwatch.ui.main_window import MainWindow
from dealwatch.ui.preferences import theme_of
from dealwatch.ui.single_instance import SHOW, WAIT, Claim, FirstInstance, server_name, tell_first
from dealwatch.ui.spoken import SETTING, speak_chosen
from dealwatch.ui.sweeper import Sweeper
from dealwatch.ui.tasks import Tasks
from dealwatch.ui.theme import Appearance, Look, choose
from dealwatch.ui.time_desk import TimeDesk
from dealwatch.watch.sample_install import install_sample

if TYPE_CHECKING:
    from dealwatch.system.notifier import NativeChannel
    from dealwatch.ui.demo_window import DemoWindow
    from dealwatch.watch.ports import Channel, Clock

LOG = "dealwatch.log"
BEGIN = 400  # ms after the first paint the engine starts: first the window is there
TURN = 0.0005
"""Seconds after which a thread that computes lets the window's thread on: Python's usual 5 ms add up at every call."""
log = logging.getLogger(__name__)

dealwatch.ui.own_import.imported()


def run_window(data: Path | None, now: datetime | None, *, hidden: bool = False, link: str = "") -> int:
    """Open the window and stay until it ends; the exit status. A second start only raises the first."""
    app = QApplication([*sys.argv[:1], *ARGUMENTS])
    app.setApplicationName("Dealwatch")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("dealwatch")
    place = _place(data)
    if place is None:
        return 3
    claim = Claim(place.paths.config, server_name(place.folder))
    patience = WAIT if claim.taken else 0
    if not claim.first and tell_first(server_name(place.folder), link or SHOW, patience):
        return 0
    clock: Clock = FixedClock(now) if now else SystemClock()
    place = place.carry_out(clock.now())  # nobody else has the data now
    paths, name = place.paths.create(), server_name(place.folder)
    if not claim.first or name != claim.name:  # the folder was not there yet, or the data is elsewhere now
        claim.give_up()
        claim = Claim(paths.config, name)
    _write_log(paths.logs)
    settings = QSettings(str(paths.config / "window.ini"), QSettings.Format.IniFormat)
    speak_chosen(app, settings)
    look = Look(theme_of(settings))
    colour(app, look)
    first = FirstInstance(name)
    sweeper = Sweeper(app)
    sweeper.start()
    store = _open(paths, clock, look, first)
    if store is None:
        return 3
    options = ("--data", str(data)) if data is not None else ()
    session = Session(app, place, settings, look, store, clock, options)
    sys.setswitchinterval(TURN)
    first.called.connect(session.called)
    session.engine_begun.connect(sweeper.spare)
    session.window.settled.connect(first.listen)
    session.begin(hidden=hidden, link=link)
    status = app.exec()
    session.end()
    first.close()
    first.called.disconnect()
    del session
    claim.give_up()
    sweeper.stop()  # windows go while the application is still there
    return status


def _place(data: Path | None) -> DataPlace | None:
    """The folders; or, where they were moved to a drive that is not there, what to do, and None to end."""
    while True:
        try:
            return DataPlace(paths_for(data), named=data is not None)
        except DataError as error:
            look = Look(choose(Appearance.SYSTEM, 1.0, system_family()))
            from dealwatch.ui.damaged_dialog import DamagedDialog

            dialog = DamagedDialog(look, error, user_config(), SystemClock().now())
            dialog.exec()
            if not dialog.retry:
                return None


def _open(paths: Paths, clock: Clock, look: Look, first: FirstInstance) -> Store | None:
    """The data; or, where they cannot be used, what is wrong and how to go on, before any window."""
    while True:
        try:
            store = Store.open(paths.data, clock.now())
            install_sample(store)
        except DataError as error:
            from dealwatch.ui.damaged_dialog import DamagedDialog

            first.listen()  # a later start is not to ask the same
            dialog = DamagedDialog(look, error, paths.data, clock.now())
            dialog.exec()
            if not dialog.retry:
                return None
        else:
            return store


def _write_log(folder: Path) -> None:
    """Until the window is there into a file that only grows: what turns it over costs more to load than the window."""
    try:
        handler: logging.Handler = logging.FileHandler(folder / LOG, encoding="utf-8")
    except OSError:  # what is wrong with the folder is said when the data are opened
        handler = logging.NullHandler()
    logging.basicConfig(level=logging.INFO, handlers=[_formatted(handler)])
    for name in ("httpx2", "apscheduler"):  # every request stands in the network ledger; once is enough
        logging.getLogger(name).setLevel(logging.WARNING)


def _turn_over_log(folder: Path) -> None:
    from logging.handlers import RotatingFileHandler

    root = logging.getLogger()
    for handler in list(root.handlers):
        if type(handler) is logging.FileHandler and Path(handler.baseFilename) == (folder / LOG).absolute():
            turning = RotatingFileHandler(folder / LOG, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
            root.addHandler(_formatted(turning))
            root.removeHandler(handler)
            handler.close()


def _formatted(handler: logging.Handler) -> logging.Handler:
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler


def _tray_available() -> bool:
    from PySide6.QtWidgets import QSystemTrayIcon  # late: before the first paint nobody asks

    return QSystemTrayIcon.isSystemTrayAvailable()


class Session(QObject):
    """What lives as long as the window does, built by hand."""

    engine_begun = Signal()

    def __init__(
        self, app: QApplication, place: DataPlace, settings: QSettings, look: Look, store: Store, clock: Clock,
        options: tuple[str, ...],
    ) -> None:  # fmt: skip
        super().__init__()
        self._app, self._paths, self._settings, self._look, self._store = app, place.paths, settings, look, store
        self._household = Household(Secrets(), place)
        self._demo: DemoWindow | None = None
        self._quitting = False
        self.bridge, self._tasks = Bridge(self), Tasks(self)
        self._native: tuple[NativeChannel, ...] = ()
        self._channels: list[Channel] = []  # filled when the window is there: engine and machine hold the same list
        channels = self._channels
        self.engine = LateEngine(store, clock, channels, lambda: self.bridge.tell(None), lambda: self._times.law(),
                                 self._household.secrets)  # fmt: skip
        self._clock = clock
        self._machine = ThisMachine(channels, options, self._ask_demonstration, self._diagnose)
        self._build(frame_first=True)
        self.window.settled.connect(self._settled)
        self.bridge.demo_wanted.connect(self._demonstrate)
        self.bridge.crashed.connect(self._show_crash)
        self._beginning = QTimer(self, singleShot=True, interval=BEGIN)
        self._beginning.timeout.connect(self._begin_engine)
        self._catch()

    def _build(self, *, frame_first: bool = False) -> None:
        """Desk, window and tray: everything that says words."""
        look, settings = self._look, self._settings
        self._times = TimeDesk(self._store, self._clock, self.engine, self._paths.config / "rules", self._household,
                               lambda: self.bridge.tell(None))  # fmt: skip
        self.desk = self._times.desk
        self.window = MainWindow(
            look, self.desk, self._machine, self._tasks, self.bridge, settings, frame_first=frame_first
        )
        self.window.ending = self.quit
        preferences = self.window.preferences
        preferences.speak, preferences.tray_changed = self.choose_language, self._say_tray
        preferences.tray_available = _tray_available
        self.window.closing.connect(self._closing)
        if not frame_first:
            self._build_late()

    def _build_late(self) -> None:
        """What the first paint does not wait for."""
        from dealwatch.ui.tray import Tray

        self.window.works.watch(self.engine.meter, _("Check"))
        self.tray = Tray(self._look, self.desk)
        self.tray.opened.connect(self.called)
        self.tray.check_wanted.connect(lambda: self.window.act("check"))
        self.tray.pause_wanted.connect(lambda: self.window.act("pause"))
        self.tray.quit_wanted.connect(self.quit)
        self.window.refreshed.connect(self.tray.say)

    def choose_language(self, code: str) -> None:
        """Speak another language at once; empty means the system's. The window comes back at its place."""
        self._settings.setValue(SETTING, code)
        speak_chosen(self._app, self._settings)
        settings_page = self.window.acts.settings_page()
        self.rebuild()
        if settings_page:
            self.window.act(f"settings/{settings_page}")

    def rebuild(self) -> None:
        """A new window and tray in place of the ones there are, as the settings have it."""
        self.window.fill()  # one that was never shown has no tray yet
        before, tray, desk = self.window, self.tray, self._times
        before.save()
        staying, shown = before.stays_in_tray, before.isVisible()
        self._build()
        self.window.stays_in_tray = staying
        if staying:
            self.tray.say()
            self.tray.show()
        if shown:
            self.window.show()
        before.hide()
        tray.hide()
        before.deleteLater()
        tray.deleteLater()
        desk.close()

    def begin(self, *, hidden: bool, link: str) -> None:
        if not hidden:
            self.window.show()
        elif not _tray_available():
            self.window.showMinimized()
        if hidden:
            self.window.fill()
        if link:
            self.window.open_target(link)

    def _settled(self) -> None:
        """The window is there and says what is so: now the tray, and soon the engine."""
        from dealwatch.ui import vectors

        _turn_over_log(self._paths.logs)
        self._native = native_channels(
            lambda chosen: self.bridge.tell(Answer(chosen.target, chosen.action, chosen.alert_ids, chosen.token))
        )
        self._channels[:] = [*self._native, WindowChannel(self.bridge)]
        self._app.setWindowIcon(vectors.icon("dealwatch"))
        self._build_late()
        self._say_tray()
        self.window.acts.help.tell_update()
        if _tray_available():
            self.tray.say()
            self.tray.show()
        self._beginning.start()

    def _begin_engine(self) -> None:
        self.engine.start()
        self.engine_begun.emit()

    def called(self, message: str) -> None:
        """A second start, the tray or a link: come to the front, and go where it says."""
        self.window.open_target(message)

    def quit(self) -> None:
        self._quitting = True
        self.window.stays_in_tray = False
        self.window.save()
        self.desk.mark_looked()
        self._app.quit()

    def end(self) -> None:
        """Everything stops in order: the beat, the tasks, the channels, the data."""
        self._quitting = True
        self._beginning.stop()  # ended before the engine was there: it must not begin on closed data
        if self.window.filled:
            self.tray.hide()
        self.engine.stop()
        self._tasks.close()
        if self._demo is not None:
            self._demo.close()
        for channel in self._native:
            channel.close()
        self._times.close()
        self._store.close()
        sys.excepthook, threading.excepthook = self._hooks

    def _closing(self) -> None:
        if self._quitting:
            return
        self._say_tray()
        self.desk.mark_looked()
        if self.window.stays_in_tray and not self._settings.value("told_of_tray", False, type=bool):
            self._settings.setValue("told_of_tray", True)
            from dealwatch.ui.keep_running_dialog import KeepRunningDialog

            KeepRunningDialog(self._look, self.quit).show()

    def _say_tray(self) -> None:
        """Whether a window that is closed goes on in the tray: where there is one and the user wants it."""
        staying = _tray_available() and self.window.preferences.closes_to_tray
        self.window.stays_in_tray = staying
        self._app.setQuitOnLastWindowClosed(not staying)

    def _diagnose(self) -> str:
        """Called on the task thread."""
        from dealwatch.ui.help.report import report_of

        return report_of(self._store, self._paths, self._clock.now(), self._look.theme, self._household.secrets)

    # -- demonstration

    def _ask_demonstration(self) -> None:
        """Called on the task thread: windows are made on the window's own."""
        self.bridge.demo_wanted.emit()

    def _demonstrate(self) -> None:
        from dealwatch.ui.demo_window import DemoWindow

        if self._quitting:
            return
        if self._demo is not None:
            self._demo.window.come_to_front()
            return

        def ended() -> None:
            self._demo = None

        demo = DemoWindow(self._look, self._paths.demonstration, ended)
        self._demo = demo
        demo.show()

    # -- errors nobody expected

    def _catch(self) -> None:
        self._hooks = sys.excepthook, threading.excepthook

        def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if issubclass(kind, KeyboardInterrupt):
                self._app.quit()
                return
            from dealwatch.ui.crash_dialog import report

            log.error("Unexpected error", exc_info=(kind, error, trace))
            if isinstance(error, DealwatchError):
                self.bridge.crashed.emit(f"{error.title}\n{error.hint}")
            else:
                self.bridge.crashed.emit(report(kind, error, trace))

        sys.excepthook = caught
        threading.excepthook = lambda args: caught(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)

    def _show_crash(self, details: str) -> None:
        from dealwatch.ui.crash_dialog import CrashDialog

        CrashDialog(self._look, details, self.window).show()
