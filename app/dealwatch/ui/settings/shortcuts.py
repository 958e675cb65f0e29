"""Shortcuts: every command with its key, and a field to press another one into."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QKeySequenceEdit, QLineEdit

from dealwatch.language import _, mark
from dealwatch.ui.cells import Cell, Column, Row
from dealwatch.ui.commands import COMMANDS, Command
from dealwatch.ui.controls import Button
from dealwatch.ui.inline_bar import Act, InlineBar
from dealwatch.ui.keys import BY_NAME, native
from dealwatch.ui.settings.page import Page, Scene
from dealwatch.ui.settings.parts import Buttons, follow
from dealwatch.ui.table import Table

SHOWN = 11
"""Commands that are seen without scrolling."""


class ShortcutsPage(Page):
    name, title, icon = "shortcuts", mark("Shortcuts"), "keyboard"

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        look = self.look
        self._wanted = ""
        self.clash = InlineBar(look, "", "", hue="ochre", icon="keyboard")
        self.heading(_("Commands"))
        columns = (Column(_("Command"), least=180), Column(_("Menu"), 90, droppable=True), Column(_("Key"), 170))
        self.table = Table(look, columns, _("Commands and their keys"), row=28)
        self.table.on_choose(lambda _row: self._say_command())
        self.table.on_open(lambda _row: self.field.setFocus())
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + look.theme.row(28) * SHOWN)
        self.put(self.table, self.clash)
        self.clash.hide()
        self.field = QKeySequenceEdit()
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumSequenceLength(1)
        follow(look, self.field, _("Key of this command: press the new one"))
        for inner in self.field.findChildren(QLineEdit):
            inner.setFrame(False)
            inner.setTextMargins(6, 0, 6, 0)
        for cross in self.field.findChildren(QAbstractButton):  # Qt leaves its own button without a name
            cross.setAccessibleName(_("Remove the key"))
        self.field.setMinimumWidth(min(look.theme.px(180), 260))
        self.field.editingFinished.connect(self._pressed)
        self.usual = Button(look, _("As usual"))
        self.usual.clicked.connect(self._reset)
        self.line = self.setting(
            _("Key of a command"), Buttons(look, self.field, self.usual), "–", also=_("key shortcut keyboard")
        )
        self.reset_all = Button(look, _("All as usual"))
        self.reset_all.clicked.connect(self._reset_all)
        text = _("Forgets every key that you have changed.")
        self.setting(_("The usual keys for all commands"), self.reset_all, text, also=_("reset"))
        self.sheet = Button(look, _("Show the sheet"))
        self.sheet.clicked.connect(lambda: scene.act("shortcuts"))
        self.setting(_("All keys on one sheet"), self.sheet)

    def refresh(self) -> None:
        self.table.show_rows([self._row(command) for command in COMMANDS])
        if self.table.current_row() is None:
            self.table.go_to(COMMANDS[0].name)
        self.reset_all.setEnabled(any(self.scene.keys.changed(command.name) for command in COMMANDS))
        self._say_command()

    def _row(self, command: Command) -> Row:
        keys = native(self.scene.keys.of(command.name))
        changed = self.scene.keys.changed(command.name)
        note = _("yours") if changed else ""
        cells = (Cell(words(command)), Cell(_(command.menu), "text2"), Cell(keys, bold=changed, note=note))
        return Row(command.name, cells)

    def _name(self) -> str:
        row = self.table.current_row()
        return row.key if row is not None else COMMANDS[0].name

    def _say_command(self) -> None:
        command = BY_NAME[self._name()]
        keys = self.scene.keys.of(command.name)
        self.line.label.say(words(command))
        usual = native(command.keys) or _("none")
        more = _(" Further ones stay: {keys}.").format(keys=native(keys[1:])) if keys[1:] else ""
        self.line.say_hint(
            _("Press the new key in the field; it holds at once. Usual: {keys}.").format(keys=usual) + more
        )
        self.field.blockSignals(True)
        self.field.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())
        self.field.blockSignals(False)
        self.field.setAccessibleName(_("Key of {command}: press the new one").format(command=words(command)))
        self.usual.setEnabled(self.scene.keys.changed(command.name))
        self.clash.hide()

    # -- changing

    def _pressed(self) -> None:
        """Take the key at once, unless somebody has it: then ask."""
        name, key = self._name(), self.field.keySequence().toString()
        keys = self.scene.keys.of(name)
        if key == (keys[0] if keys else ""):
            return
        owners = self.scene.keys.owners(key, name) if key else ()
        if not owners:
            self._take(name, key)
        elif None in owners:
            self._say_clash(key, _("It leads to a place in the sidebar and cannot be given away."), ())
        else:
            self._wanted = key
            names = ", ".join(f"“{words(owner)}”" for owner in owners if owner is not None)
            acts = (Act(_("Give it to this command"), self._take_over), Act(_("Leave it"), self._say_command))
            self._say_clash(key, _("It belongs to {commands}.").format(commands=names), acts)

    def _say_clash(self, key: str, text: str, acts: tuple[Act, ...]) -> None:
        title = _("{key} is taken.").format(key=native((key,)))
        self.clash.title.say(title)
        self.clash.text.say(text)
        self.clash.text.show()
        self.clash.set_acts(acts or (Act(_("Leave it"), self._say_command),))
        self.clash.setAccessibleName(f"{title} {text}")
        self.clash.show()
        self.ensureWidgetVisible(self.clash)

    def _take(self, name: str, key: str) -> None:
        further = tuple(own for own in self.scene.keys.of(name)[1:] if own != key)
        self.scene.keys.set(name, (key, *further) if key else ())
        self._kept()

    def _take_over(self) -> None:
        name = self._name()
        for owner in self.scene.keys.owners(self._wanted, name):
            if owner is not None:
                self.scene.keys.take(owner.name, self._wanted)
        self._take(name, self._wanted)

    def _kept(self) -> None:
        self.refresh()
        self.scene.changed()

    def _reset(self) -> None:
        """The usual keys again, taken from whoever got them meanwhile."""
        name = self._name()
        for key in BY_NAME[name].keys:
            for owner in self.scene.keys.owners(key, name):
                if owner is not None:
                    self.scene.keys.take(owner.name, key)
        self.scene.keys.set(name, BY_NAME[name].keys)
        self._kept()

    def _reset_all(self) -> None:
        self.scene.keys.reset()
        self._kept()


def words(command: Command) -> str:
    return _(command.words).rstrip("…")
