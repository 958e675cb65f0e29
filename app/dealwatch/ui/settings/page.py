"""A page of the settings: headings and lines, what the search finds in it, and trouble said over what still holds.

Must not contain: what any setting means.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QLayout, QWidget

from dealwatch.model.errors import DealwatchError
from dealwatch.ui.desk import Machine
from dealwatch.ui.desk.settings import Settings
from dealwatch.ui.inline_bar import InlineBar
from dealwatch.ui.keys import Keys
from dealwatch.ui.panes import Scroll, Words, line, stack
from dealwatch.ui.preferences import Preferences
from dealwatch.ui.rules.acts import RuleActs
from dealwatch.ui.settings.line import Line
from dealwatch.ui.tasks import Runner
from dealwatch.ui.theme import Look, Type

T = TypeVar("T")


@dataclass(frozen=True)
class Scene:
    """What a page may use. `act` runs a command of the window, `go` shows a place in it, `changed` makes it read;
    `rules` does what is asked of alert rules.
    """

    look: Look
    settings: Settings
    preferences: Preferences
    keys: Keys
    machine: Machine
    tasks: Runner
    act: Callable[[str], None]
    go: Callable[[str], None]
    changed: Callable[[], None]
    quit: Callable[[], None]
    rules: RuleActs


@dataclass(frozen=True)
class Entry:
    """A setting that can be found: its words, further words that people look for, and its line."""

    words: str
    also: str
    line: Line


class Page(Scroll):
    """`refresh` shows what holds now; it is called whenever the page comes up or the data changes."""

    name = ""
    title = ""
    icon = ""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene.look)
        self.scene, self.look = scene, scene.look
        self.entries: list[Entry] = []
        self._at = 0
        self.trouble = InlineBar(self.look, "", "", hue="orange", icon="warning", closable=True)
        self.put(self.trouble)
        self.trouble.hide()

    def refresh(self) -> None:
        raise NotImplementedError

    # -- building

    def put(self, *widgets: QWidget | QLayout) -> None:
        for widget in widgets:
            if isinstance(widget, QLayout):
                self.column.insertLayout(self._at, widget)
            else:
                self.column.insertWidget(self._at, widget)
            self._at += 1

    def heading(self, text: str) -> None:
        px = self.look.theme.px
        self.put(line(Words(self.look, text, Type.SECTION), 1, margins=(px(16), px(18), px(20), px(6))))

    def note(self, text: str) -> Words:
        """A sentence of its own, in the second colour."""
        px = self.look.theme.px
        words = Words(self.look, text, Type.SECONDARY, "text2", wrap=True)
        self.put(stack(words, margins=(px(16), px(6), px(20), px(8))))
        return words

    def setting(self, label: str, control: QWidget, hint: str = "", *, also: str = "", below: bool = False) -> Line:
        """`also`: other words for it, that nobody sees but the search."""
        made = Line(self.look, label, control, hint, below=below)
        self.entries.append(Entry(label, f"{hint} {also}", made))
        self.put(made)
        return made

    # -- acting

    def do(self, act: Callable[[], T], then: Callable[[T], None] | None = None) -> None:
        """Run off the window's thread; trouble is said at the top of the page, and what holds is shown again."""

        def done(result: T) -> None:
            self.trouble.hide()
            if then is not None:
                then(result)
            self.refresh()
            self.scene.changed()

        self.scene.tasks.run(act).then(done, self.failed)

    def failed(self, error: Exception) -> None:
        if not isinstance(error, DealwatchError):
            raise error
        self.say_trouble(error.title, error.hint)
        self.refresh()

    def say_trouble(self, title: str, text: str = "") -> None:
        self.trouble.title.say(title)
        self.trouble.text.say(text)
        self.trouble.text.setVisible(bool(text))
        self.trouble.setAccessibleName(f"{title} {text}".strip())
        self.trouble.show()
        self.ensureVisible(0, 0)
