"""The reads and acts of the window as one contract; each topic may bring its own part as a Protocol.

Must not contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from dealwatch.ui.desk.ahead import AheadDesk
from dealwatch.ui.desk.attaching import AttachingDesk
from dealwatch.ui.desk.calendar import CalendarDesk
from dealwatch.ui.desk.comparing import ComparingDesk
from dealwatch.ui.desk.deadlines import DeadlineDesk
from dealwatch.ui.desk.documents import DocumentsDesk
from dealwatch.ui.desk.exporting import ExportingDesk
from dealwatch.ui.desk.past import PastDesk
from dealwatch.ui.desk.portfolio import PortfolioDesk
from dealwatch.ui.desk.reading import ReadingDesk
from dealwatch.ui.desk.rules import RulesDesk
from dealwatch.ui.desk.settings import SettingsDesk
from dealwatch.ui.desk.working import WorkingDesk

if TYPE_CHECKING:
    from datetime import datetime

    from dealwatch.model.proposal import ProposalState
    from dealwatch.ui.desk.adding import Hit, Order, Recognition
    from dealwatch.ui.desk.changes import Change, News
    from dealwatch.ui.desk.deals import DealPage, DealRow, StoredPage
    from dealwatch.ui.desk.sources import LedgerPage, SourceLine, SourcePage
    from dealwatch.ui.desk.today import Standing, Today


class Desk(
    DocumentsDesk,
    AheadDesk,
    AttachingDesk,
    CalendarDesk,
    ComparingDesk,
    DeadlineDesk,
    ExportingDesk,
    PastDesk,
    PortfolioDesk,
    WorkingDesk,
    ReadingDesk,
    RulesDesk,
    SettingsDesk,
    Protocol,
):
    """The reads and acts of the window. Acts raise `DealwatchError` for what a person can act on."""

    def now(self) -> datetime: ...
    def standing(self) -> Standing: ...
    def today(self) -> Today: ...
    def inbox(self) -> tuple[Change, ...]: ...
    def change_of(self, event_id: str) -> Change | None: ...
    def proposals(self) -> tuple[News, ...]:
        """What the news suggests and nobody has decided yet, newest first."""
        ...

    def deal_news(self, deal_id: str) -> tuple[News, ...]:
        """Everything the news ever suggested of a deal, decided or not, newest first."""
        ...

    def proposal(self, proposal_id: str) -> News | None: ...
    def deals(self, list_name: str = "") -> tuple[DealRow, ...]: ...
    def page(self, deal_id: str = "", case_id: str = "") -> DealPage | None: ...
    def stored_page(self, sha256: str) -> StoredPage | None: ...
    def sources(self) -> tuple[SourceLine, ...]: ...
    def source(self, key: str) -> SourcePage | None: ...
    def ledger(self) -> LedgerPage: ...
    def search(self, text: str) -> tuple[Hit, ...]:
        """The best places for a text, for a list that drops down."""
        ...

    def search_all(self, text: str) -> tuple[Hit, ...]:
        """Many places, for the search view."""
        ...

    def recognise(self, text: str) -> Recognition: ...

    def add(self, order: Order) -> str:
        """Watch what was chosen; returns the place where it can be seen (`deal/<id>`, `case/<id>`, `sources` …)."""
        ...

    def check_now(self, keys: tuple[str, ...] = ()) -> None: ...
    def pause(self, paused: bool) -> None: ...
    def pause_source(self, key: str, paused: bool) -> None: ...
    def mark_read(self, change_ids: tuple[str, ...], read: bool = True) -> None: ...
    def flag(self, change_id: str, flagged: bool) -> None: ...
    def mark_looked(self) -> None: ...
    def decide_proposal(self, proposal_id: str, decision: ProposalState) -> None:
        """`APPLIED`, `NOT_THIS_DEAL` or `NOT_A_STEP`."""
        ...

    def undo_proposal(self, proposal_id: str) -> None: ...
    def set_sample_shown(self, shown: bool) -> None: ...
    def card_done(self, card: str) -> None: ...
