"""Data: where it lies, copies of it, and the ways in and out. What waits for a start says so and can be taken back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from dealwatch.language import _, mark, n_
from dealwatch.model.progress import Stopped
from dealwatch.ui.controls import Button
from dealwatch.ui.desk.settings import DataState
from dealwatch.ui.inline_bar import Act, InlineBar
from dealwatch.ui.meter import Meter
from dealwatch.ui.panes import stack
from dealwatch.ui.settings.own_words import WORDS_FOLDER, OwnWordsBar
from dealwatch.ui.settings.page import Page, Scene
from dealwatch.ui.settings.parts import Buttons
from dealwatch.ui.words import day_text, number_text, since_words, size_words
from dealwatch.ui.work_row import WorkRow


class _Progress(QObject):
    """Carries the count of a long act home to the window's thread."""

    moved = Signal(int, int)


class DataPage(Page):
    name, title, icon = "data", mark("Data"), "database"

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        look = self.look
        self._state: DataState | None = None
        self._stop = Event()
        self._progress = _Progress(self)
        self._progress.moved.connect(self._say_progress, Qt.ConnectionType.AutoConnection)
        self.waiting = InlineBar(look, "", "", hue="slate", icon="clock-afternoon")
        self.put(self.waiting)
        self.waiting.hide()
        self.own_words = OwnWordsBar(scene, self.open_words)
        self.put(self.own_words)
        self.heading(_("The file"))
        self.folder = self._button(_("Open folder"), self.open_folder)
        self.place = self.setting(_("Folder"), self.folder, "–", also=_("place path size disk"))
        self.check = self._button(_("Check now"), self.check_data, _("Check the data file"))
        text = _("Reads the whole file and says whether it is sound. Nothing is changed.")
        self.verdict = self.setting(_("Soundness"), self.check, text, also=_("integrity damaged verify"))
        self.move_button = self._button(_("Move…"), self.choose_folder, _("Move the data to another folder"))
        self.moving = self.setting(_("Another folder"), self.move_button, "–", also=_("move drive"))
        self.heading(_("Copies"))
        self.back_up_button = self._button(_("Back up now…"), self.choose_backup)
        self.copies = self.setting(_("Backup"), self.back_up_button, "–", also=_("copy save"))
        self._works = stack()
        self.put(self._works)
        self.restore_button = self._button(_("Restore…"), self.choose_restore)
        self.restoring = self.setting(_("Restore a backup"), self.restore_button, "–", also=_("put back"))
        self.heading(_("In and out"))
        self.export_button = self._button(_("Export…"), self.choose_export, _("Export every deal"))
        self.stop = self._button(_("Stop"), self._stop.set, _("Stop the export"))
        self.stop.hide()
        self._export_hint = _("Each deal with its cases, history and proofs as a JSON file, which Import takes in.")
        control = Buttons(look, self.stop, self.export_button)
        self.out = self.setting(_("Export every deal"), control, self._export_hint, also="JSON")
        self.import_button = self._button(_("Import…"), lambda: scene.act("import"))
        text = _("A list of feeds (OPML), or deals that another Dealwatch exported.")
        self.setting(_("Import"), self.import_button, text, also="OPML JSON")

    def _button(self, words: str, act: Callable[[], object], say: str = "") -> Button:
        button = Button(self.look, words, say=say)
        button.clicked.connect(lambda: act())
        return button

    # -- what holds

    def refresh(self) -> None:
        self.own_words.refresh()
        state = self._state = self.scene.settings.data()
        size = _("{size} with its backups, {free} free.").format(size=_size(state.size), free=_size(state.free))
        self.place.say_hint(f"{_path(state.folder)}\n{size}")
        made = since_words(state.backed_up, self.scene.settings.now()) if state.backed_up is not None else ""
        daily = _("One is made by itself on every day with a check, and the last fourteen are kept.")
        last = _("Last one: {moment}.").format(moment=made) if made else _("There is none yet.")
        self.copies.say_hint(f"{last} {daily}")
        self.move_button.setEnabled(state.movable)
        if not state.movable:
            said = _("This folder was named at the start (--data), so it is changed there.")
        elif state.move_failed:
            said = _("The last move did not happen, and the data is where it was: {text}").format(
                text=state.move_failed
            )
        else:
            said = _(
                "At the next start everything is copied, the copy is checked, and only then used. The old file stays."
            )
        self.moving.say_hint(said)
        self.restoring.say_hint(
            _("The backup was not put back, and the data is as it was: {text}").format(text=state.restore_failed)
            if state.restore_failed
            else _("Puts a backup in the place of the data at the next start. What is there now is kept beside it.")
        )
        self._say_waiting(state)

    def _say_waiting(self, state: DataState) -> None:
        """What waits for the next start."""
        later = Act(_("Quit Dealwatch now"), self.scene.quit)
        if state.restoring:
            self._wait(
                _("A backup takes the place of your data at the next start."),
                _("What is there now is kept beside it under another name. What is found until then is only in there."),
                (later, Act(_("Keep the data as it is"), lambda: self.do(self.scene.settings.forget_restore))),
            )
        elif state.move_to is not None:
            self._wait(
                _("The data moves at the next start."),
                _("To {folder}. The old file stays where it is until you delete it.").format(
                    folder=_path(state.move_to)
                ),
                (later, Act(_("Leave it where it is"), lambda: self.do(self.scene.settings.forget_move))),
            )
        else:
            self.waiting.hide()

    def _wait(self, title: str, text: str, acts: tuple[Act, ...]) -> None:
        if self.waiting.isHidden() or self.waiting.title.text() != title:
            self.waiting.set_acts(acts)
        self.waiting.title.say(title)
        self.waiting.text.say(text)
        self.waiting.text.show()
        self.waiting.setAccessibleName(f"{title} {text}")
        self.waiting.show()

    # -- the file

    def open_folder(self) -> None:
        if self._state is not None:
            self.scene.machine.open_url(self._state.folder.as_uri())

    def open_words(self) -> None:
        if self._state is not None:
            self.scene.machine.open_url((self._state.folder / WORDS_FOLDER).as_uri())

    def check_data(self) -> None:
        self.verdict.say_hint(_("Checking…"))
        self.check.setEnabled(False)

        def done(verdict: str) -> None:
            self.check.setEnabled(True)
            if verdict == "ok":
                self.verdict.say_hint(_("The file is sound. Everything in it can be read."))
            else:
                self.verdict.say_hint(_("The file is damaged: {text}").format(text=verdict))
                self.say_trouble(
                    _("The data file is damaged."), _("Leave it as it is, and restore the newest backup below.")
                )

        def failed(error: Exception) -> None:
            self.check.setEnabled(True)
            self.verdict.say_hint(_("It could not be checked."))
            self.failed(error)

        self.scene.tasks.run(self.scene.settings.check_data).then(done, failed)

    def choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Move the data to another folder"))
        if chosen:
            self.do(lambda: self.scene.settings.plan_move(Path(chosen)))

    # -- copies

    def choose_backup(self) -> None:
        now = self.scene.settings.now().astimezone()
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Back up now"), f"dealwatch-{now:%Y-%m-%d}.db", _("Dealwatch backups (*.db)")
        )
        if name:
            self.back_up(Path(name))

    def back_up(self, target: Path) -> None:
        self.copies.say_hint(_("Writing the backup…"))

        def done(size: int) -> None:
            self.refresh()
            words = _("{name} is written: {size}, everything in one file.")
            self.copies.say_hint(words.format(name=target.name, size=_size(size)))

        def failed(error: Exception) -> None:
            self.refresh()
            if isinstance(error, Stopped):
                self.copies.say_hint(f"{error.title} {error.hint}")
            else:
                self.failed(error)

        meter = Meter(_("Backup"))
        row = WorkRow(self.look, meter)
        self._works.addWidget(row)
        row.rested.connect(row.deleteLater)
        meter.step("")
        row.begin()
        act = self.scene.settings.back_up
        self.scene.tasks.run_long(lambda progress: act(target, progress), meter).then(done, failed)

    def choose_restore(self) -> None:
        folder = self._state.backup.parent if self._state is not None and self._state.backup is not None else ""
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Restore a backup"), str(folder), _("Dealwatch backups (*.db *.sqlite);;All files (*)")
        )
        if name:
            self.do(lambda: self.scene.settings.plan_restore(Path(name)))

    # -- in and out

    def choose_export(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Export every deal"))
        if chosen:
            day = day_text(self.scene.settings.now().astimezone().date(), weekday=False)
            self.export(Path(chosen) / _("Dealwatch export {day}").format(day=day))

    def export(self, folder: Path) -> None:
        self._stop.clear()
        self.export_button.setEnabled(False)
        self.stop.show()

        def going_on(done: int, everything: int) -> bool:
            self._progress.moved.emit(done, everything)
            return not self._stop.is_set()

        def done(count: int) -> None:
            self._ended()
            said = n_("{n} deal is written to {folder}.", "{n} deals are written to {folder}.", count)
            self.out.say_hint(said.format(n=number_text(count), folder=_path(folder)))

        def failed(error: Exception) -> None:
            self._ended()
            self.failed(error)

        act = self.scene.settings.export_deals
        self.scene.tasks.run_long(lambda _progress: act(folder, going_on), Meter(_("Export"))).then(done, failed)

    def _ended(self) -> None:
        self.export_button.setEnabled(True)
        self.stop.hide()
        self.out.say_hint(self._export_hint)

    def _say_progress(self, done: int, everything: int) -> None:
        self.out.say_hint(_("Writing deal {n} of {all}…").format(n=number_text(done + 1), all=number_text(everything)))


def _size(size: int) -> str:
    return size_words(size) if size < 10**9 else _("{n} GB").format(n=number_text(round(size / 10**9)))


def _path(path: Path) -> str:
    """A path that may go on in the next line after each of its folders."""
    return str(path).replace(os.sep, f"{os.sep}\N{ZERO WIDTH SPACE}")
