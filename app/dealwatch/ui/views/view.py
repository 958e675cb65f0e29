"""What every view has: the desk, the look, a `Stage` it may ask, `refresh`, and what J and K and E mean in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from dealwatch.ui.panes import Ground

if TYPE_CHECKING:
    from dealwatch.model.note import Note
    from dealwatch.ui.desk import Change, Desk
    from dealwatch.ui.tasks import Runner
    from dealwatch.ui.theme import Look


class Stage(Protocol):
    """What a view may ask of the window. `settings` keep how a view was left; `tasks` runs what takes long."""

    settings: QSettings
    tasks: Runner

    def go(self, place: str) -> None:
        """Show a place: `today` `inbox` `portfolio` `sources` `deal/<id>` `case/<id>` `event/<id>` `list/<name>`
        `deadline/<case id>/<step>`.

        `proposal/<id>` opens a window of its own over the place that is shown.
        """

    def inspect(self, change: Change, *, reveal: bool = False) -> None:
        """Show a change in the inspector; `reveal` opens the inspector where it is closed."""

    def inspect_source(self, key: str) -> None: ...
    def inspect_deadline(self, key: str, *, reveal: bool = False) -> None:
        """Show a deadline (`<case id>/<step>`) in the inspector."""

    def act(self, name: str) -> None:
        """Do a named command of the window: `add`, `check`, `test_notification` …"""

    def open_url(self, url: str) -> None: ...
    def keep_note(self, note: Note) -> None: ...
    def attach_files(self, deal_id: str, paths: Sequence[Path]) -> None:
        """Keep files of this machine with a deal."""

    def look_again(self) -> None:
        """There is more to show: what the desk has is read anew beside the window's thread, then shown."""

    def desk_changed(self) -> None:
        """The view itself changed data: everything that shows it reads anew."""


class View(Ground):
    """A view fills itself in `refresh`, which is called when it is shown and whenever the data changed."""

    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__(look, "base")
        self.look, self.desk, self.stage = look, desk, stage

    def refresh(self) -> None:
        raise NotImplementedError

    def parts(self) -> Sequence[Callable[[], None]]:
        """What `refresh` does, in steps between which the window hears its user."""
        return (self.refresh,)

    def step(self, by: int) -> None:
        """J and K: the next or previous change; a view without changes does nothing."""
        del by

    def first_focus(self) -> QWidget:
        """What gets the keyboard when the view is entered with F6 or a shortcut."""
        return self
