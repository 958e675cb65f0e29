"""How long work tells what it is doing and hears that it is to stop. Must not contain: threads, the window."""

from __future__ import annotations

from typing import Protocol

from dealwatch.model.errors import DealwatchError


class Stopped(DealwatchError):
    """The user stopped the work. `title` and `hint` say what was kept and what was left out."""


class Progress(Protocol):
    """Called by the work, between two of its steps; cheap enough for every record of a large file."""

    @property
    def stop_wanted(self) -> bool:
        """Whether the user asked to stop. Whoever works ends at the next place where what is stored is whole."""
        ...

    def step(self, words: str, done: int = 0, total: int = 0) -> None:
        """What is being done now, a phrase for people; how much of it, where that is known (0: not known)."""
        ...


class Unwatched:
    """Nobody looks on and nobody stops it."""

    stop_wanted = False

    def step(self, words: str, done: int = 0, total: int = 0) -> None:
        """Not told to anybody."""


UNWATCHED = Unwatched()
