"""The parties of a deal as rows to edit: name, role, other names. An empty last row waits for one more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dealwatch.language import _, mark
from dealwatch.model.deal import Party
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.forms import choice
from dealwatch.ui.panes import Field, Words, clear, line, stack
from dealwatch.ui.theme import Look, Type

ROLES = (
    mark("acquirer"), mark("target"), mark("joint venture"), mark("seller"), mark("partner"), mark("notifying party"),
    mark("defendant"), mark("third party"),
)  # fmt: skip


class PartyRows(QWidget):
    def __init__(self, look: Look, parties: Sequence[Party]) -> None:
        super().__init__()
        self._look = look
        self.rows: list[PartyRow] = []
        self._column = stack(gap=look.theme.px(6))
        self.setLayout(self._column)
        for party in (*parties, Party("")):
            self._add(party)
        self._build()

    def parties(self) -> tuple[Party, ...]:
        """Those with a name, in their order."""
        found = (row.party() for row in self.rows)
        return tuple(party for party in found if party.name)

    def _add(self, party: Party) -> None:
        row = PartyRow(self._look, party)
        row.name.edit.textEdited.connect(self._grow)
        row.removed.connect(lambda row=row: self._remove(row))
        self.rows.append(row)

    def _grow(self) -> None:
        """Whoever writes into the last row finds another one below."""
        if self.rows[-1].party().name:
            self._add(Party(""))
            self._column.addWidget(self.rows[-1])

    def _remove(self, row: PartyRow) -> None:
        if len(self.rows) > 1:
            self.rows = [each for each in self.rows if each is not row]
            self._build()

    def _build(self) -> None:
        kept = self.rows
        clear(self._column)
        head = line(gap=self._look.theme.px(8))
        for text, share in ((_("Party"), 5), (_("Role"), 3), (_("Other names, separated by commas"), 6)):
            head.addWidget(Words(self._look, text, Type.SECONDARY, "text2"), share)
        head.addSpacing(self._look.theme.px(28 + 8))
        self._column.addLayout(head)
        self.rows = []
        for old in kept:
            self._add(old.party())
            self._column.addWidget(self.rows[-1])


class PartyRow(QWidget):
    removed = Signal()

    def __init__(self, look: Look, party: Party) -> None:
        super().__init__()
        self.name = Field(look, _("Name"))
        self.name.edit.setText(party.name)
        self.role = choice(look, _("Role"), ["", *(_(role) for role in ROLES)], editable=True)
        self.role.setEditText(_(party.role) if party.role in ROLES else party.role)
        self.aliases = Field(look, _("Other names"))
        self.aliases.edit.setText(", ".join(party.aliases))
        away = Button(look, kind=Kind.QUIET, icon="x", say=_("Remove this party"))
        away.clicked.connect(self.removed)
        row = line(self.name, self.role, self.aliases, away, gap=look.theme.px(8))
        for place, share in enumerate((5, 3, 6)):
            row.setStretch(place, share)
        self.setLayout(row)

    def party(self) -> Party:
        """Roles are kept in English where they are ours, so that another language shows them in its own words."""
        role = self.role.currentText().strip()
        own = next((known for known in ROLES if _(known).casefold() == role.casefold()), role)
        aliases = dict.fromkeys(alias.strip() for alias in self.aliases.edit.text().split(",") if alias.strip())
        return Party(self.name.edit.text().strip(), own, tuple(aliases))
