"""A deal, or the list of all deals, into a file: of which kind, where, how marked, and whether notes go with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from dealwatch.language import _, mark, n_
from dealwatch.model.errors import UsageError
from dealwatch.ui.controls import Button
from dealwatch.ui.desk.exporting import ExportChoices
from dealwatch.ui.form_dialog import FormDialog
from dealwatch.ui.forms import choice, labelled
from dealwatch.ui.panes import Field, Words, line, stack
from dealwatch.ui.theme import Type

if TYPE_CHECKING:
    from dealwatch.ui.theme import Look

KINDS: tuple[tuple[str, str, str], ...] = (
    (".pdf", mark("Case file (PDF)"), mark("With its evidence inside: it can be checked long after.")),
    (".docx", mark("Word document"), mark("The same facts to edit and hand round, without the stored pages.")),
    (".xlsx", mark("Excel workbook"), mark("A sheet a table: status, deadlines, chronology, parties, sources.")),
    (".html", mark("Web page"), mark("One page that loads nothing, to read, print or paste.")),
    (".md", mark("Markdown"), mark("For notes, wikis and mail.")),
    (".json", mark("Deal for another Dealwatch (JSON)"), mark("Every fact, event and proof; Dealwatch takes it in.")),
    (".csv", mark("Spreadsheet of events (CSV)"), mark("Every event as it is stored, a row each.")),
)
LISTS = tuple(kind for kind in KINDS if kind[0] in (".docx", ".html", ".xlsx", ".md"))
"""Kinds that hold more than one deal."""

_UNWORDED = frozenset({".json", ".csv"})
"""Facts for other programs: they bear no marking and no notes."""

_PAPERS = (("a4", "A4"), ("us-letter", mark("US Letter")))


@dataclass(frozen=True, slots=True)
class Export:
    path: Path
    choices: ExportChoices


class ExportDialog(FormDialog):
    """`ready` carries the `Export`. `proposed` is where it goes unless another place is chosen.

    `notes` is how many the deal has; None for a list of deals, which has neither notes nor people.
    """

    def __init__(
        self, look: Look, name: str, habits: ExportChoices, notes: int | None, proposed: Path, parent: QWidget | None
    ) -> None:
        one = notes is not None
        title = _("Write case file") if one else _("Write Monday table")
        super().__init__(look, title, _("Write"), self.export, 600, parent)
        self._kinds = KINDS if one else LISTS
        self._agreed: Path | None = None
        px = look.theme.px
        self.kind = choice(look, _("Kind of file"), [_(label) for _suffix, label, _what in self._kinds])
        self.what = Words(look, "", Type.CAPTION, "text2", wrap=True)
        self.path = Field(look, "")
        self.path.edit.setText(str(proposed))
        self.path.edit.setCursorPosition(len(str(proposed)))
        browse = Button(look, _("Choose…"))
        browse.clicked.connect(self._browse)
        where = line(gap=px(8))
        where.addWidget(self.path, 1)
        where.addWidget(browse)
        self.marking = Field(look, _("such as Privileged and confidential; empty for none"))
        self.marking.edit.setText(habits.marking)
        self.by, self.reader = Field(look, _("who wrote it")), Field(look, _("for whom"))
        self.by.edit.setText(habits.prepared_by)
        self.paper = choice(look, _("Paper"), [_(label) for _key, label in _PAPERS])
        self.paper.setCurrentIndex([key for key, _label in _PAPERS].index(habits.paper))
        with_notes = n_("Include my {n} note", "Include my {n} notes", notes or 0).format(n=notes)
        self.notes = QCheckBox(with_notes if notes else _("Include my notes (there are none)"))
        self.notes.setFont(look.theme.font(Type.BODY))
        self._has_notes = bool(notes)
        kind, people, last = stack(gap=px(3)), line(gap=px(12)), line(gap=px(12))
        kind.addLayout(labelled(look, _("Kind of file"), self.kind))
        kind.addWidget(self.what)
        place = stack(gap=px(3))
        place.addWidget(Words(look, _("Into"), Type.SECONDARY, "text2"))
        place.addLayout(where)
        self.path.edit.setAccessibleName(_("Into"))
        people.addLayout(labelled(look, _("Prepared by"), self.by), 1)
        people.addLayout(labelled(look, _("Prepared for"), self.reader), 1)
        last.addLayout(labelled(look, _("Marking on every page"), self.marking), 3)
        self.put(Words(look, name, Type.SECTION, wrap=True), kind, place, last)
        if one:
            last.addLayout(labelled(look, _("Paper"), self.paper), 1)
            self.put(people, self.notes)
        self.body.addStretch(1)
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self._kind_chosen()
        self.path.edit.setFocus()
        self.path.edit.setSelection(len(str(proposed)) - len(proposed.name), len(proposed.stem))

    def export(self) -> Export:
        """UsageError without a place, and once where a file is there already."""
        text = self.path.edit.text().strip()
        path = Path(text).expanduser()
        if not text or not path.name:
            raise UsageError(_("Into which file?"), _("Write its name, or choose a place."))
        if path.suffix.lower() != self._suffix():
            path = path.with_name(f"{path.name}{self._suffix()}")
        if path.exists() and path != self._agreed:
            self._agreed = path
            raise UsageError(
                _("There is a file of that name already."),
                _("Write once more to replace it, or choose another name ({name}).").format(name=path.name),
            )
        return Export(
            path,
            ExportChoices(
                self.marking.edit.text().strip(),
                self.notes.isChecked() and self.notes.isEnabled(),
                self.by.edit.text().strip(),
                self.reader.edit.text().strip(),
                "us-letter" if self.paper.currentIndex() else "a4",
            ),
        )

    def _suffix(self) -> str:
        return self._kinds[self.kind.currentIndex()][0]

    def _kind_chosen(self) -> None:
        suffix, _label, what = self._kinds[self.kind.currentIndex()]
        self.what.say(_(what))
        worded = suffix not in _UNWORDED
        for field in (self.marking, self.by, self.reader):
            field.setEnabled(worded)
        self.by.setEnabled(suffix == ".pdf")
        self.reader.setEnabled(suffix == ".pdf")
        self.paper.setEnabled(suffix == ".pdf")
        self.notes.setEnabled(worded and self._has_notes)
        path = Path(self.path.edit.text().strip())
        if path.suffix.lower() in {kind[0] for kind in KINDS}:
            self.path.edit.setText(str(path.with_suffix(suffix)))

    def _browse(self) -> None:
        suffix, label, _what = self._kinds[self.kind.currentIndex()]
        kinds = f"{_(label).replace('(', '').replace(')', '')} (*{suffix})"
        chosen, _kind = QFileDialog.getSaveFileName(self, self.windowTitle(), self.path.edit.text(), kinds)
        if chosen:
            path = Path(chosen)
            self.path.edit.setText(chosen)
            self._agreed = path  # the file dialog has asked
