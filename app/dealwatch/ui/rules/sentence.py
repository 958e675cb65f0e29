"""A rule as a sentence whose underlined parts are menus. Must not contain: keeping it, what it would have told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from string import Formatter

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from dealwatch.language import _
from dealwatch.model import rule as rules
from dealwatch.model.rule import Rule, RuleAct, Whose
from dealwatch.model.status import Badge
from dealwatch.ui.flow import Flow
from dealwatch.ui.panes import Words, line
from dealwatch.ui.rules.words import ACTS, SIGNALS, hours_words, parts, pattern, what_words
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import authority_name

LONGEST = 410
"""px at 100 %: what is longer is cut, so that the sentence fits a small screen at large type."""
NIGHTS = ("", "22:00-07:00", "20:00-08:00", "18:00-09:00")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a rule may speak of: deals as (id, name), lists and tags by name, authorities by key."""

    deals: tuple[tuple[str, str], ...] = ()
    lists: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()


class Sentence(QWidget):
    """`changed` after each choice; the rule as it is said now is in `rule`."""

    changed = Signal()

    def __init__(self, look: Look, rule: Rule, offer: Offer) -> None:
        super().__init__()
        self.rule, self._offer, self._deals = rule, offer, dict(offer.deals)
        self.slots: dict[str, Slot] = {}
        px = look.theme.px
        flow = Flow(gap=px(5))
        flow.setContentsMargins(0, 0, 0, 0)
        names = {
            "whose": _("Whose"), "what": _("What happens"), "where": _("At which authority"),
            "act": _("What is done"), "hours": _("When it is told"),
        }  # fmt: skip
        fill = {
            "whose": self._fill_whose, "what": self._fill_what, "where": self._fill_where,
            "act": self._fill_act, "hours": self._fill_hours,
        }  # fmt: skip
        slot: Slot | None = None
        for text, part, _spec, _conversion in Formatter().parse(pattern()):
            words = text.split()
            if slot is not None:  # a comma stays with what it follows
                tail = words.pop(0) if words and not text[0].isspace() else ""
                together = QWidget()
                after = (Words(look, tail, Type.SECTION, bold=False),) if tail else ()
                together.setLayout(line(slot, *after, gap=0))
                flow.addWidget(together)
            for word in words:
                label = Words(look, word, Type.SECTION, bold=False)
                label.setMinimumHeight(px(30))
                flow.addWidget(label)
            slot = Slot(look, names[part], fill[part]) if part else None
            if part and slot is not None:
                self.slots[part] = slot
        self.setLayout(flow)
        self._say()

    def take(self, rule: Rule) -> None:
        self.rule = rule
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        for part, words in parts(self.rule, self._deals).items():
            self.slots[part].say(words, what_words(self.rule) if part == "what" else words)
        self.updateGeometry()

    # -- menus, filled when they open

    def _fill_whose(self, menu: QMenu) -> None:
        self._one(menu, _("anything watched"), replace(self.rule, whose=Whose.ALL, ref=""))
        groups: tuple[tuple[str, Whose, Sequence[tuple[str, str]]], ...] = (
            (_("A deal"), Whose.DEAL, self._offer.deals),
            (_("A list"), Whose.LIST, [(name, name) for name in self._offer.lists]),
            (_("A tag"), Whose.TAG, [(name, name) for name in self._offer.tags]),
        )
        for title, whose, members in groups:
            if members:
                sub = menu.addMenu(title)
                for ref, name in members:
                    self._one(sub, name, replace(self.rule, whose=whose, ref=ref))

    def _fill_what(self, menu: QMenu) -> None:
        for signal, words in SIGNALS.items():
            self._tick(menu, _(words), signal in self.rule.what, partial(self._flip_signal, signal))
        menu.addSeparator()
        sub = StayingMenu(_("Only these new statuses"), menu)
        menu.addMenu(sub)
        for badge in Badge:
            self._tick(sub, _(badge.label), badge in self.rule.badges, partial(self._flip_badge, badge))

    def _fill_where(self, menu: QMenu) -> None:
        self._one(menu, _("any authority"), replace(self.rule, authorities=frozenset()))
        for key in sorted({*self._offer.authorities, *self.rule.authorities}):
            name, on = authority_name(key), key in self.rule.authorities
            self._tick(menu, name, on, partial(self._flip_authority, key))

    def _fill_act(self, menu: QMenu) -> None:
        for act in reversed(RuleAct):
            self._one(menu, _(ACTS[act]), replace(self.rule, act=act))

    def _fill_hours(self, menu: QMenu) -> None:
        own = (self.rule.hours,) if self.rule.hours not in NIGHTS else ()
        for hours in (*NIGHTS, *own):
            self._one(menu, hours_words(hours), replace(self.rule, hours=hours))

    def _one(self, menu: QMenu, words: str, rule: Rule) -> None:
        action = menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(rule == self.rule)
        action.triggered.connect(lambda: self.take(rule))

    def _tick(self, menu: QMenu, words: str, on: bool, flip: Callable[[], None]) -> None:
        action = menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda: flip())

    def _flip_signal(self, signal: rules.Signal) -> None:
        self.take(replace(self.rule, what=self.rule.what ^ {signal}))

    def _flip_badge(self, badge: Badge) -> None:
        self.take(replace(self.rule, badges=self.rule.badges ^ {badge}))

    def _flip_authority(self, key: str) -> None:
        self.take(replace(self.rule, authorities=self.rule.authorities ^ {key}))


class StayingMenu(QMenu):
    """Ticking something with the mouse leaves it open: often more than one thing is meant."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)


class Slot(QToolButton):
    """An underlined part of the sentence. `fill` puts what can be chosen into its menu each time it opens."""

    def __init__(self, look: Look, name: str, fill: Callable[[QMenu], None]) -> None:
        super().__init__()
        self._look, self._name, self._full, self._fill = look, name, "", fill
        self.menu_of = StayingMenu(self)
        self.menu_of.aboutToShow.connect(self.refill)
        self.setMenu(self.menu_of)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.updateGeometry)

    def refill(self) -> None:
        self.menu_of.clear()
        self._fill(self.menu_of)

    def say(self, words: str, whole: str) -> None:
        """`whole` is what it says where there is room for all of it."""
        self._full = words
        self.setText(words)
        self.setAccessibleName(f"{self._name}: {whole}")
        self.setToolTip(whole)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        width = theme.metrics(Type.SECTION).horizontalAdvance(self._full) + theme.px(22)
        return QSize(
            min(round(width), theme.px(LONGEST)), max(theme.px(30), round(theme.metrics(Type.SECTION).height()) + 8)
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._look.theme
        accent = theme.colour("accent")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.width() - theme.px(20)
        painter.setFont(theme.font(Type.SECTION))
        painter.setPen(accent)
        words = painter.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(theme.px(2), 0, room, self.height() - 2), flags, words)
        x, y, half = self.width() - theme.px(9), self.height() // 2, theme.px(3)
        painter.drawPolyline([QPoint(x - half, y - 1), QPoint(x, y + half - 1), QPoint(x + half, y - 1)])
        painter.drawLine(0, self.height() - 2, self.width(), self.height() - 2)
        if self.hasFocus():
            painter.setPen(QPen(accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()
