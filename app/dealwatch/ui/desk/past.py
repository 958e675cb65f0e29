"""Looking at a past moment: the whole desk as it was known then.

Must not contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


class PastDesk(Protocol):
    def moment(self) -> datetime | None:
        """The past moment that is shown (UTC); None where it is now."""
        ...

    def look_at(self, moment: datetime | None) -> None:
        """Show everything as it was known then; None returns to now. A moment to come is now."""
        ...

    def change_beside(self, moment: datetime, by: int) -> datetime | None:
        """When something last became known before the moment (-1), or next after it (1); None where nothing did."""
        ...
