"""The proof of one event as widgets: the authority's words with the quote marked, where they were read, the hash."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from dealwatch.language import _
from dealwatch.model.event import EventKind
from dealwatch.sources.human_pages import page_for_people
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.flow import Flow
from dealwatch.ui.page_text import find, readable
from dealwatch.ui.panes import IconView, Rule, Words, line, stack
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import short_hash, utc_words

if TYPE_CHECKING:
    from dealwatch.model.event import Event
    from dealwatch.ui.desk import StoredPage

CONTEXT = 140  # characters shown to either side of a quote
LARGE = 400_000  # bytes; larger pages are not searched while the inspector is filled


class Section(QWidget):
    """A part of the inspector: icon, small title, content, hairline."""

    def __init__(self, look: Look, title: str = "", icon: str = "", *content: QWidget, rule: bool = True) -> None:
        super().__init__()
        px = look.theme.px
        column = stack(gap=px(6), margins=(px(16), px(12), px(16), px(12)))
        if title:
            head = line(gap=px(6))
            if icon:
                head.addWidget(IconView(look, icon, "text2"))
            head.addWidget(Words(look, title, Type.CAPTION, "text2", bold=True, elide=True), 1)
            column.addLayout(head)
        for widget in content:
            column.addWidget(widget)
        self.column = column
        outer = stack()
        outer.addLayout(column)
        if rule:
            outer.addWidget(Rule(look))
        self.setLayout(outer)


class QuoteBlock(QWidget):
    """The authority's words behind an accent bar; the quoted passage is marked within its surroundings."""

    def __init__(self, look: Look, quote: str, before: str = "", after: str = "") -> None:
        super().__init__()
        self._look = look
        self._parts = (before, quote, after)
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._label.setSizePolicy(policy)
        self._label.setAccessibleName(f"{before}{quote}{after}")
        px = look.theme.px
        self.setLayout(line(self._label, margins=(px(13), px(2), 0, px(2))))
        self._restyle()
        look.changed.connect(self._restyle)

    def _restyle(self) -> None:
        theme = self._look.theme
        self._label.setFont(theme.font(Type.SECONDARY))
        before, quote, after = (escape(part) for part in self._parts)
        ground, ink = theme.colour("mark").name(), theme.colour("text").name()
        marked = f'<span style="background-color:{ground};color:{ink}">{quote}</span>'
        self._label.setText(f'<div style="line-height:108%">{before}{marked}{after}</div>')

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, 3, self.height()), self._look.theme.colour("accent"))
        painter.end()


def quote_block(look: Look, event: Event, page: StoredPage | None) -> QuoteBlock | None:
    """The event's quote, with its surroundings where the stored page is at hand and small enough to search."""
    quote = event.evidence.quote.strip()
    if not quote:
        return None
    if page is None or len(page.body) > LARGE:
        return QuoteBlock(look, quote)
    text = readable(page.body, page.content_type).text
    place = find(text, quote)
    if place is None:
        return QuoteBlock(look, quote)
    start = text.rfind("\n", 0, place[0]) + 1
    end = text.find("\n", place[1])
    before = text[max(start, place[0] - CONTEXT) : place[0]]
    after = text[place[1] : min(end if end >= 0 else len(text), place[1] + CONTEXT)]
    cut = "… " if place[0] - CONTEXT > start else ""
    rest = " …" if end > place[1] + CONTEXT else ""
    shown = " ".join(text[place[0] : place[1]].split())
    return QuoteBlock(look, shown, f"{cut}{before.lstrip()}", f"{after.rstrip()}{rest}")


class EvidenceBlock(QWidget):
    """Source, page, time, place and hash, with what one can do about them."""

    page_wanted = Signal(str)
    snapshot_wanted = Signal(object)
    compare_wanted = Signal()
    said = Signal(str)

    def __init__(self, look: Look, event: Event, source_title: str, citation: str) -> None:
        super().__init__()
        self._look, self._event, self._citation = look, event, citation
        px = look.theme.px
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(3))
        grid.setColumnMinimumWidth(0, px(76))
        grid.setColumnStretch(1, 1)
        evidence = event.evidence
        page = page_for_people(evidence.url)
        rows: list[tuple[str, QWidget]] = [(_("Source"), Words(look, source_title, Type.SECONDARY, wrap=True))]
        if evidence.url:
            rows.append((_("Page"), _PageLink(look, page, self)))
        if page != evidence.url:
            rows.append((_("Read from"), Words(look, evidence.url, Type.MONO, elide=True)))
        rows.append((_("Fetched"), Words(look, utc_words(evidence.fetched_at), Type.SECONDARY)))
        if evidence.locator and evidence.locator != source_title:
            rows.append((_("Found at"), Words(look, evidence.locator, Type.MONO, elide=True)))
        if evidence.snapshot:
            rows.append(("SHA-256", _Digest(look, evidence.snapshot)))
        for place, (label, widget) in enumerate(rows):
            head = Words(look, label, Type.SECONDARY, "text2")
            grid.addWidget(head, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, place, 1)
        longer = {_("Citation"): _("Copy citation"), _("Compare"): _("Compare with the version before")}
        buttons = Flow(gap=px(8))
        buttons.setContentsMargins(0, 0, 0, 0)
        changed = bool(evidence.snapshot and evidence.url) and event.kind is not EventKind.FIRST_SEEN
        for text, icon, call, wanted in (
            (_("Open page"), "arrow-square-out", lambda: self.page_wanted.emit(page), bool(evidence.url)),
            (_("Snapshot"), "eye", lambda: self.snapshot_wanted.emit(event), bool(evidence.snapshot)),
            (_("Compare"), "git-diff", self.compare_wanted.emit, changed),
            (_("Citation"), "copy", self.copy_citation, True),
        ):
            if wanted:
                button = Button(look, text, icon=icon, small=True, say=longer.get(text, ""))
                button.clicked.connect(call)
                buttons.addWidget(button)
        column = stack(gap=px(8))
        column.addLayout(grid)
        column.addLayout(buttons)
        self.setLayout(column)

    def copy_citation(self) -> None:
        QGuiApplication.clipboard().setText(self._citation)
        self.said.emit(_("Citation copied."))


class _PageLink(Button):
    def __init__(self, look: Look, url: str, block: EvidenceBlock) -> None:
        shown = url.partition("://")[2] or url
        super().__init__(look, shown.removeprefix("www."), kind=Kind.LINK, say=_("Open {url}").format(url=url))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: block.page_wanted.emit(url))


class _Digest(QWidget):
    """32 + 32, so that two hashes can be compared by eye."""

    def __init__(self, look: Look, sha256: str) -> None:
        super().__init__()
        halves = (sha256[:32], sha256[32:]) if len(sha256) == 64 else (short_hash(sha256),)
        self.setLayout(stack(*(Words(look, half, Type.MONO, elide=True) for half in halves)))
        self.setToolTip(sha256)
        self.setAccessibleName(f"SHA-256 {sha256}")


def citation(event: Event, authority: str, name: str, day: str) -> str:
    """A plain citation: who, what, when, where it stands, when it was read and the fingerprint of the copy."""
    evidence = event.evidence
    parts = [
        f"{authority}, {name}",
        _("“{quote}”").format(quote=evidence.quote.strip()) if evidence.quote else "",
        day,
        evidence.url,
    ]
    read = _("read {moment}").format(moment=utc_words(evidence.fetched_at))
    if evidence.snapshot:
        read += f", SHA-256 {evidence.snapshot}"
    return ", ".join(part for part in parts if part) + f" ({read})."
