"""The deal at a glance: what was entered of it, who takes part, how each review stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from dealwatch.language import _
from dealwatch.ui.badge_view import BadgeView
from dealwatch.ui.controls import Button, link
from dealwatch.ui.evidence import Section
from dealwatch.ui.panes import Scroll, Words, line
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import authority_name, kind_words, partial_text

if TYPE_CHECKING:
    from dealwatch.model.deal import Case, Deal
    from dealwatch.ui.desk import DealPage


class DealOverview(Scroll):
    """`act` is what a command's name is given to; `open_case` what a review's number is."""

    def __init__(self, look: Look, act: Callable[[str], None], open_case: Callable[[str], None]) -> None:
        super().__init__(look)
        self._look, self._act, self._open_case = look, act, open_case

    def show_page(self, page: DealPage) -> None:
        parts: list[QWidget] = []
        if page.deal is not None:
            parts += [self._deal(page.deal), self._parties(page.deal)]
        parts.append(self._reviews(page.cases))
        self.fill(parts)

    def _deal(self, deal: Deal) -> QWidget:
        rows = [
            (_("Kind"), kind_words(deal.kind)),
            (_("Value"), deal.value),
            (_("Announced"), partial_text(deal.announced) if deal.announced else ""),
            (_("Signed"), partial_text(deal.signed) if deal.signed else ""),
            (_("Long stop"), partial_text(deal.long_stop) if deal.long_stop else ""),
            (_("List"), deal.list_name),
            (_("Tags"), ", ".join(deal.tags)),
            (_("Alerts"), _("muted: in the inbox only") if deal.muted else ""),
        ]
        known = [(label, [Words(self._look, text, selectable=True)]) for label, text in rows if text]
        edit = Button(self._look, _("Edit deal…"), icon="note-pencil", small=True)
        edit.clicked.connect(lambda: self._act("edit_deal"))
        foot = QWidget()
        foot.setLayout(line(edit, 1))
        body = [self._grid(known)] if known else [self._plain(_("Nothing was entered yet."))]
        return Section(self._look, _("Deal"), "list-bullets", *body, foot)

    def _parties(self, deal: Deal) -> QWidget:
        rows = []
        for party in deal.parties:
            about = ", ".join(part for part in (_(party.role) if party.role else "", *party.aliases) if part)
            rows.append((party.name, [Words(self._look, about, Type.BODY, "text2", wrap=True)]))
        body = self._grid(rows, strong=True) if rows else self._plain(
            _("No parties yet: with them, news and new register entries find this deal.")
        )  # fmt: skip
        return Section(self._look, _("Parties"), "tree-structure", body)

    def _reviews(self, cases: Sequence[Case]) -> QWidget:
        rows = []
        for case in cases:
            badges = BadgeView(self._look, case.status.badges)
            number = link(self._look, case.printed_number or _("no number"), say=case.title)
            number.clicked.connect(lambda _checked=False, case=case: self._open_case(case.authority))
            rows.append((authority_name(case.authority), [number, badges]))
        body = self._grid(rows, strong=True) if rows else self._plain(
            _("No review is known yet. Add its case number when there is one.")
        )  # fmt: skip
        return Section(self._look, _("Reviews"), "files", body, rule=False)

    def _plain(self, text: str) -> QWidget:
        return Words(self._look, text, Type.SECONDARY, "text2", wrap=True)

    def _grid(self, rows: Sequence[tuple[str, Sequence[QWidget]]], *, strong: bool = False) -> QWidget:
        px = self._look.theme.px
        host = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(6))
        for number, (label, widgets) in enumerate(rows):
            head = Words(self._look, label, Type.BODY, "text" if strong else "text2", bold=strong)
            grid.addWidget(head, number, 0, Qt.AlignmentFlag.AlignTop)
            for place, widget in enumerate(widgets, 1):
                grid.addWidget(widget, number, place, Qt.AlignmentFlag.AlignTop)
        grid.setColumnMinimumWidth(0, px(150))
        grid.setColumnStretch(max((len(widgets) for _label, widgets in rows), default=1), 1)
        host.setLayout(grid)
        return host
