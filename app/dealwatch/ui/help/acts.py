"""The commands of the Help menu. What they need is loaded when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dealwatch.language import _
from dealwatch.model.errors import DealwatchError
from dealwatch.ui.help.contents import topic_of_view
from dealwatch.ui.tasks import Runner

if TYPE_CHECKING:
    from dealwatch.ui.help.library import Library
    from dealwatch.ui.help.window import HelpWindow
    from dealwatch.ui.main_window import MainWindow


class HelpActs:
    """`commands` by name; `show` opens a topic."""

    def __init__(self, window: MainWindow, tasks: Runner, failed: Callable[[Exception], None]) -> None:
        self._window, self._tasks, self._failed = window, tasks, failed
        self._manual: HelpWindow | None = None
        self.commands: dict[str, Callable[[], None]] = {
            "manual": self.show,
            "shortcuts": self.shortcuts,
            "whats_new": self.whats_new,
            "diagnostics": self.diagnostics,
            "about": self.about,
        }

    def show(self, topic: str = "") -> None:
        """Open the manual at a topic; without one at that of the view that is shown."""
        from dealwatch.ui.help.window import HelpWindow

        w = self._window
        if self._manual is None:
            self._manual = HelpWindow(w.look, self._library, w)
            self._manual.wanted.connect(self._do)
        self._manual.show_topic(topic or topic_of_view(w.views.place.kind))
        self._manual.show()
        self._manual.raise_()
        self._manual.activateWindow()
        self._manual.list.setFocus()

    def tell_update(self) -> None:
        """Once after an update: where to read what is new."""
        from dealwatch import __version__
        from dealwatch.ui.help.news import updated

        w = self._window
        if not updated(w.settings, first_start=not w.settings.contains("geometry")):
            return
        from dealwatch.ui.inline_bar import Act, InlineBar

        words = _("Dealwatch was updated to {version}.").format(version=__version__)

        def show() -> None:
            bar.dismiss()
            self.whats_new()

        acts = (Act(_("What’s new"), show),)
        bar = InlineBar(w.look, words, icon="info", acts=acts, closable=True, single=True)
        w.add_bar(bar)

    def _library(self) -> Library:
        from dealwatch.ui.help.figures import reading_tables
        from dealwatch.ui.help.library import Library
        from dealwatch.ui.help.names import names_of
        from dealwatch.ui.help.own_words import trouble_list

        try:
            troubles = self._window.desk.settings().own_word_troubles()
        except DealwatchError:  # the manual opens in any case
            troubles = ()
        tables = {"news": reading_tables(), "own-words": trouble_list(troubles)}
        return Library(names_of(self._window.actions_by_name), tables)

    def _do(self, wanted: str) -> None:
        w = self._window
        if wanted.startswith("act/"):
            w.act(wanted.removeprefix("act/"))
        elif wanted.startswith(("https://", "http://")):
            w.open_url(wanted)
        else:
            w.go(wanted)

    def shortcuts(self) -> None:
        from dealwatch.ui.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(self._window.look, self._window).show()

    def whats_new(self) -> None:
        from dealwatch.ui.help.news_dialog import NewsDialog

        NewsDialog(self._window.look, self._window).show()

    def diagnostics(self) -> None:
        self._tasks.run(self._window.machine.diagnostics).then(self._show_diagnostics, self._failed)

    def _show_diagnostics(self, text: str) -> None:
        from dealwatch.ui.help.diagnostics_dialog import DiagnosticsDialog

        DiagnosticsDialog(self._window.look, text, self._window).show()

    def about(self) -> None:
        from dealwatch.ui.about_dialog import AboutDialog

        AboutDialog(self._window.look, self._window).show()
