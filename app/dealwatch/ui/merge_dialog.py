"""Two deals that are one: which one takes in which, and what goes over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from dealwatch.language import _, n_
from dealwatch.model.errors import UsageError
from dealwatch.ui.form_dialog import FormDialog
from dealwatch.ui.forms import choice, labelled
from dealwatch.ui.panes import Words
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from dealwatch.model.deal import Deal
    from dealwatch.ui.desk import Desk


class MergeDialog(FormDialog):
    """`ready` carries the id of the deal that is taken in."""

    def __init__(self, look: Look, desk: Desk, deal: Deal, parent: QWidget | None) -> None:
        super().__init__(look, _("Merge deals"), _("Merge"), self.other, 520, parent)
        self._others = [row.deal for row in desk.deals() if row.deal.id and row.deal.id != deal.id]
        self.box = choice(look, _("Deal"), [other.name for other in self._others], editable=True)
        self.box.setCurrentIndex(-1)
        self.box.currentTextChanged.connect(self._say)
        self._said = Words(look, "", Type.SECONDARY, "text2", wrap=True)
        text = _("“{name}” takes in another deal: its reviews, parties, notes, tags and files. It can be undone.")
        self.put(
            Words(look, text.format(name=deal.name), wrap=True), labelled(look, _("Take in"), self.box), self._said
        )
        self.body.addStretch(1)
        self.box.setFocus()

    def _chosen(self) -> Deal | None:
        text = self.box.currentText().strip().casefold()
        return next((other for other in self._others if other.name.casefold() == text), None)

    def _say(self) -> None:
        other = self._chosen()
        count = len(other.case_ids) if other is not None else 0
        words = n_("{n} review goes over.", "{n} reviews go over.", count).format(n=count)
        self._said.say(words if other is not None else "")

    def other(self) -> str:
        """UsageError where no other deal is chosen."""
        found = self._chosen()
        if found is None:
            raise UsageError(_("Choose a deal."), _("Begin to write its name."))
        return found.id
