"""A status set by hand, with its reason. It stands beside what authorities publish, never in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from dealwatch.language import _
from dealwatch.model.errors import UsageError
from dealwatch.model.status import Badge
from dealwatch.ui.form_dialog import FormDialog
from dealwatch.ui.forms import DayField, TextField, choice, labelled
from dealwatch.ui.panes import Field, Words, line
from dealwatch.ui.theme import Look, Type
from dealwatch.watch.hand_status import HandStatus

if TYPE_CHECKING:
    from dealwatch.model.deal import Deal

AUTHORITIES = (
    "EC",
    "CMA",
    "FTC",
    "DOJ",
    "Bundeskartellamt",
    "AdlC",
    "ACCC",
    "NZCC",
    "Competition Bureau",
    "CNMC",
    "AGCM",
)


class HandStatusDialog(FormDialog):
    """`ready` carries the `HandStatus`."""

    def __init__(
        self, look: Look, deal: Deal, authorities: tuple[str, ...], authority: str, parent: QWidget | None
    ) -> None:
        super().__init__(look, _("Set status by hand"), _("Set"), self.status, 560, parent)
        self._deal_id = deal.id
        px = look.theme.px
        known = tuple(dict.fromkeys((*authorities, *AUTHORITIES)))
        self.authority = choice(look, _("Authority"), known, editable=True)
        self.authority.setEditText(authority)
        self.badges = tuple(Badge)
        self.badge = choice(look, _("Status"), [_(badge.label) for badge in self.badges])
        self.day, self.number = DayField(look), Field(look, _("if there is one"))
        self.reason = TextField(look, _("How you know, in a sentence"))
        self.url, self.quote = Field(look, "https://…"), TextField(look, _("The words it rests on"), 2)
        text = _(
            "“{name}”: what you set is on record as yours. It never takes the place of what an authority publishes, and"
            " no deadline follows from it."
        )
        first, second = line(gap=px(12)), line(gap=px(12))
        first.addLayout(labelled(look, _("Authority"), self.authority), 1)
        first.addLayout(labelled(look, _("Status"), self.badge), 1)
        second.addLayout(labelled(look, _("Day"), self.day), 1)
        second.addLayout(labelled(look, _("Case number"), self.number), 1)
        self.put(
            Words(look, text.format(name=deal.name), Type.SECONDARY, "text2", wrap=True),
            first,
            second,
            labelled(look, _("Reason"), self.reason),
            labelled(look, _("Page"), self.url),
            labelled(look, _("Quote"), self.quote),
        )
        self.body.addStretch(1)
        self.authority.setFocus()

    def status(self) -> HandStatus:
        """UsageError without an authority or a reason, or for a day that is none."""
        authority, reason = self.authority.currentText().strip(), self.reason.toPlainText().strip()
        if not authority:
            raise UsageError(_("Which authority?"), _("Choose one or write its name."))
        if not reason:
            raise UsageError(_("A status set by hand needs a reason."), _("Say how you know, in a sentence."))
        return HandStatus(
            self._deal_id,
            authority,
            self.badges[self.badge.currentIndex()],
            reason,
            self.day.day(),
            self.number.edit.text().strip(),
            self.url.edit.text().strip(),
            self.quote.toPlainText().strip(),
        )
