"""The tray icon: what is new at a glance, the way back to the window, check, pause, quit. No numbers, no blinking."""

from __future__ import annotations

import os
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from dealwatch.figures.tokens import hue
from dealwatch.language import _
from dealwatch.ui import vectors
from dealwatch.ui.change_words import badges, day_words, headline
from dealwatch.ui.words import count_words, day_text, left_words, moment_words

if TYPE_CHECKING:
    from dealwatch.ui.desk import Change, Desk, Standing, Today
    from dealwatch.ui.theme import Look
    from dealwatch.watch.ports import Message

RECENT = 8
SHOWN_FOR = 10_000  # ms


def tray_state(standing: Standing) -> str:
    """`paused`, `attention`, `changes` or `normal`: what outranks what."""
    if standing.paused:
        return "paused"
    if standing.troubled:
        return "attention"
    return "changes" if standing.unread else "normal"


def tray_words(standing: Standing) -> str:
    """The tooltip."""
    parts = {
        "paused": _("checking is paused"),
        "attention": _("a source needs you"),
        "changes": count_words(standing.unread, "new change", "new changes"),
        "normal": _("nothing new"),
    }
    return _("Dealwatch: {state}").format(state=parts[tray_state(standing)])


class Tray(QObject):
    """`opened` gives the target to show (`dealwatch://…`)."""

    opened = Signal(str)
    check_wanted = Signal()
    pause_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, look: Look, desk: Desk) -> None:
        super().__init__()
        self._look, self._desk = look, desk
        self._shown_target = "dealwatch://today"
        self._said = (0, "")
        self.menu = QMenu()
        self.menu.aboutToShow.connect(self.rebuild)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(lambda: self.opened.emit(self._shown_target))
        look.changed.connect(self.say)

    @staticmethod
    def available() -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        self.rebuild()
        self.icon.show()

    def hide(self) -> None:
        self.icon.hide()

    def say(self) -> None:
        """Icon and tooltip follow the data."""
        standing = self._desk.standing()
        icon, words = _icon(tray_state(standing), on_dark()), tray_words(standing)
        if (icon.cacheKey(), words) != self._said:  # a check tells of hundreds of changes
            self._said = icon.cacheKey(), words
            self.icon.setIcon(icon)
            self.icon.setToolTip(words)

    def rebuild(self) -> None:
        """The menu as it is true now."""
        self.menu.clear()
        standing, now = self._desk.standing(), self._desk.now()
        first = self.menu.addAction(_("Open Dealwatch"), lambda: self.opened.emit("dealwatch://today"))
        self.menu.setDefaultAction(first)
        self.menu.addSeparator()
        unread = [change for change in self._desk.inbox() if change.unread][:RECENT]
        if unread:
            recent = self.menu.addMenu(count_words(standing.unread, "new change", "new changes"))
            for change in unread:
                recent.addAction(self._glyph(change), recent_words(change), lambda c=change: self._open(c))
            recent.addSeparator()
            recent.addAction(_("Open inbox"), lambda: self.opened.emit("dealwatch://inbox"))
        else:
            self.menu.addAction(_("No new changes")).setEnabled(False)
        words, target = coming_words(self._desk.today())
        if words:
            self.menu.addAction(words, lambda: self.opened.emit(target))
        self.menu.addSeparator()
        self.menu.addAction(_("Check now"), self.check_wanted.emit).setEnabled(not standing.checking)
        pause = self.menu.addAction(_("Pause checking"), self.pause_wanted.emit)
        pause.setCheckable(True)
        pause.setChecked(standing.paused)
        self.menu.addAction(_checked(standing, now)).setEnabled(False)
        self.menu.addSeparator()
        self.menu.addAction(_("Quit"), self.quit_wanted.emit)

    def _glyph(self, change: Change) -> QIcon:
        new = badges(change)[1]
        if new is None:
            return QIcon()
        return QIcon(vectors.glyph(new, 32, self._look.theme.colour(hue(new))))

    def _open(self, change: Change) -> None:
        self.opened.emit(f"dealwatch://event/{change.lead.id}")

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.opened.emit("dealwatch://")

    def show_message(self, message: Message) -> None:
        """The second-best notification: many trays cannot report a click on it."""
        self._shown_target = message.target
        self.icon.showMessage(message.title, message.body, QSystemTrayIcon.MessageIcon.NoIcon, SHOWN_FOR)


def _checked(standing: Standing, now: datetime) -> str:
    if standing.offline_since:
        return _("Offline")
    if not standing.last_check:
        return _("Not checked yet")
    last = moment_words(standing.last_check, now)
    if not standing.next_check:
        return _("Last check {moment}").format(moment=last)
    following = moment_words(max(standing.next_check, now), now)
    return _("Last check {last}, next {following}").format(last=last, following=following)


def coming_words(today: Today) -> tuple[str, str]:
    """What comes next, a deadline or the long-stop date of a deal, and the address it opens; empty for neither."""
    row = today.deadlines[0] if today.deadlines else None
    stop = next((each for each in today.long_stops if each.days >= 0), None)
    if stop is not None and (row is None or stop.day < row.day):
        words = _("Next: {deal}, long-stop date {day} ({left})")
        said = words.format(deal=stop.deal.name, day=day_text(stop.day, weekday=False), left=left_words(stop.days))
        return said.replace("&", "&&"), f"dealwatch://deal/{stop.deal.id}"
    if row is None:
        return "", ""
    left = count_words(row.working, "working day", "working days") if row.working is not None else left_words(row.days)
    words = _("Next: {who} {deal}, {day} ({left})")
    said = words.format(who=row.case.authority, deal=row.name, day=day_text(row.day, weekday=False), left=left)
    return said.replace("&", "&&"), f"dealwatch://case/{row.case.id}"


def recent_words(change: Change) -> str:
    """`CMA Alphabet / Anthropic – Not reviewable, 19 Nov 2024`."""
    new = badges(change)[1]
    what = _(new.label) if new is not None else headline(change)
    who = change.lead.authority
    text = f"{who} {change.name} – {what}, {day_words(change.lead, weekday=False)}".strip()
    return text.replace("&", "&&")


def on_dark() -> bool:
    """Whether the panel is dark. GNOME's is, whatever the windows are."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return dark or "gnome" in os.environ.get("XDG_CURRENT_DESKTOP", "").lower()


@cache
def _icon(state: str, dark: bool) -> QIcon:
    return vectors.icon(f"tray-{state}", QColor(Qt.GlobalColor.white if dark else Qt.GlobalColor.black))
