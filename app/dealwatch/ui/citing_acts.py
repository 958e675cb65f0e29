"""The change that is shown, as a citation on the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from dealwatch.language import _

if TYPE_CHECKING:
    from dealwatch.export.citation import Style
    from dealwatch.ui.desk import Change
    from dealwatch.ui.main_window import MainWindow


class CitingActs:
    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def plain(self) -> None:
        """With the words and the fingerprint of the stored copy."""
        change = self._shown()
        if change is None:
            return
        from dealwatch.ui.change_words import day_words
        from dealwatch.ui.evidence import citation
        from dealwatch.ui.words import authority_name

        event = change.lead
        self._copy(citation(event, authority_name(event.authority), change.name, day_words(event, weekday=False)))

    def oscola(self) -> None:
        from dealwatch.export.citation import Style

        self._styled(Style.OSCOLA)

    def bluebook(self) -> None:
        from dealwatch.export.citation import Style

        self._styled(Style.BLUEBOOK)

    def _styled(self, style: Style) -> None:
        from dealwatch.export.citation import Cited, cite

        change = self._shown()
        if change is None:
            return
        event, case = change.lead, change.case
        title = (case.title if case is not None else "") or change.name
        number = (case.printed_number or case.number) if case is not None else ""
        evidence = event.evidence
        self._copy(
            cite(Cited(event.authority, title, number, event.occurred_on, evidence.url, evidence.fetched_at), style)
        )

    def _shown(self) -> Change | None:
        change = self._window.inspector.change
        if change is None:
            self._window.status.remark(_("Choose a change first."))
        return change

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._window.status.remark(_("Citation copied."))
