"""The first day: what the bundled facts are, and the cards that help to begin. Nothing here is modal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QWidget

from dealwatch.language import _, mark
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.inline_bar import Act, InlineBar
from dealwatch.ui.panes import Ground, IconView, Words, clear, line, present, stack
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import day_text

if TYPE_CHECKING:
    from dealwatch.ui.desk import Desk, Standing
    from dealwatch.ui.views.view import Stage


@dataclass(frozen=True)
class CardText:
    key: str
    icon: str
    title: str
    text: str
    verb: str
    primary: bool = False


CARDS = (
    CardText(
        "add",
        "list-bullets",
        mark("Choose what to watch"),
        mark("Paste a case number, a name or a web address."),
        mark("Add…"),
        True,
    ),
    CardText(
        "demo",
        "play",
        mark("See a change arrive"),
        mark("A short demonstration on this computer: register, alert, proof, case file."),
        mark("Play the demonstration"),
    ),
    CardText(
        "test_notification",
        "bell",
        mark("See what an alert looks like"),
        mark("One test notification, from this computer only."),
        mark("Send me a test notification"),
    ),
    CardText(
        "autostart",
        "power",
        mark("Check in the background"),
        mark("Starts hidden with the computer. You can undo it in the Tools menu."),
        mark("Start with the computer"),
    ),
)


def _spoken(card: CardText) -> CardText:
    return replace(card, title=_(card.title), text=_(card.text), verb=_(card.verb))


LOW = 660  # px; in a lower window the cards are one button each
LOWEST = 560
"""px; in a still lower one they are not there: what they offer stands in the menus, the list itself nowhere else."""


class FirstDay(QWidget):
    """The sample's banner and the cards that have not been used yet."""

    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__()
        self._look, self._desk, self._stage = look, desk, stage
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._banner: InlineBar | None = None
        self._said: tuple[object, ...] = ()
        self._shown: tuple[str, ...] | None = None
        self._cards_host = _CardGrid(look)
        self._column = stack(self._cards_host)
        self.setLayout(self._column)

    def arrange(self) -> None:
        self._cards_host.arrange()

    def say(self, standing: Standing, sample_here: bool) -> None:
        self._say_banner(standing, sample_here)
        shown = tuple(card.key for card in CARDS if card.key not in standing.cards_done) if sample_here else ()
        if shown != self._shown:
            self._shown = shown
            self._cards_host.fill([self._card(_spoken(card)) for card in CARDS if card.key in shown])
        self.setVisible(self._banner is not None or bool(shown))

    def _say_banner(self, standing: Standing, sample_here: bool) -> None:
        checked = standing.last_check is not None
        said = (sample_here, standing.sample.as_at, bool(standing.offline_since), checked, bool(standing.sources))
        if said == self._said:
            return
        self._said = said
        if self._banner is not None:
            self._column.removeWidget(self._banner)
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        if not sample_here:
            return
        sample = standing.sample
        bundled = _("Sample: bundled facts as at {day}.") if sample.as_at else _("Sample: bundled facts.")
        bundled = bundled.format(day=day_text(sample.as_at, weekday=False) if sample.as_at else "")
        state = _("This computer has not checked them yet.")
        if standing.offline_since:
            state = _("This computer has not checked them yet; it is offline.")
        if standing.last_check is not None:
            state = _("Changes since then appear here as soon as they are read.")
        acts = [Act(_("Remove the sample"), lambda: self._stage.act("sample_off"))]
        if standing.last_check is None and standing.sources:
            acts.insert(
                0,
                Act(
                    _("Check when online") if standing.offline_since else _("Check now"),
                    lambda: self._stage.act("check"),
                ),
            )
        text = f"{bundled} {state}"
        self._banner = InlineBar(self._look, text, hue="slate", icon="clock-counter-clockwise", acts=acts, single=True)
        self._column.insertWidget(0, self._banner)

    def _card(self, card: CardText) -> Card:
        def use() -> None:
            self._stage.act(card.key)
            self._desk.card_done(card.key)
            self._stage.desk_changed()

        def close() -> None:
            self._desk.card_done(card.key)
            self._stage.desk_changed()

        return Card(self._look, card, use, close)


class _CardGrid(Ground):
    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._look = look
        self._cards: list[Card] = []
        self._grid = QGridLayout()
        px = look.theme.px
        self._grid.setContentsMargins(px(16), px(16), px(16), px(16))
        self._grid.setSpacing(px(12))
        self.setLayout(self._grid)

    def fill(self, cards: list[Card]) -> None:
        clear(self._grid)
        self._cards = cards
        self.arrange()

    def arrange(self) -> None:
        """As the width and the height of the window have it."""
        for card in self._cards:
            self._grid.removeWidget(card)
        room = (self.width() - 16) // self._look.theme.px(236)
        across = len(self._cards) if room >= len(self._cards) else 2 if room >= 2 else 1
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 0)
        height = self.window().height() / self._look.theme.scale
        self.setVisible(bool(self._cards) and height >= LOWEST)
        for place, card in enumerate(self._cards):
            card.show_words(height >= LOW)
            self._grid.addWidget(card, place // across, place % across)
            self._grid.setColumnStretch(place % across, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()


class Card(QWidget):
    """A frame with one thing to do. It goes when it is used, or with its own cross."""

    def __init__(self, look: Look, card: CardText, use: Callable[[], None], close: Callable[[], None]) -> None:
        super().__init__()
        self._look = look
        px = look.theme.px
        self.setAccessibleName(card.title)
        icon = IconView(look, card.icon, "accent", 18)
        cross = Button(look, kind=Kind.QUIET, icon="x", say=_("Hide “{title}”").format(title=card.title), small=True)
        cross.clicked.connect(close)
        button = Button(look, card.verb, kind=Kind.PRIMARY if card.primary else Kind.PLAIN, small=True)
        button.clicked.connect(use)
        self.setToolTip(card.text)
        self.text = Words(look, card.text, Type.SECONDARY, "text2", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._title = Words(look, card.title, bold=True, wrap=True)
        head = line(self._title, gap=px(6))
        head.setStretch(0, 1)
        head.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)
        self._words = stack(gap=px(3))
        self._words.addLayout(head)
        self._words.addWidget(self.text, 1)
        self._words.addSpacing(px(6))
        self._words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._row = line(gap=px(12))
        self._row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._words, 1)
        self.setLayout(self._row)
        self.show_words(True)

    def show_words(self, wanted: bool) -> None:
        """With all it says, or as its button and its cross in one line."""
        px = self._look.theme.px
        for words in (self._title, self.text):
            present(words, wanted)
        self._words.setDirection(QBoxLayout.Direction.TopToBottom if wanted else QBoxLayout.Direction.RightToLeft)
        if wanted:
            self._row.setContentsMargins(px(16), px(10), px(10), px(14))
        else:
            self._row.setContentsMargins(px(10), px(5), px(4), px(5))
        self._reserve()

    def _reserve(self) -> None:
        """The height that its words need once they wrap: a grid in a column asks for it too early."""
        self.setMinimumHeight(max(self._row.totalHeightForWidth(self.width()), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reserve()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.setBrush(theme.colour("base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()
