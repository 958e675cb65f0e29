"""What the window needs of the rest: a Protocol of short reads and of acts, and the frozen rows they give.

Reads are short and may be made on the window's own thread; acts may take long and go through `tasks`.
"""

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
