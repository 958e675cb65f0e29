"""The window: frame, places, panes. It shows views, answers what they ask, and holds no data of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from dealwatch.language import _
from dealwatch.ui.arrivals import Arrivals
from dealwatch.ui.commands import build_actions, build_menus
from dealwatch.ui.first_paint import FirstPaint
from dealwatch.ui.frame import MenuBar, Split
from dealwatch.ui.keys import Keys
from dealwatch.ui.panes import Ground, Rule, line, stack
from dealwatch.ui.places import History, Place, parse_link, parse_place
from dealwatch.ui.preferences import Preferences
from dealwatch.ui.sidebar import Sidebar
from dealwatch.ui.status_line import StatusLine
from dealwatch.ui.toolbar import Toolbar
from dealwatch.ui.view_stack import Views
from dealwatch.ui.window_memory import WindowMemory
from dealwatch.ui.works import Works

if TYPE_CHECKING:
    from dealwatch.model.note import Note
    from dealwatch.ui.acts import Acts
    from dealwatch.ui.banner import Banner
    from dealwatch.ui.bridge import Answer, Bridge
    from dealwatch.ui.desk import Change, Desk, Hit, Machine
    from dealwatch.ui.tasks import Runner
    from dealwatch.ui.theme import Look
    from dealwatch.watch.ports import Message

NARROW, NO_INSPECTOR = 900, 1100
LEAST = (760, 520)


class MainWindow(FirstPaint):
    """`closing` is told when the window closes, be it to go on in the tray.

    With `frame_first` it is the bare frame until its first paint is over; then come panes, figures and the first place.
    """

    closing = Signal()
    refreshed = Signal()
    settled = Signal()

    def __init__(
        self,
        look: Look,
        desk: Desk,
        machine: Machine,
        tasks: Runner,
        bridge: Bridge,
        settings: QSettings,
        *,
        demonstration: bool = False,
        frame_first: bool = False,
    ) -> None:
        super().__init__()
        self.look, self.desk, self.machine = look, desk, machine
        self.settings, self.tasks = settings, tasks
        self.history = History()
        self.stays_in_tray = False
        self.banner: Banner | None = None
        self.demonstration = demonstration
        self.inspector_wish = bool(settings.value("inspector", True, type=bool))
        self.setWindowTitle("Dealwatch")
        self.setObjectName("main")
        self.setMinimumSize(*LEAST)
        self.setAcceptDrops(True)
        self.ending: Callable[[], None] = QApplication.quit
        self.preferences = Preferences(settings, look)
        self.actions_by_name = build_actions(self, self.act)
        self.keys = Keys(settings, self.actions_by_name)
        self.keys.apply()
        self.setMenuBar(MenuBar(look))
        self.menus = build_menus(self.menuBar(), self.actions_by_name)
        self.toolbar = Toolbar(look)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.toolbar)
        self.sidebar = Sidebar(look)
        self.sidebar.wanted.connect(self.go)
        self.views = Views(look, desk, self)
        steps = (self._say_frame, self.views.parts, self._show_beside, self.refreshed.emit)
        self._arrivals = Arrivals(desk, tasks, steps, self, self._shown)
        self.status = StatusLine(look)
        self.status.resume_wanted.connect(lambda: self.act("pause"))
        self.setStatusBar(self.status)
        self._build_centre()
        self._connect(bridge)
        self.memory = WindowMemory(self)
        self.memory.restore()
        self.filled, self._first = False, ""
        if frame_first:
            self.painted.connect(self.fill)
        else:
            self.fill()

    def fill(self) -> None:
        """What the first paint does not wait for: inspector, jump list, the first place, what the desk reads."""
        if self.filled:
            return
        from dealwatch.ui.as_at_acts import AsAtActs
        from dealwatch.ui.inspector import Inspector
        from dealwatch.ui.jump_list import JumpList

        self.filled = True
        self.acts.fill_menus()
        self.inspector = Inspector(self.look, self.desk, self)
        self.inspector.snapshot_wanted.connect(self.acts.show_snapshot)
        self.inspector.said.connect(self.status.remark)
        self.inspector.closed.connect(lambda: self.show_inspector(False))
        self.split.addWidget(self.inspector)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        panes = self.settings.value("panes")
        if not isinstance(panes, QByteArray) or not self.split.restoreState(panes):
            self.split.setSizes([1088, self.inspector.sizeHint().width()])
        self.as_at = AsAtActs(self)
        self.jump = JumpList(self.look, self.toolbar.search, self.seek)
        self.jump.wanted.connect(self._jump)
        self.look.changed.connect(self._restyled)
        self.go(self._first or self.memory.first_place())
        if self.isVisible():
            self.desk_changed()
        self.settled.emit()

    @cached_property
    def acts(self) -> Acts:
        from dealwatch.ui.acts import Acts  # late: they bring every dialog's beginnings with them

        return Acts(self, self.tasks)

    def _build_centre(self) -> None:
        side = Ground(self.look, "side")
        side.setLayout(stack(self.sidebar))
        centre = Ground(self.look)
        self.split = Split(self.look, Qt.Orientation.Horizontal)
        self.split.addWidget(self.views)
        row = line(side, Rule(self.look, strong=True, upright=True), self.split, gap=0)
        row.setStretch(2, 1)
        self._bars = stack()
        column = stack()
        column.addLayout(self._bars)
        column.addLayout(row, 1)
        self.works = Works(self.look, self.tasks, self.status.remark)
        column.addWidget(self.works)
        centre.setLayout(column)
        self.setCentralWidget(centre)

    def _connect(self, bridge: Bridge) -> None:
        bar = self.toolbar
        bar.check.clicked.connect(lambda: self.act("check"))
        bar.add.clicked.connect(lambda: self.act("add"))
        bar.back.clicked.connect(lambda: self.act("back"))
        bar.forward.clicked.connect(lambda: self.act("forward"))
        bridge.data_changed.connect(self.look_again)
        bridge.answered.connect(self.answered)
        bridge.message.connect(self.show_message)

    # -- Stage: what views may ask

    def go(self, place: str) -> None:
        """Show a place and remember the way back. A place that is none leaves everything as it is."""
        wanted = parse_place(place)
        if wanted is None:
            return
        if not self.filled:
            self._first = place
            return
        if self.banner is not None and self.banner.shown is not None and self.banner.shown.target.endswith(place):
            self.banner.hide()  # what it told of is being looked at
        self.desk.let_go()
        if wanted.kind == "proposal":
            self.act(f"news/open/{wanted.ref}")
            return
        shown = self.views.show_place(wanted)
        self.history.visit(shown)
        self._arrived(shown)

    def _arrived(self, place: Place) -> None:
        self.memory.start()
        self.sidebar.show_place(str(place))
        self._say_title()
        self._say_history()
        self._fit_inspector()
        about = self.inspector.change
        own = about is not None and about.deal is not None and str(place) == f"deal/{about.deal.id}"
        own = own or (about is not None and about.case is not None and str(place) == f"case/{about.case.id}")
        free = place.kind in ("deal", "case") and not self.inspector.deadline_key and not own
        if free and not self.views.inspect_chosen():  # the proof of another deal, or a source, is none of this page
            self.inspector.show_nothing()
        focus = self.focusWidget()
        walking = focus is not None and self.sidebar.isAncestorOf(focus)  # the sidebar, and goes on walking it
        if not walking and place.kind != "inbox":  # there the first change would count as read
            self.views.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_title(self) -> None:
        title = self.views.title()
        title = _("Demonstration: {title}").format(title=title) if self.demonstration else title
        self.setWindowTitle(f"{title} – Dealwatch")

    def inspect(self, change: Change, *, reveal: bool = False) -> None:
        self.inspector.show_change(change)
        if reveal:
            self.show_inspector(True)

    def inspect_source(self, key: str) -> None:
        page = self.desk.source(key)
        if page is not None:
            self.inspector.show_source(page)

    def inspect_deadline(self, key: str, *, reveal: bool = False) -> None:
        sheet = self.desk.deadline(key)
        if sheet is not None:
            self.inspector.show_deadline(sheet)
        if reveal:
            self.show_inspector(True)

    def act(self, name: str) -> None:
        self.fill()  # a key may come before the first paint
        self.acts.do(name)

    def keep_note(self, note: Note) -> None:
        self.acts.work.keep_note(note)

    def attach_files(self, deal_id: str, paths: Sequence[Path]) -> None:
        self.acts.work.attach_files(deal_id, paths)

    def open_url(self, url: str) -> None:
        if url.startswith(("https://", "http://")):
            self.machine.open_url(url)

    def look_again(self) -> None:
        if self.filled:
            self._arrivals.come()

    def desk_changed(self) -> None:
        """The data changed: the frame and the view that is shown read anew."""
        self.desk.let_go()
        self._say_frame()
        self._show_view()
        self.refreshed.emit()

    def _say_frame(self) -> None:
        standing, now = self.desk.standing(), self.desk.now()
        self.sidebar.say(standing)
        self.sidebar.show_place(str(self.views.place))
        self.status.say(standing, now)
        self.acts.say(standing)

    def _show_view(self) -> None:
        self.views.refresh()
        self._show_beside()

    def _shown(self) -> Sequence[str]:
        """The places that an arrival shows anew."""
        return str(self.views.place), f"source/{self.inspector.source_key}"

    def _show_beside(self) -> None:
        self._say_title()  # a case may have got its name
        if self.inspector.source_key:
            self.inspect_source(self.inspector.source_key)
        elif self.inspector.change is None and not self.inspector.deadline_key:
            self.views.show_newest()
        elif (self.inspector.deadline_key or self.inspector.notes is not None) and self.inspector.isVisible():
            self.inspector.renew()

    def add_bar(self, bar: QWidget) -> None:
        """A message over everything, for as long as the window is there."""
        self._bars.addWidget(bar)

    # -- the way in from outside

    def open_target(self, target: str) -> None:
        """Follow a `dealwatch://` address from a notification, a link or a second start, and come to the front."""
        place = parse_link(target)
        self.come_to_front()
        if place is not None:
            self.go(str(place))

    def answered(self, answer: Answer) -> None:
        """A notification was answered. What is muted there is muted without the window coming to the front."""
        if answer.action == "mute":
            self.acts.work.mute_target(answer.target)
            return
        self.open_target(answer.target)
        if answer.action == "evidence":
            self.act("evidence")

    def show_message(self, message: Message) -> None:
        """The notification of a desktop that has none."""
        if self.banner is None:
            from dealwatch.ui.banner import Banner

            self.banner = Banner(self.look, self)
            self.banner.opened.connect(self.open_target)
        self.banner.show_message(message)

    def come_to_front(self) -> None:
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # -- search

    def seek(self, text: str, wanted: Callable[[], bool], show: Callable[[Sequence[Hit]], None]) -> None:
        from dealwatch.ui.jump_hits import seek

        seek(self, text, wanted, show)

    def _jump(self, target: str) -> None:
        if target.startswith("act/"):
            self.act(target.removeprefix("act/"))
        else:
            self.go(target.removeprefix("dealwatch://"))

    # -- panes

    def panes(self) -> list[QWidget]:
        """In the order of F6."""
        found: list[QWidget] = [self.sidebar, self.views.first_focus()]
        if self.inspector.isVisible():
            found.append(self.inspector.first_focus())
        return [*found, self.toolbar.search.edit]

    def show_inspector(self, wanted: bool) -> None:
        self.inspector_wish = wanted
        self.inspector.setVisible(wanted)
        self._say_inspector()

    def _fit_inspector(self) -> None:
        """Open where the user wants it, the window has room for it, and the view has something for it."""
        room = self.width() >= NO_INSPECTOR * (1 + max(self.look.theme.scale - 1, 0) / 2)
        self.inspector.setVisible(self.inspector_wish and room and self.views.wants_inspector())
        self._say_inspector()

    def _say_inspector(self) -> None:
        self.actions_by_name["inspector"].setChecked(not self.inspector.isHidden())

    def _say_history(self) -> None:
        for name, possible in (("back", self.history.has_back), ("forward", self.history.has_forward)):
            self.actions_by_name[name].setEnabled(possible)
        self.toolbar.back.setEnabled(self.history.has_back)
        self.toolbar.forward.setEnabled(self.history.has_forward)

    def _restyled(self) -> None:
        self.sidebar.set_narrow(self.width() < NARROW)
        self.desk_changed()

    # -- events and state

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.acts.drops.takes(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.acts.drops.drop(event.mimeData())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.set_narrow(event.size().width() < NARROW)
        if not self.filled:
            return
        if (event.oldSize().width() >= NO_INSPECTOR) != (event.size().width() >= NO_INSPECTOR):
            self._fit_inspector()
        if self.banner is not None and self.banner.isVisible():
            self.banner.place()
        self.jump.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.filled:
            self.desk_changed()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.save()
        self.closing.emit()
        if self.stays_in_tray:
            self.hide()
            event.ignore()
            return
        super().closeEvent(event)

    def save(self) -> None:
        """Remember size, panes and place."""
        self.memory.save()
