"""The chips over the calendar: where a day comes from, what has passed, authorities, lists."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from dealwatch.figures.calendar_entries import Choice
from dealwatch.language import _, n_
from dealwatch.ui.controls import Button, Kind, chip
from dealwatch.ui.flow import Flow
from dealwatch.ui.words import authority_name, number_text

if TYPE_CHECKING:
    from dealwatch.ui.desk.calendar import CalendarPage
    from dealwatch.ui.theme import Look


class CalendarChips(QWidget):
    """`changed` when another choice is made."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.choice = Choice()
        self._authorities: list[str] = []
        self._lists: list[str] = []
        self.published = self._flag(_("Published"), lambda on: replace(self.choice, published=on))
        self.calculated = self._flag(_("Calculated"), lambda on: replace(self.choice, calculated=on))
        self.past = self._flag(_("Past"), lambda on: replace(self.choice, past=on))
        self.past.setToolTip(_("Days that have passed, were settled or are no longer given"))
        self.authority = self._menu_chip(self._fill_authorities)
        self.list = self._menu_chip(self._fill_lists)
        self.setLayout(
            Flow(self.published, self.calculated, self.past, self.authority, self.list, gap=look.theme.px(6))
        )
        self._show()

    def _flag(self, words: str, made: Callable[[bool], Choice]) -> Button:
        button = chip(self._look, words)
        button.clicked.connect(lambda on: self.choose(made(bool(on))))
        return button

    def _menu_chip(self, fill: Callable[[QMenu], None]) -> Button:
        button = Button(self._look, "", kind=Kind.CHIP)
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: fill(menu))
        button.set_menu(menu)
        return button

    def say(self, page: CalendarPage) -> None:
        """What there is to choose from."""
        found = {(entry.authority, entry.list_name) for entry in page.entries}
        found |= {(row.authority, row.list_name) for row in page.without_clock}
        self._authorities = sorted({authority for authority, _list in found if authority}, key=str.casefold)
        self._lists = sorted({name for _authority, name in found if name}, key=str.casefold)
        self._show()

    def choose(self, choice: Choice) -> None:
        self.choice = choice
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        choice = self.choice
        self.published.setChecked(choice.published)
        self.calculated.setChecked(choice.calculated)
        self.past.setChecked(choice.past)
        few = choice.authorities
        words = _("All authorities")
        if few:
            count = n_("{n} authority", "{n} authorities", len(few)).format(n=number_text(len(few)))
            words = next(iter(few)) if len(few) == 1 else count
        self._tell(self.authority, words, bool(few), len(self._authorities) > 1 or bool(few))
        words = _("All lists")
        if choice.lists:
            count = n_("{n} list", "{n} lists", len(choice.lists)).format(n=number_text(len(choice.lists)))
            words = next(iter(choice.lists)) if len(choice.lists) == 1 else count
        self._tell(self.list, words, bool(choice.lists), bool(self._lists) or bool(choice.lists))

    def _tell(self, button: Button, words: str, on: bool, wanted: bool) -> None:
        button.setText(words.replace("&", "&&"))
        button.setAccessibleName(words)
        button.setCheckable(on)
        button.setChecked(on)
        button.setVisible(wanted)
        button.updateGeometry()

    def _fill_authorities(self, menu: QMenu) -> None:
        names = {key: authority_name(key) for key in self._authorities}
        self._fill(menu, _("All authorities"), names, self.choice.authorities, self._choose_authorities)

    def _fill_lists(self, menu: QMenu) -> None:
        self._fill(menu, _("All lists"), {name: name for name in self._lists}, self.choice.lists, self._choose_lists)

    def _choose_authorities(self, chosen: frozenset[str]) -> None:
        self.choose(replace(self.choice, authorities=chosen))

    def _choose_lists(self, chosen: frozenset[str]) -> None:
        self.choose(replace(self.choice, lists=chosen))

    def _fill(
        self,
        menu: QMenu,
        everything: str,
        names: dict[str, str],
        chosen: Collection[str],
        choose: Callable[[frozenset[str]], None],
    ) -> None:
        menu.clear()
        menu.addAction(everything, lambda: choose(frozenset()))
        menu.addSeparator()
        for key, name in names.items():
            action = menu.addAction(name.replace("&", "&&"), partial(choose, frozenset(chosen) ^ {key}))
            action.setCheckable(True)
            action.setChecked(key in chosen)
