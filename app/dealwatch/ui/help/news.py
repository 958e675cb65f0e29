"""What is new in this version, from the list of changes that is shipped; shown once after an update. No Qt here."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Protocol

from dealwatch import __version__

SEEN = "version_seen"
"""Key in the window's file: the version whose news were last shown, or with which Dealwatch was first started."""

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


class Remembered(Protocol):
    """The part of QSettings that is needed."""

    def value(self, key: str, default: object = ...) -> object: ...
    def setValue(self, key: str, value: object) -> None: ...


def changes() -> str:
    """The whole list, Markdown."""
    return (files("dealwatch.resources") / "help" / "changes.md").read_text("utf-8")


def sections(text: str) -> list[tuple[str, str]]:
    """(heading, text) of each version, the newest first."""
    parts = _HEADING.split(text)
    return [(heading.strip(), body.strip()) for heading, body in zip(parts[1::2], parts[2::2], strict=True)]


def updated(remembered: Remembered, *, first_start: bool, version: str = __version__) -> bool:
    """Whether this is the first start after an update; the version is remembered, so that it is told once.

    Never on the very first start, where everything is new.
    """
    seen = remembered.value(SEEN)
    remembered.setValue(SEEN, version)
    if seen is None:
        return not first_start
    return str(seen) != version
