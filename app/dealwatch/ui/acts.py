"""What the commands do. Acts on data go through the task runner; what they say appears in the status bar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from dealwatch.language import _, mark
from dealwatch.model.errors import DealwatchError
from dealwatch.ui.attach_acts import AttachActs
from dealwatch.ui.calendar_file_acts import CalendarFileActs
from dealwatch.ui.citing_acts import CitingActs
from dealwatch.ui.deadline_acts import DeadlineActs
from dealwatch.ui.drop_acts import DropActs
from dealwatch.ui.export_acts import ExportActs
from dealwatch.ui.help.acts import HelpActs
from dealwatch.ui.menu_key import serve
from dealwatch.ui.news_acts import NewsActs
from dealwatch.ui.pane_cycle import cycle
from dealwatch.ui.rules.acts import RuleActs
from dealwatch.ui.sidebar import PLACES
from dealwatch.ui.work_acts import WorkActs

if TYPE_CHECKING:
    from dealwatch.model.event import Event
    from dealwatch.ui.desk import Change, Standing
    from dealwatch.ui.main_window import MainWindow
    from dealwatch.ui.tasks import Runner

APPEARANCES = (
    ("system", mark("As the system")),
    ("light", mark("Light")),
    ("dark", mark("Dark")),
    ("high_contrast", mark("High contrast")),
)


class Acts:
    def __init__(self, window: MainWindow, tasks: Runner) -> None:
        self._window, self._tasks = window, tasks
        self._standing: Standing | None = None
        self._news = NewsActs(window, self.run)
        self._deadlines = DeadlineActs(window, self.run)
        self._days = CalendarFileActs(window, tasks, self._failed)
        self.rules = RuleActs(window, tasks, self.run)
        self.work = WorkActs(window, self.run)
        self.citing = CitingActs(window)
        self.exports = ExportActs(window, self.work, self._failed)
        self.saved = AttachActs(window, tasks, self._failed)
        self.drops = DropActs(window, tasks, self.run, self._failed)
        self.help = HelpActs(window, tasks, self._failed)
        self.quit: Callable[[], None] = lambda: window.ending()
        w = window
        self._plain: dict[str, Callable[[], None]] = {
            **self.work.commands,
            **self.drops.commands,
            **self.saved.commands,
            **self.help.commands,
            "add": self.add,
            "case_file": self.exports.case_file,
            "monday_table": self.exports.monday_table,
            "calendar_file": self._days.ask,
            "close": lambda: (w.close(), None)[1],
            "quit": lambda: self.quit(),
            "find": self.find,
            "search": self.search,
            "citation": self.citing.plain,
            "citation_oscola": self.citing.oscola,
            "citation_bluebook": self.citing.bluebook,
            "mark_read": self.mark_all_read,
            "back": lambda: self._travel(-1),
            "forward": lambda: self._travel(1),
            "inspector": lambda: w.show_inspector(w.inspector.isHidden()),
            "next_pane": lambda: cycle(w, 1),
            "previous_pane": lambda: cycle(w, -1),
            "larger": lambda: w.preferences.step_size(1),
            "smaller": lambda: w.preferences.step_size(-1),
            "usual_size": lambda: w.preferences.step_size(0),
            "settings": self.settings,
            "check": lambda: self.check(()),
            "pause": self.toggle_pause,
            "next": lambda: w.views.step(1),
            "previous": lambda: w.views.step(-1),
            "evidence": self.evidence,
            "snapshot": self.snapshot,
            "open_page": self.open_page,
            "toggle_read": self.toggle_read,
            "test_notification": self.test_notification,
            "autostart": self.toggle_autostart,
            "sample": self.toggle_sample,
            "sample_on": lambda: self.show_sample(True),
            "sample_off": lambda: self.show_sample(False),
            "demo": self.demo,
            "diff": self.compare,
            "next_difference": lambda: self.step_difference(1),
            "previous_difference": lambda: self.step_difference(-1),
            "as_at": lambda: w.as_at.choose(),
            "now": lambda: w.as_at.look_at(None),
            "what_if": self._deadlines.what_if,
            "reminders": self._deadlines.reminders,
            "rules": self.rules.show,
        }

    def do(self, name: str) -> None:
        """Run a command; `check/<key>`, `pause/<key>` and `resume/<key>` mean one source, `news/…` a suggestion."""
        verb, _, key = name.partition("/")
        if key and verb == "check":
            self.check((key,))
        elif key and verb in ("attachment", "detach", "note_away"):
            self.work.do(name)
        elif key and verb == "news":
            self._news.do(key)
        elif key and verb == "what_if":
            self._deadlines.what_if(key)
        elif key and verb == "calendar_file":
            self._days.of_deadline(key)
        elif key and verb == "rule":
            self.rules.open(key)
        elif key and verb == "help":
            self.help.show(key)
        elif key and verb == "settings":
            self.settings(key)
        elif key and verb in ("pause", "resume"):
            self.run(lambda: self._window.desk.pause_source(key, verb == "pause"))
        else:
            self._plain[name]()

    def fill_menus(self) -> None:
        """Menus that do more than list the commands: places and appearances under View."""
        w = self._window
        view = w.menus["View"]
        first = view.actions()[0]
        for number, (place, name, _icon) in enumerate(PLACES, 1):
            action = QAction(_(name), w)
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.triggered.connect(lambda _=False, place=place: w.go(place))
            view.insertAction(first, action)
            w.addAction(action)
        view.insertSeparator(first)
        looks = view.addMenu(_("Appearance"))
        serve(w)
        for appearance, words in APPEARANCES:
            looks.addAction(_(words), partial(w.preferences.appear, appearance))

    def say(self, standing: Standing) -> None:
        """Ticks and words of commands follow the data and the machine."""
        self._standing = standing
        actions = self._window.actions_by_name
        actions["pause"].setChecked(standing.paused)
        actions["sample"].setChecked(standing.sample.shown > 0)
        actions["sample"].setEnabled(standing.sample.shown + standing.sample.hidden > 0)
        actions["autostart"].setChecked(self._window.machine.starts_with_computer())
        actions["settings"].setEnabled(not self._window.demonstration)
        bar = self._window.toolbar
        if not bar.check_menu.actions():
            for name in ("check", "pause"):
                bar.check_menu.addAction(actions[name])
            bar.export_menu.addActions([actions["case_file"], actions["monday_table"], actions["calendar_file"]])
        if standing.checking and bar.check.hasFocus():  # Qt would hand the keyboard to the next button
            self._window.views.first_focus().setFocus()
        bar.check.setEnabled(not standing.checking)
        bar.show_search_key(actions["find"].shortcut().toString(QKeySequence.SequenceFormat.NativeText))

    # -- one by one

    def run(self, act: Callable[[], object], said: str = "", then: Callable[[], None] | None = None) -> None:
        def done(_result: object) -> None:
            if said:
                self._window.status.remark(said)
            if then is not None:
                then()
            self._window.desk_changed()

        self._tasks.run(act).then(done, self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DealwatchError):
            raise error
        from dealwatch.ui.trouble_dialog import TroubleDialog

        TroubleDialog(self._window.look, error.title, error.hint, self._window).show()

    def add(self, text: str = "") -> None:
        from dealwatch.ui.add_dialog import AddDialog

        w = self._window
        dialog = AddDialog(w.look, w.desk, self._tasks, w, text)
        dialog.added.connect(self._added)
        dialog.part_wanted.connect(self.saved.pick)
        dialog.show()

    def _added(self, place: str) -> None:
        self._window.desk_changed()
        self._window.go(place)
        self._window.status.remark(_("Added. You are told about changes from now on."))

    def search(self) -> None:
        """The search view, beginning with what stands in the toolbar's field."""
        w = self._window
        text = w.toolbar.search.edit.text().strip()
        w.jump.hide()
        w.go(f"search/{text}" if text else "search")
        w.views.first_focus().setFocus()

    def find(self) -> None:
        edit = self._window.toolbar.search.edit
        edit.setFocus()
        edit.selectAll()
        self._window.jump.search()

    def mark_all_read(self) -> None:
        desk = self._window.desk
        unread = desk.unread()
        unread += tuple(news.alert for news in desk.proposals() if news.unread)
        self.run(lambda: self._window.desk.mark_read(unread), _("Everything is marked as read."))

    def _travel(self, by: int) -> None:
        place = self._window.history.back() if by < 0 else self._window.history.forward()
        if place is not None:
            self._window._arrived(self._window.views.show_place(place))

    def check(self, keys: tuple[str, ...]) -> None:
        self.run(lambda: self._window.desk.check_now(keys), _("Checking now…"))

    def toggle_pause(self) -> None:
        wanted = not self._window.desk.standing().paused
        self.run(
            lambda: self._window.desk.pause(wanted), _("Checking is paused.") if wanted else _("Checking goes on.")
        )

    def _change(self) -> Change | None:
        return self._window.inspector.change

    def evidence(self) -> None:
        change = self._change()
        if change is None:
            self._window.views.step(1)
            change = self._change()
        if change is not None:
            self._window.inspect(change, reveal=True)

    def snapshot(self) -> None:
        change = self._change()
        if change is not None:
            self.show_snapshot(next((e for e in change.events if e.evidence.snapshot), change.lead))

    def show_snapshot(self, event: Event) -> None:
        from dealwatch.ui.stored_page_dialog import StoredPageDialog

        page = self._window.desk.stored_page(event.evidence.snapshot) if event.evidence.snapshot else None
        if page is None:
            self._window.status.remark(_("Nothing is stored for this change."))
            return
        StoredPageDialog(self._window.look, page, event.evidence.quote, self._window).show()

    def compare(self) -> None:
        """What changed in the page: in the inbox in its place, elsewhere in a window of its own."""
        from dealwatch.ui.diff_dialog import diff_dialog
        from dealwatch.ui.views.inbox import InboxView

        w = self._window
        view, change = w.views.current(), self._change()
        if isinstance(view, InboxView):
            view.compare()
            return
        event = next((e for e in change.events if e.evidence.snapshot), change.lead) if change is not None else None
        dialog = diff_dialog(w.look, w.desk, event, change.name if change else "", w) if event is not None else None
        if dialog is None:
            w.status.remark(_("There is no earlier version of this page to compare with."))
        else:
            dialog.show()

    def step_difference(self, by: int) -> None:
        from dealwatch.ui.views.inbox import InboxView

        view = self._window.views.current()
        if isinstance(view, InboxView):
            view.step_difference(by)

    def open_page(self) -> None:
        change = self._change()
        if change is not None:
            from dealwatch.sources.human_pages import page_for_people

            self._window.open_url(page_for_people(change.lead.evidence.url))

    def toggle_read(self) -> None:
        change = self._change()
        if change is not None:
            fresh = self._window.desk.change_of(change.lead.id) or change
            self._window.desk.mark_read((fresh.id,), fresh.unread)
            self._window.desk_changed()

    def test_notification(self) -> None:
        self._tasks.run(self._window.machine.send_test_notification).then(self._window.status.remark, self._failed)

    def toggle_autostart(self) -> None:
        machine = self._window.machine
        wanted = not machine.starts_with_computer()
        words = (
            _("Dealwatch starts with the computer.") if wanted else _("Dealwatch no longer starts with the computer.")
        )
        self.run(lambda: machine.start_with_computer(wanted), words)

    def toggle_sample(self) -> None:
        self.show_sample(not (self._standing and self._standing.sample.shown))

    def show_sample(self, shown: bool) -> None:
        w = self._window
        words = (
            _("The sample list is back.")
            if shown
            else _("The sample list is gone. Tools ▸ Sample list brings it back.")
        )
        leave = not shown and w.views.place.kind in ("list", "deal")
        self.run(lambda: w.desk.set_sample_shown(shown), words, (lambda: w.go("today")) if leave else None)

    def demo(self) -> None:
        self._tasks.run(self._window.machine.start_demonstration).then(
            lambda _none: self._window.status.remark(_("The demonstration opens in a window of its own.")), self._failed
        )

    def settings(self, page: str = "") -> None:
        """The settings, at a page or where they were left; one window, which comes to the front."""
        from dealwatch.ui.settings.dialog import SettingsDialog

        found = self._window.findChild(SettingsDialog)
        dialog = found if found is not None and found.isVisible() else SettingsDialog(self._window, self._tasks)
        dialog.open_at(page)

    def settings_page(self) -> str:
        """The page that is open in the settings, empty where they are not."""
        from dealwatch.ui.settings.dialog import SettingsDialog

        found = self._window.findChild(SettingsDialog)
        return found.page if found is not None and found.isVisible() else ""
