"""A topic as it reads: Markdown in the type and colours of the look, links by mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from dealwatch.ui.help.library import Topic
from dealwatch.ui.slim_bar import SlimBar, slim
from dealwatch.ui.theme import Look, Type

WIDEST = 720  # px at 100 %: longer lines are hard to read
INDENT = 22  # px at 100 %
_MARKDOWN = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
_HEADINGS = {1: Type.TITLE, 2: Type.SECTION}


class HelpPage(QTextBrowser):
    """`followed` carries the address of a link that was chosen."""

    followed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._topic: Topic | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        slim(look, self)
        self.setHorizontalScrollBar(SlimBar(look, Qt.Orientation.Horizontal))
        self.anchorClicked.connect(self._clicked)
        look.changed.connect(self._restyle)

    def show_topic(self, topic: Topic) -> None:
        self._topic = topic
        self.setAccessibleName(topic.title)
        self._restyle()
        self.verticalScrollBar().setValue(0)

    def find_words(self, words: str) -> None:
        """Select the first of the words in the page."""
        for word in words.split():
            if self.find(word):
                return

    def _clicked(self, url: QUrl) -> None:
        self.followed.emit(url.toString())

    def _restyle(self) -> None:
        theme = self._look.theme
        palette = QPalette(self.palette())
        for role, token in (
            (QPalette.ColorRole.Base, "base"),
            (QPalette.ColorRole.Text, "text"),
            (QPalette.ColorRole.Link, "accent"),
            (QPalette.ColorRole.Highlight, "accent"),
        ):
            palette.setColor(role, theme.colour(token))
        self.setPalette(palette)
        self.setFont(theme.font(Type.BODY))
        if self._topic is None:
            return
        document = self.document()
        document.setDefaultFont(theme.font(Type.BODY))
        document.setDocumentMargin(theme.px(24))
        document.setIndentWidth(theme.px(INDENT))
        document.setMarkdown(f"# {self._topic.title}\n\n{self._topic.text}", _MARKDOWN)
        block = document.begin()
        while block.isValid():
            self._dress(block)
            block = block.next()
        for table in [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]:
            self._dress_table(table)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Lines as wide as the pane, but not wider than is easily read."""
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(min(self.viewport().width(), self._look.theme.px(WIDEST)))

    def _dress(self, block: QTextBlock) -> None:
        """Type, colour and space of one block; in high contrast as elsewhere, all from the look."""
        theme = self._look.theme
        px = theme.px
        cursor = QTextCursor(block)
        level = block.blockFormat().headingLevel()
        shape = QTextBlockFormat()
        shape.setLineHeight(120 if level else 140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        in_table = cursor.currentTable() is not None
        shape.setTopMargin(px(4) if in_table else px(16) if level == 2 else 0)
        in_list = block.textList() is not None and block.next().textList() is not None
        shape.setBottomMargin(px(4) if in_table or in_list else px(10))
        cursor.mergeBlockFormat(shape)
        for fragment in self._fragments(block):
            old = fragment.charFormat()
            bold = level > 0 or old.fontWeight() > QFont.Weight.Normal
            use = Type.MONO if old.fontFixedPitch() else _HEADINGS.get(level, Type.BODY)
            style = QTextCharFormat()
            style.setFont(theme.font(use, bold))
            style.setFontItalic(old.fontItalic())
            style.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            style.setForeground(theme.colour("accent" if old.isAnchor() else "text"))
            style.setFontUnderline(old.isAnchor())
            part = QTextCursor(self.document())
            part.setPosition(fragment.position())
            part.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
            plain = QTextCharFormat(old)
            plain.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            part.setCharFormat(plain)
            part.mergeCharFormat(style)

    @staticmethod
    def _fragments(block: QTextBlock) -> list[QTextFragment]:
        found = []
        walk = block.begin()
        while not walk.atEnd():
            fragment = walk.fragment()
            if fragment.isValid():
                found.append(fragment)
            walk += 1
        return found

    def _dress_table(self, table: QTextTable) -> None:
        theme = self._look.theme
        style = table.format()
        style.setBorder(1)
        style.setBorderBrush(theme.colour("line2"))
        style.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        style.setBorderCollapse(True)
        style.setCellPadding(theme.px(4))
        style.setCellSpacing(0)
        style.setBottomMargin(theme.px(10))
        table.setFormat(style)
