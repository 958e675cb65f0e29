"""A suggestion of the news in a window of its own, beside the one that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from dealwatch.language import _
from dealwatch.ui.controls import Button
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.panes import stack
from dealwatch.ui.proposal_pane import ProposalPane

if TYPE_CHECKING:
    from dealwatch.ui.desk import Desk, News
    from dealwatch.ui.theme import Look
    from dealwatch.ui.views.view import Stage

WIDTH, LEAST, MOST = 560, 300, 620


class ProposalDialog(Dialog):
    def __init__(self, look: Look, desk: Desk, stage: Stage, news: News, parent: QWidget | None) -> None:
        super().__init__(look, _("News suggests"), WIDTH, parent)
        close = Button(look, _("Close"), small=True)
        close.clicked.connect(self.accept)
        self.pane = ProposalPane(look, desk, stage, close)
        self.setLayout(stack(self.pane))
        self.pane.show_news(news)
        px = look.theme.px
        sheet = self.pane.sheet.body.layout()
        wanted = (sheet.heightForWidth(px(WIDTH)) if sheet is not None else 0) + px(66)
        self.resize(px(WIDTH), min(max(wanted, px(LEAST)), px(MOST)))
        self.pane.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def proposal_id(self) -> str:
        return self.pane.news.filed.id if self.pane.news is not None else ""

    def refresh(self) -> None:
        """The data changed; what was decided is shown with the way back."""
        self.pane.refresh()
