"""What of a user's own words for reading the news cannot be used, said calmly over the page of the data."""

from __future__ import annotations

from collections.abc import Callable

from dealwatch.language import _, n_
from dealwatch.ui.inline_bar import Act, InlineBar
from dealwatch.ui.settings.page import Scene

WORDS_FOLDER = "phrases"
"""The folder's name within the data folder, as `reading.own_words` has it."""

_SHOWN = 5
"""Lines that are told; the others are only counted."""


class OwnWordsBar(InlineBar):
    """`refresh` reads the files anew off the window's thread; the bar is there only while something is wrong."""

    def __init__(self, scene: Scene, open_folder: Callable[[], None]) -> None:
        acts = (Act(_("Open their folder"), open_folder), Act(_("Look again"), self.refresh))
        super().__init__(scene.look, "", "", hue="ochre", icon="newspaper", acts=acts)
        self._scene = scene
        self.hide()

    def refresh(self) -> None:
        self._scene.tasks.run(self._scene.settings.own_word_troubles).then(self._say, self._failed)

    def _say(self, troubles: tuple[str, ...]) -> None:
        self.setVisible(bool(troubles))
        title = n_(
            "One of your own words for reading the news cannot be used. Everything else works.",
            "{count} of your own words for reading the news cannot be used. Everything else works.",
            len(troubles),
        ).format(count=len(troubles))
        lines = list(troubles[:_SHOWN])
        more = len(troubles) - len(lines)
        if more:
            lines.append(n_("and one more", "and {count} more", more).format(count=more))
        text = "\n".join(lines)
        self.title.say(title)
        self.text.say(text)
        self.text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}".strip())

    def _failed(self, error: Exception) -> None:
        raise error
