"""Places of the window and the way back: `today`, `deal/<id>`, `event/<id>` …, and `dealwatch://` addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

SCHEME = "dealwatch"
KINDS = frozenset(
    {"today", "inbox", "portfolio", "sources", "list", "deal", "case", "event", "source", "proposal", "deadline"}
    | {"saved", "calendar", "documents", "search"}
)


@dataclass(frozen=True, slots=True)
class Place:
    kind: str
    ref: str = ""

    def __str__(self) -> str:
        return f"{self.kind}/{self.ref}" if self.ref else self.kind


def parse_place(text: str) -> Place | None:
    """`deal/01H…` as a place; None for what is none."""
    kind, _, ref = text.partition("/")
    if kind not in KINDS or (kind in ("list", "deal", "case", "event", "proposal", "deadline", "saved") and not ref):
        return None
    return Place(kind, ref)


def parse_link(link: str) -> Place | None:
    """A `dealwatch://case/<id>` address; None for anything else: a link comes from outside and is never trusted."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return None
    if parts.scheme != SCHEME:
        return None
    ref = unquote(parts.path.strip("/"))
    if any(ord(char) < 32 for char in ref) or len(ref) > 200:
        return None
    return parse_place(f"{parts.netloc}/{ref}" if ref else parts.netloc)


@dataclass(slots=True)
class History:
    """Where the user has been. Going somewhere new forgets what lay ahead."""

    _places: list[Place] = field(default_factory=list)
    _at: int = -1
    longest: int = 50

    def visit(self, place: Place) -> None:
        if self._at >= 0 and self._places[self._at] == place:
            return
        del self._places[self._at + 1 :]
        self._places.append(place)
        del self._places[: -self.longest]
        self._at = len(self._places) - 1

    def back(self) -> Place | None:
        return self._move(-1)

    def forward(self) -> Place | None:
        return self._move(1)

    @property
    def has_back(self) -> bool:
        return self._at > 0

    @property
    def has_forward(self) -> bool:
        return self._at < len(self._places) - 1

    def _move(self, by: int) -> Place | None:
        if not 0 <= self._at + by < len(self._places):
            return None
        self._at += by
        return self._places[self._at]
