"""A deal to be made or edited: what it is called, who takes part, what it is worth, when; its list and its tags."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from dealwatch.language import _
from dealwatch.model.deal import Deal, DealKind
from dealwatch.model.errors import UsageError
from dealwatch.ui.form_dialog import FormDialog
from dealwatch.ui.forms import DayField, choice, labelled
from dealwatch.ui.panes import Field, line
from dealwatch.ui.party_rows import PartyRows
from dealwatch.ui.words import kind_words

if TYPE_CHECKING:
    from dealwatch.ui.desk import Desk
    from dealwatch.ui.theme import Look

KINDS = tuple(DealKind)


class DealDialog(FormDialog):
    """`ready` carries the `Deal` as it is to be kept, with an empty id for a new one."""

    def __init__(self, look: Look, desk: Desk, deal: Deal | None, parent: QWidget | None) -> None:
        title, verb = (_("Edit deal"), _("Keep")) if deal is not None else (_("New deal"), _("Create"))
        super().__init__(look, title, verb, self.deal, 760, parent)
        self._before = deal or Deal("", "")
        before, px = self._before, look.theme.px
        self.name = Field(look, _("Acquirer / Target"))
        self.name.edit.setText(before.name)
        self.kind = choice(look, _("Kind"), [kind_words(kind) or _("Other") for kind in KINDS])
        self.kind.setCurrentIndex(KINDS.index(before.kind))
        self.value = Field(look, _("as printed, such as $20bn"))
        self.value.edit.setText(before.value)
        self.announced, self.signed = DayField(look, before.announced), DayField(look, before.signed)
        self.long_stop = DayField(look, before.long_stop)
        self.list_name = choice(look, _("List"), ["", *(entry.name for entry in desk.standing().lists)], editable=True)
        self.list_name.setEditText(before.list_name)
        self.tags = Field(look, _("separated by commas"))
        self.tags.edit.setText(", ".join(before.tags))
        self.parties = PartyRows(look, before.parties)
        first, second, third = line(gap=px(12)), line(gap=px(12)), line(gap=px(12))
        first.addLayout(labelled(look, _("Name"), self.name), 3)
        first.addLayout(labelled(look, _("Kind"), self.kind), 2)
        second.addLayout(labelled(look, _("Value"), self.value), 2)
        for label, field in (
            (_("Announced"), self.announced), (_("Signed"), self.signed), (_("Long stop"), self.long_stop)
        ):  # fmt: skip
            second.addLayout(labelled(look, label, field), 1)
        third.addLayout(labelled(look, _("List"), self.list_name), 1)
        third.addLayout(labelled(look, _("Tags"), self.tags), 2)
        self.put(first, self.parties, second, third)
        self.body.addStretch(1)
        self.name.edit.setFocus()

    def deal(self) -> Deal:
        """UsageError without a name, or for a day that is none."""
        name = self.name.edit.text().strip()
        if not name:
            raise UsageError(_("A deal needs a name."), _("Write who buys whom, as the press calls it."))
        tags = dict.fromkeys(" ".join(tag.split()) for tag in self.tags.edit.text().split(",") if tag.strip())
        return replace(
            self._before,
            name=name,
            kind=KINDS[self.kind.currentIndex()],
            parties=self.parties.parties(),
            value=self.value.edit.text().strip(),
            announced=self.announced.day(),
            signed=self.signed.day(),
            long_stop=self.long_stop.day(),
            list_name=self.list_name.currentText().strip(),
            tags=tuple(tags),
        )
