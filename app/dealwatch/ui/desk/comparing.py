"""Two versions of a page of one case, for the comparison.

Must not contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from dealwatch.ui.desk.deals import StoredPage


class ComparingDesk(Protocol):
    def earlier_page(self, event_id: str) -> StoredPage | None:
        """The page as it was kept last before the version an event rests on; None where there is none."""
        ...
