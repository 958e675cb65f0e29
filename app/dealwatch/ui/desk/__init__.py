"""What the window needs of the rest: a Protocol of short reads and of acts, and the frozen rows they give.

Reads are short and may be made on the window's own thread; acts may take long and go through `tasks`. A row is loaded
with the first that asks for it: the first paint needs few of them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dealwatch.ui.desk.adding import Candidate, Hit, Order, Recognition
    from dealwatch.ui.desk.attaching import AttachingDesk, SavedFile, SavedLook, SavedTaken
    from dealwatch.ui.desk.calendar import CalendarDesk, CalendarPage
    from dealwatch.ui.desk.changes import Change, News
    from dealwatch.ui.desk.comparing import ComparingDesk
    from dealwatch.ui.desk.deadlines import DeadlineDesk, DeadlineSheet, Elapsed, Hypothesis, LongStopRow
    from dealwatch.ui.desk.deals import DealPage, DealRow, DocumentRow, ReviewMark, StoredPage
    from dealwatch.ui.desk.desk import Desk
    from dealwatch.ui.desk.documents import DocumentsDesk, PaperRow
    from dealwatch.ui.desk.machine import Machine
    from dealwatch.ui.desk.past import PastDesk
    from dealwatch.ui.desk.portfolio import Portfolio, PortfolioDesk, PortfolioRow, SavedSearch
    from dealwatch.ui.desk.reading import ReadingDesk
    from dealwatch.ui.desk.sources import Attempt, HostRow, LedgerPage, LedgerRow, SourceLine, SourcePage
    from dealwatch.ui.desk.today import Attention, CoverageRow, DeadlineRow, ListCount, Sample, Standing, Today
    from dealwatch.ui.desk.working import WorkingDesk

_WHERE = {
    "AttachingDesk": "attaching",
    "Attempt": "sources",
    "Attention": "today",
    "CalendarDesk": "calendar",
    "CalendarPage": "calendar",
    "Candidate": "adding",
    "Change": "changes",
    "ComparingDesk": "comparing",
    "CoverageRow": "today",
    "DeadlineDesk": "deadlines",
    "DeadlineRow": "today",
    "DeadlineSheet": "deadlines",
    "DealPage": "deals",
    "DealRow": "deals",
    "Desk": "desk",
    "DocumentRow": "deals",
    "DocumentsDesk": "documents",
    "Elapsed": "deadlines",
    "Hit": "adding",
    "HostRow": "sources",
    "Hypothesis": "deadlines",
    "LedgerPage": "sources",
    "LedgerRow": "sources",
    "ListCount": "today",
    "LongStopRow": "deadlines",
    "Machine": "machine",
    "News": "changes",
    "Order": "adding",
    "PaperRow": "documents",
    "PastDesk": "past",
    "Portfolio": "portfolio",
    "PortfolioDesk": "portfolio",
    "PortfolioRow": "portfolio",
    "ReadingDesk": "reading",
    "Recognition": "adding",
    "ReviewMark": "deals",
    "Sample": "today",
    "SavedFile": "attaching",
    "SavedLook": "attaching",
    "SavedSearch": "portfolio",
    "SavedTaken": "attaching",
    "SourceLine": "sources",
    "SourcePage": "sources",
    "Standing": "today",
    "StoredPage": "deals",
    "Today": "today",
    "WorkingDesk": "working",
}
"""Name → the module of this package that makes it."""

__all__ = [
    "AttachingDesk",
    "Attempt",
    "Attention",
    "CalendarDesk",
    "CalendarPage",
    "Candidate",
    "Change",
    "ComparingDesk",
    "CoverageRow",
    "DeadlineDesk",
    "DeadlineRow",
    "DeadlineSheet",
    "DealPage",
    "DealRow",
    "Desk",
    "DocumentRow",
    "DocumentsDesk",
    "Elapsed",
    "Hit",
    "HostRow",
    "Hypothesis",
    "LedgerPage",
    "LedgerRow",
    "ListCount",
    "LongStopRow",
    "Machine",
    "News",
    "Order",
    "PaperRow",
    "PastDesk",
    "Portfolio",
    "PortfolioDesk",
    "PortfolioRow",
    "ReadingDesk",
    "Recognition",
    "ReviewMark",
    "Sample",
    "SavedFile",
    "SavedLook",
    "SavedSearch",
    "SavedTaken",
    "SourceLine",
    "SourcePage",
    "Standing",
    "StoredPage",
    "Today",
    "WorkingDesk",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = found
    return found
