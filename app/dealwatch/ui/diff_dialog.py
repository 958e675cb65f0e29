"""What changed in the page behind a change, in a window of its own: for the deal page, whose middle is the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from dealwatch.language import _
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.diff_pane import DiffPane
from dealwatch.ui.page_text import find, readable
from dealwatch.ui.panes import Rule, Words, line, stack
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import moment_words

if TYPE_CHECKING:
    from dealwatch.model.event import Event
    from dealwatch.ui.desk import Desk


class DiffDialog(Dialog):
    def __init__(self, look: Look, title: str, url: str, parent: QWidget | None) -> None:
        super().__init__(look, _("What changed in the page"), 940, parent)
        px = look.theme.px
        self.resize(px(940), px(660))
        self.pane = DiffPane(look, page=False)
        head = stack(gap=px(3), margins=(px(16), px(12), px(16), px(10)))
        head.addWidget(Words(look, title, Type.SECTION, elide=True))
        head.addWidget(Words(look, url, Type.SECONDARY, "text2", elide=True))
        close = Button(look, _("Close"), kind=Kind.PRIMARY, small=True)
        close.clicked.connect(self.accept)
        column = stack()
        column.addLayout(head)
        column.addWidget(Rule(look, strong=True))
        column.addWidget(self.pane, 1)
        column.addWidget(Rule(look, strong=True))
        column.addLayout(line(1, close, margins=(px(16), px(10), px(16), px(10))))
        self.setLayout(column)
        self.pane.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)


def diff_dialog(look: Look, desk: Desk, event: Event, title: str, parent: QWidget | None) -> DiffDialog | None:
    """The dialog for an event, None where there is no earlier version of its page or no text to compare."""
    page = desk.stored_page(event.evidence.snapshot) if event.evidence.snapshot else None
    before = desk.earlier_page(event.id) if page is not None else None
    if page is None or before is None:
        return None
    old, new = readable(before.body, before.content_type), readable(page.body, page.content_type)
    if not old.readable or not new.readable:
        return None
    now = desk.now()
    caption = _("{before} → {after}").format(
        before=moment_words(before.fetched_at, now), after=moment_words(page.fetched_at, now)
    )
    dialog = DiffDialog(look, title, page.url, parent)
    dialog.pane.show_versions(old.text, new.text, caption, find(new.text, event.evidence.quote))
    return dialog
