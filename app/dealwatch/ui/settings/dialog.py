"""The settings window: pages at the left, a field that finds a setting. Applied at once: no OK, no Cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QScrollBar, QStackedWidget, QWidget

from dealwatch.language import _, n_
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.panes import Field, Ground, Rule, Words, line, stack
from dealwatch.ui.settings.appearance import AppearancePage
from dealwatch.ui.settings.channels import ChannelsPage
from dealwatch.ui.settings.checking import CheckingPage
from dealwatch.ui.settings.data import DataPage
from dealwatch.ui.settings.digest import DigestPage
from dealwatch.ui.settings.languages import LanguagePage
from dealwatch.ui.settings.network import NetworkPage
from dealwatch.ui.settings.notifications import NotificationsPage
from dealwatch.ui.settings.page import Entry, Page, Scene
from dealwatch.ui.settings.page_list import Item, PageList
from dealwatch.ui.settings.shortcuts import ShortcutsPage
from dealwatch.ui.settings.sources import SourcesPage
from dealwatch.ui.tasks import Runner
from dealwatch.ui.theme import Type

if TYPE_CHECKING:
    from dealwatch.ui.main_window import MainWindow

PAGES: tuple[type[Page], ...] = (
    CheckingPage,
    NotificationsPage,
    ChannelsPage,
    DigestPage,
    SourcesPage,
    AppearancePage,
    NetworkPage,
    DataPage,
    ShortcutsPage,
    LanguagePage,
)
_KINDS = {kind.name: kind for kind in PAGES}
BETWEEN = 30  # ms between two pages that are made ahead
WIDTH, HEIGHT, LEAST = 860, 640, (560, 400)
_LEFT_AT = "settings_page"
"""Where the page is remembered that was open last."""


class SettingsDialog(Dialog):
    """One for a window. It shows what holds and follows when it is changed elsewhere."""

    def __init__(self, window: MainWindow, tasks: Runner) -> None:
        super().__init__(window.look, _("Settings"), WIDTH, window)
        self._window = window
        self.setMinimumSize(*LEAST)
        self._size_up()
        look = self.look
        scene = Scene(
            look,
            window.desk.settings(),
            window.preferences,
            window.keys,
            window.machine,
            tasks,
            window.act,
            self._go,
            window.desk_changed,
            lambda: window.act("quit"),
            window.acts.rules,
        )
        self.search = Field(look, _("Find a setting…"), icon="magnifying-glass")
        self.search.edit.textChanged.connect(self._find)
        self.search.submitted.connect(lambda _text: self._enter())
        self.list = PageList(look)
        self.list.wanted.connect(self._wanted)
        self.list.activated.connect(lambda _index: self._enter())
        self.none = Words(look, "", Type.SECONDARY, "text2", wrap=True)
        self._scene = scene
        self._made: dict[str, Page] = {}
        self._stack = QStackedWidget()
        self._next = QTimer(self, singleShot=True, interval=BETWEEN)
        self._next.timeout.connect(self._make_next)
        self.page = ""
        self._marked: Entry | None = None
        self._found: dict[str, tuple[str, Entry]] = {}
        self._build()
        self._fit_side()
        look.changed.connect(self._fit_side)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self._to_search)
        window.refreshed.connect(self._refresh)
        self.open_at_quietly(str(window.settings.value(_LEFT_AT, "")) or CheckingPage.name)

    def _build(self) -> None:
        px = self.look.theme.px
        column = stack()
        column.addLayout(stack(self.search, margins=(px(12), px(12), px(12), px(6))))
        column.addLayout(stack(self.none, margins=(px(16), 0, px(12), 0)))
        column.addWidget(self.list, 1)
        self._side = Ground(self.look, "side")
        self._side.setLayout(column)
        row = line(self._side, Rule(self.look, strong=True, upright=True), self._stack, gap=0)
        row.setStretch(2, 1)
        self.setLayout(row)
        self._show_pages()

    def _size_up(self) -> None:
        """As large as it likes, but never larger than the screen."""
        px, room = self.look.theme.px, self.screen().availableSize()
        self.resize(min(px(WIDTH), room.width() - 40), min(px(HEIGHT), room.height() - 60))

    def _fit_side(self) -> None:
        """As wide as the names of the pages need; what is found in a search fits in or is cut with a tooltip."""
        if not self.search.edit.text():
            theme, hint = self.look.theme, self.search.edit.placeholderText()
            field = round(theme.metrics().horizontalAdvance(hint)) + theme.px(31 + 6 + 24) + 12
            self._side.setFixedWidth(min(max(self.list.wish(), field, 208), round(self.width() * 0.42)))

    # -- pages

    @property
    def pages(self) -> dict[str, Page]:
        """All of them, made by now."""
        return {kind.name: self._page(kind.name) for kind in PAGES}

    def _page(self, name: str) -> Page:
        if name not in self._made:
            page = _KINDS[name](self._scene)
            page.setAccessibleName(_(page.title))
            self._stack.addWidget(page)
            self._made[name] = page
        return self._made[name]

    def _make_next(self) -> None:
        """One that nobody has asked for yet: the dialog came up with a single one."""
        name = next((kind.name for kind in PAGES if kind.name not in self._made), "")
        if name:
            self._page(name)
            self._next.start()

    def open_at(self, page: str = "") -> None:
        """Come to the front, at this page or where it is."""
        if page in _KINDS:
            self.search.edit.clear()
            self.open_at_quietly(page)
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.edit.setFocus(Qt.FocusReason.PopupFocusReason)
        self._next.start()

    def open_at_quietly(self, name: str) -> None:
        name = name if name in _KINDS else CheckingPage.name
        self.list.show_current(name)
        self._show(name)

    def _show(self, name: str) -> None:
        self.page = name
        self._window.settings.setValue(_LEFT_AT, name)
        self._stack.setCurrentWidget(self._page(name))
        self._page(name).refresh()

    def _refresh(self) -> None:
        """The data changed somewhere."""
        if self.isVisible():
            self._page(self.page).refresh()

    def _go(self, place: str) -> None:
        self._window.go(place)
        self._window.come_to_front()

    # -- finding

    def _to_search(self) -> None:
        self.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.edit.selectAll()

    def _show_pages(self) -> None:
        items = [Item(kind.name, _(kind.title), kind.icon) for kind in PAGES]
        self.list.show_items(items, self.page)

    def _find(self, text: str) -> None:
        """Every setting that has all the words, in its own or in those that people use for it."""
        self._mark(None)
        wanted = text.casefold().split()
        self._found = {}
        self.none.hide()
        if not wanted:
            self._show_pages()
            return
        items: list[Item] = []
        further: list[Item] = []
        for name, page in self.pages.items():
            for place, entry in enumerate(page.entries):
                said = f"{entry.words} {entry.also} {_(page.title)}".casefold()
                if all(word in said for word in wanted):
                    key = f"{name}/{place}"
                    self._found[key] = (name, entry)
                    named = all(word in entry.words.casefold() for word in wanted)
                    (items if named else further).append(Item(key, entry.words, "", _(page.title)))
        items += further
        self.list.show_items(items, "")
        self.none.setVisible(not items)
        self.none.say(_("No setting is called “{text}”.").format(text=text.strip()) if not items else "")
        count = n_("{n} setting found", "{n} settings found", len(items)).format(n=len(items))
        self.list.setAccessibleDescription(count)
        if items:
            self.list.setCurrentIndex(self.list.model().index(0, 0))

    def _wanted(self, key: str) -> None:
        """Moved to a page, or to a setting that was found."""
        if key not in self._found:
            self.open_at_quietly(key)
            return
        name, entry = self._found[key]
        self._show(name)
        self._mark(entry)
        self._page(name).ensureWidgetVisible(entry.line)

    def _mark(self, entry: Entry | None) -> None:
        if self._marked is not None:
            self._marked.line.mark(False)
        self._marked = entry
        if entry is not None:
            entry.line.mark(True)

    def _enter(self) -> None:
        """Into the page, or to the very setting that was found."""
        inside = self._marked.line if self._marked is not None else self._page(self.page)
        for target in (inside, *inside.findChildren(QWidget)):
            takes = target.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(target, QScrollArea | QScrollBar)
            if takes and target.isEnabled() and target.isVisible():
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape first empties the search, then closes; Enter presses nothing by itself."""
        if event.key() == Qt.Key.Key_Escape and self.search.edit.text():
            self.search.edit.clear()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        if event.key() == Qt.Key.Key_Down and self.search.edit.hasFocus():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)
