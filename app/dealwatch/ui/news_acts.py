"""What the user does with suggestions of the news: look at one, decide, take the decision back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from dealwatch.language import _

if TYPE_CHECKING:
    from dealwatch.model.proposal import ProposalState
    from dealwatch.ui.inline_bar import InlineBar
    from dealwatch.ui.main_window import MainWindow


class Run(Protocol):
    def __call__(self, act: Callable[[], object], said: str = "", then: Callable[[], None] | None = None) -> None: ...


class NewsActs:
    """Orders are `open/<id>`, `apply/<id>`, `not_this_deal/<id>`, `not_a_step/<id>`, `undo/<id>`, `list/all`.

    `dismiss/<id>` is `not_a_step` from a list, where the row vanishes: a slim bar then holds the way back.
    """

    def __init__(self, window: MainWindow, run: Run) -> None:
        self._window, self._run = window, run
        self._bar: InlineBar | None = None

    def do(self, order: str) -> None:
        from dealwatch.model.proposal import ProposalState

        verb, proposal_id = order.split("/", 1)
        match verb:
            case "open":
                self.open(proposal_id)
            case "apply":
                self._decide(proposal_id, ProposalState.APPLIED)
            case "not_this_deal":
                self._decide(proposal_id, ProposalState.NOT_THIS_DEAL)
            case "not_a_step":
                self._decide(proposal_id, ProposalState.NOT_A_STEP)
            case "dismiss":
                self._decide(proposal_id, ProposalState.NOT_A_STEP, lambda: self._offer_undo(proposal_id))
            case "undo":
                self._undo(proposal_id)
            case "list":
                self.list_all()

    def list_all(self) -> None:
        from dealwatch.ui.views.inbox import InboxView

        self._window.go("inbox")
        view = self._window.views.current()
        assert isinstance(view, InboxView)
        view.show_news()

    def open(self, proposal_id: str) -> None:
        from dealwatch.ui.proposal_dialog import ProposalDialog

        w = self._window
        known = next(
            (d for d in w.findChildren(ProposalDialog) if d.proposal_id == proposal_id and d.isVisible()), None
        )
        if known is not None:
            known.raise_()
            known.activateWindow()
            return
        news = w.desk.proposal(proposal_id)
        if news is None:
            w.status.remark(_("That suggestion is not kept here."))
            return
        dialog = ProposalDialog(w.look, w.desk, w, news, w)
        w.refreshed.connect(dialog.refresh)
        dialog.show()
        if news.unread:
            w.desk.mark_read((news.alert,))
            w.desk_changed()

    def _decide(self, proposal_id: str, decision: ProposalState, then: Callable[[], None] | None = None) -> None:
        desk = self._window.desk
        self._run(lambda: desk.decide_proposal(proposal_id, decision), "", then)

    def _undo(self, proposal_id: str) -> None:
        self._drop_bar()
        desk = self._window.desk
        self._run(lambda: desk.undo_proposal(proposal_id), _("The decision is taken back."))

    def _offer_undo(self, proposal_id: str) -> None:
        from dealwatch.ui import news_words
        from dealwatch.ui.inline_bar import Act, InlineBar

        self._drop_bar()
        news = self._window.desk.proposal(proposal_id)
        assert news is not None
        words = f"{news_words.title(news.filed)}. {news_words.state_words(news.filed)}"
        undo = Act(_("Undo"), lambda: self._undo(proposal_id))
        self._bar = InlineBar(self._window.look, words, icon="newspaper", acts=(undo,), closable=True, single=True)
        self._window.add_bar(self._bar)

    def _drop_bar(self) -> None:
        if self._bar is not None:
            self._bar.hide()
            self._bar.deleteLater()
            self._bar = None
