"""The chips over the portfolio: list, status, authority, unread, how far; a text; searches that were saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from dealwatch.language import _, n_
from dealwatch.ui import filter_rules as rules
from dealwatch.ui.controls import Button, Kind, chip
from dealwatch.ui.filter_rules import Chosen, Course
from dealwatch.ui.panes import Field

if TYPE_CHECKING:
    from dealwatch.ui.desk import PortfolioRow, SavedSearch
    from dealwatch.ui.theme import Look

PAUSE = 60  # ms after a key, so that a fast hand filters once
FIELD = 180


class FilterBar(QWidget):
    """`changed` when another choice is made. The widgets are laid out by who owns the bar (`parts`)."""

    changed = Signal()
    save_wanted = Signal(str)
    forget_wanted = Signal(str)
    search_wanted = Signal(str)

    def __init__(self, look: Look, *, lists: bool) -> None:
        super().__init__()
        self._look = look
        self._with_lists = lists
        self.chosen = Chosen()
        self._rows: Sequence[PortfolioRow] = ()
        self._saved: tuple[SavedSearch, ...] = ()
        self._list = self._menu_chip(self._list_menu)
        self._status = self._menu_chip(self._status_menu, "funnel")
        self._authority = self._menu_chip(self._authority_menu)
        self._unread = chip(look, _("Changed"))
        self._unread.clicked.connect(lambda on: self._choose(unread=bool(on)))
        self._running = chip(look, _("Clock running"))
        self._running.clicked.connect(lambda on: self._choose(course=Course.RUNNING if on else Course.ANY))
        self._course = self._menu_chip(self._course_menu)
        self.field = Field(look, _("Filter…"), icon="magnifying-glass", height=24)
        self.field.setFixedWidth(look.theme.px(FIELD))
        look.changed.connect(lambda: self.field.setFixedWidth(look.theme.px(FIELD)))
        self.field.edit.setClearButtonEnabled(True)
        for cross in self.field.edit.findChildren(QToolButton):  # Qt leaves its own button without a name
            cross.setAccessibleName(_("Clear the filter"))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self._typed)
        self.field.edit.textChanged.connect(lambda _text: self._wait.start())
        self.field.edit.returnPressed.connect(self._typed)
        self._searches = Button(look, "", kind=Kind.QUIET, icon="push-pin", small=True, say=_("Saved searches"))
        self._search_menu = QMenu(self)
        self._search_menu.aboutToShow.connect(self._fill_searches)
        self._searches.set_menu(self._search_menu)
        self.say((), ())

    @property
    def parts(self) -> list[QWidget]:
        chips: list[QWidget] = [self._list] if self._with_lists else []
        chips += [self._status, self._authority, self._course, self._unread, self._running]
        return [*chips, self.field, self._searches]

    def say(self, rows: Sequence[PortfolioRow], saved: tuple[SavedSearch, ...]) -> None:
        """What there is to choose from, and how much of it the simple chips would leave."""
        same, self._rows, self._saved = rows is self._rows, rows, saved
        if not same:
            self._show()

    def choose(self, chosen: Chosen) -> None:
        """Take a whole choice, as a saved search gives it."""
        self.chosen = chosen
        if self.field.edit.text() != chosen.text:
            self.field.edit.setText(chosen.text)
            self._wait.stop()
        self._show()

    def clear(self) -> None:
        self.choose(Chosen())
        self.changed.emit()

    def _show(self) -> None:
        chosen = self.chosen
        label = rules.list_words(chosen)
        self._say(
            self._list, label if chosen.lists else f"{label} {len(self._rows)}", bool(chosen.lists) or chosen.nothing
        )
        self._say(self._status, rules.badge_words(chosen), bool(chosen.badges))
        self._say(self._authority, rules.authority_words(chosen), bool(chosen.authorities))
        course = {Course.OPEN: _("Open"), Course.DECIDED: _("Decided")}.get(chosen.course)
        self._say(self._course, course or _("Open or decided"), course is not None)
        unread = sum(1 for found in self._rows if found.row.unread)
        running = sum(1 for found in self._rows if found.row.clock_runs)
        self._say(self._unread, _("Changed {n}").format(n=unread), chosen.unread)
        self._say(self._running, _("Clock running {n}").format(n=running), chosen.course is Course.RUNNING)

    def _say(self, button: Button, text: str, on: bool) -> None:
        button.setChecked(on)
        if button.text() != text:
            button.setText(text)
            button.updateGeometry()

    def _choose(self, **changes: object) -> None:
        self.chosen = msgspec.structs.replace(self.chosen, **changes)
        self._show()
        self.changed.emit()

    def _typed(self) -> None:
        self._wait.stop()
        text = self.field.edit.text().strip()
        if text != self.chosen.text:
            self._choose(text=text)

    # -- menus

    def _menu_chip(self, fill: Callable[[QMenu], None], icon: str = "") -> Button:
        button = chip(self._look, "", icon)
        menu = QMenu(button)

        def renew() -> None:
            menu.clear()
            fill(menu)

        menu.aboutToShow.connect(renew)
        button.set_menu(menu)
        button.clicked.connect(self._show)  # opening the menu is no choice yet
        return button

    def _many(self, menu: QMenu, name: str, choices: Sequence[tuple[str, str]], everything: str) -> None:
        """Any number of them; the first line takes all of them off."""
        chosen: tuple[str, ...] = getattr(self.chosen, name)
        none = menu.addAction(everything, lambda: self._choose(**{name: ()}))
        none.setCheckable(True)
        none.setChecked(not chosen)
        menu.addSeparator()
        for key, words in choices:
            action = QAction(words.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(key in chosen)
            action.triggered.connect(lambda on, key=key: self._toggle(name, key, bool(on)))
            menu.addAction(action)

    def _toggle(self, name: str, key: str, on: bool) -> None:
        held = tuple(other for other in getattr(self.chosen, name) if other != key)
        self._choose(**{name: (*held, key) if on else held})

    def _list_menu(self, menu: QMenu) -> None:
        names = [(name, name) for name in rules.lists_of(self._rows)]
        self._many(menu, "lists", names, _("All lists"))

    def _status_menu(self, menu: QMenu) -> None:
        found = [(badge, _(badge.label)) for badge in rules.badges_of(self._rows)]
        self._many(menu, "badges", found, _("Every status"))

    def _authority_menu(self, menu: QMenu) -> None:
        found = rules.authorities_of(self._rows)
        self._many(menu, "authorities", found, _("Every authority"))

    def _course_menu(self, menu: QMenu) -> None:
        for course, words in (
            (Course.ANY, _("Open or decided")),
            (Course.OPEN, _("Open: a decision is awaited")),
            (Course.DECIDED, _("Decided everywhere")),
        ):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(self.chosen.course is course)
            action.triggered.connect(lambda _on, course=course: self._choose(course=course))

    def _fill_searches(self) -> None:
        menu = self._search_menu
        menu.clear()
        save = menu.addAction(_("Save this search…"), self._save)
        save.setEnabled(not self.chosen.nothing)
        menu.addAction(_("Clear the filter"), self.clear).setEnabled(not self.chosen.nothing)
        if not self._saved:
            return
        menu.addSeparator()
        for saved in self._saved:
            name = saved.name
            menu.addAction(name.replace("&", "&&"), partial(self.search_wanted.emit, name))
        forget = menu.addMenu(n_("Forget this search", "Forget a search", len(self._saved)))
        for saved in self._saved:
            name = saved.name
            forget.addAction(name.replace("&", "&&"), partial(self.forget_wanted.emit, name))

    def _save(self) -> None:
        name, sure = QInputDialog.getText(self, _("Save this search"), _("Name of the search"))
        if sure and name.strip():
            self.save_wanted.emit(name.strip())
