"""Reading ahead: what the window shows all the time is read beside its thread before it is shown.

Must not contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from dealwatch.store.alerts import InboxCount
    from dealwatch.ui.desk.adding import Hit


class AheadDesk(Protocol):
    def read_ahead(self, *shown: str) -> Callable[[], Callable[[], None]]:
        """An act for one other thread; it reads, and gives what puts the result in place on the window's.

        `shown` are places (`deal/<id>`, `sources`, `source/<key>` …) that are read with what is shown all the time.

        From then on the desk answers with what was read, whatever is written meanwhile, until `let_go`.
        """
        ...

    def let_go(self) -> None:
        """From now on what is asked for is read as it stands."""
        ...

    def find(self, text: str, *, many: bool = False) -> Callable[[], tuple[Hit, ...]]:
        """`search`, or with `many` `search_all`, as an act for one other thread."""
        ...

    def inbox_count(self) -> InboxCount:
        """How many changes there are, unread and flagged ones, those included that the inbox does not hold yet."""
        ...

    def unread(self) -> tuple[str, ...]:
        """The ids of all changes that were not read, those included that the inbox does not hold yet."""
        ...

    def goes_back(self) -> bool:
        """Whether there are older changes than the inbox holds."""
        ...

    def reach_back(self) -> None:
        """Have the inbox hold more of them when it is read the next time."""
        ...
