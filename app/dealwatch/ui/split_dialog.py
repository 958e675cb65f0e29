"""One deal that is two: which reviews become a deal of their own, and what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from dealwatch.language import _
from dealwatch.model.errors import UsageError
from dealwatch.ui.form_dialog import FormDialog
from dealwatch.ui.forms import labelled
from dealwatch.ui.panes import Field, Words
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import authority_name

if TYPE_CHECKING:
    from dealwatch.model.deal import Case, Deal


class SplitDialog(FormDialog):
    """`ready` carries (ids of the reviews that leave, name of the new deal)."""

    def __init__(self, look: Look, deal: Deal, cases: Sequence[Case], parent: QWidget | None) -> None:
        super().__init__(look, _("Split deal"), _("Split"), self.chosen, 520, parent)
        self.put(Words(look, _("Which reviews of “{name}” belong to another deal?").format(name=deal.name), wrap=True))
        self.boxes: dict[str, QCheckBox] = {}
        for case in cases:
            words = _("{authority}: {title}").format(
                authority=authority_name(case.authority), title=case.title or case.printed_number or case.number
            )
            box = QCheckBox(words.replace("&", "&&"))
            box.setFont(look.theme.font(Type.BODY))
            self.boxes[case.id] = box
            self.put(box)
        self.name = Field(look, _("Acquirer / Target"))
        self.put(labelled(look, _("Name of the new deal"), self.name))
        self.body.addStretch(1)

    def chosen(self) -> tuple[tuple[str, ...], str]:
        """UsageError where nothing is ticked or the new deal has no name."""
        cases = tuple(case_id for case_id, box in self.boxes.items() if box.isChecked())
        name = self.name.edit.text().strip()
        if not cases:
            raise UsageError(_("No review was chosen."), _("Tick the reviews that belong to the new deal."))
        if not name:
            raise UsageError(_("A deal needs a name."), _("Write who buys whom, as the press calls it."))
        return cases, name
