"""What is let go over the window or pasted: an address, a text, a saved page, an article, a list of feeds, any file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from dealwatch.language import _
from dealwatch.model.errors import DealwatchError

if TYPE_CHECKING:
    from dealwatch.model.progress import Progress
    from dealwatch.ui.main_window import MainWindow
    from dealwatch.ui.tasks import Runner

LISTS = frozenset({".opml", ".json"})
PAGES = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".pdf", ".txt", ".md"})
SHORT = 300
"""Characters up to which a text is taken for what is to be watched, and not for an article."""


class DropActs:
    """`commands` by name; `drop` takes what was let go over the window."""

    def __init__(
        self, window: MainWindow, tasks: Runner, run: Callable[..., None], failed: Callable[[Exception], None]
    ) -> None:
        self._window, self._tasks, self._run, self._failed = window, tasks, run, failed
        self.commands: dict[str, Callable[[], None]] = {
            "read_article": self.read,
            "import": self.choose_list,
            "paste": self.paste,
        }

    @staticmethod
    def takes(data: QMimeData) -> bool:
        return data.hasUrls() or data.hasText()

    def paste(self) -> None:
        """The clipboard as if it had been dropped. A field that has the keyboard takes Ctrl+V before this does."""
        data = QGuiApplication.clipboard().mimeData()
        if self.takes(data) and (data.hasUrls() or data.text().strip()):
            self.drop(data)
        else:
            self._window.status.remark(_("Nothing on the clipboard can be watched or read: copy an address or a text."))

    def drop(self, data: QMimeData) -> None:
        """Files by what they are; an address or a few words are added; a longer text is read."""
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        files = [path for path in files if path.is_file()]
        if files:
            self.files(files)
            return
        addresses = [url.toString() for url in data.urls() if url.scheme() in ("http", "https")]
        text = addresses[0] if addresses else data.text().strip()
        if not text:
            return
        if len(text) <= SHORT and "\n" not in text:
            self._window.acts.add(text)
        else:
            self.read(text)

    def files(self, paths: Sequence[Path]) -> None:
        lists = [path for path in paths if path.suffix.lower() in LISTS]
        pages = [path for path in paths if path.suffix.lower() in PAGES]
        rest = [path for path in paths if path not in lists and path not in pages]
        for path in lists:
            self.take_list(path)
        if pages:
            self._pages(pages)
        if rest:
            # in a list the cursor may stand on a deal that nobody meant
            deal = self._window.acts.work.deal() if self._window.views.place.kind == "deal" else None
            if deal is None:
                self._window.status.remark(_("Open a deal first: this kind of file is kept with one."))
            else:
                self._window.attach_files(deal.id, rest)

    def _pages(self, pages: Sequence[Path]) -> None:
        """A page of a source that is known is attached as a saved page, anything else is read as an article."""
        desk = self._window.desk
        saved: list[Path] = []
        articles: list[Path] = []
        for path in pages:
            try:
                known = desk.foresee_saved(desk.saved_file(path)).reader
            except DealwatchError:
                known = ""
            (saved if known else articles).append(path)
        if saved:
            self._window.acts.saved.files(saved)
        for path in articles[:3]:
            self.read(path=path)

    def read(self, text: str = "", path: Path | None = None) -> None:
        from dealwatch.ui.article_dialog import ArticleDialog

        w = self._window
        dialog = ArticleDialog(w.look, w.desk, self._tasks, w, text=text, path=path)
        dialog.kept.connect(self._kept)
        dialog.show()

    def _kept(self, count: int) -> None:
        w = self._window
        w.desk_changed()
        if count:
            w.act("news/list/all")
            w.views.step(1)  # the newest stands first: it is what was just read
            w.status.remark(_("In the inbox as a suggestion. You decide."))
        else:
            w.status.remark(_("It says only what is there already."))

    def choose_list(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self._window, _("Import"), "", _("Feeds and deals (*.opml *.xml *.json);;All files (*)")
        )
        if name:
            self.take_list(Path(name))

    def take_list(self, path: Path) -> None:
        w = self._window

        def act(progress: Progress) -> str:
            return w.desk.import_file(path.read_bytes(), path.name, progress)

        def done(said: str) -> None:
            w.desk_changed()
            w.status.remark(said)

        w.works.start(_("Import of {name}").format(name=path.name), act, done, self._failed)
