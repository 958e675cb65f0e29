"""What is let go over the window finds its way; articles are read before anything is kept."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from dealwatch.model.deal import Deal, Party
from dealwatch.system.clock import FixedClock
from dealwatch.watch.working import Working

ARTICLE = (
    "CMA clears Acme takeover of Beta\n\n2 March 2026\n\n"
    "The Competition and Markets Authority has cleared the acquisition of Beta by Acme at phase 1, it said on Monday. "
    "The regulator found no realistic prospect of a substantial lessening of competition. The two companies make "
    "widgets and had announced their merger in January. Acme shares rose three per cent after the announcement."
)


@pytest.fixture
def window(make_window, store, times, start):
    deal = Deal("", "Acme / Beta", parties=(Party("Acme", "acquirer"), Party("Beta", "target")))
    Working(store, FixedClock(start + timedelta(days=1))).create(deal)
    found = make_window(times.desk)
    found.go("portfolio")
    return found


def drop(window, *, text: str = "", urls: tuple[QUrl, ...] = ()) -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if urls:
        data.setUrls(list(urls))
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    QApplication.processEvents()


def dialog_of(window) -> QDialog:
    return next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())


def test_an_address_is_offered_to_be_watched(window):
    drop(window, urls=(QUrl("https://www.gov.uk/cma-cases/acme-slash-beta-merger-inquiry"),))
    assert dialog_of(window).field.edit.text() == "https://www.gov.uk/cma-cases/acme-slash-beta-merger-inquiry"


def test_a_few_words_are_offered_and_a_text_is_read(window, store):
    drop(window, text="M.12345")
    added = dialog_of(window)
    assert added.field.edit.text() == "M.12345"
    added.close()
    drop(window, text=ARTICLE)
    dialog = dialog_of(window)
    assert dialog.do.isEnabled()
    dialog.keep()
    (filed,) = store.proposals.all()
    assert (filed.proposal.authority, filed.proposal.deal) == ("CMA", "Acme / Beta")
    assert str(window.views.place) == "inbox"
    assert store.cases.all() == [], "a suggestion is no status"
    window.act("read_article")
    again = dialog_of(window)
    again.text.setPlainText(ARTICLE)
    again.read()
    again.keep()
    assert len(store.proposals.all()) == 1


def test_an_article_without_a_step_cannot_be_kept(window, qtbot):
    window.act("read_article")
    dialog = dialog_of(window)
    assert not dialog.do.isEnabled()
    dialog.text.setPlainText(
        "Acme makes widgets. It has been a quiet week in the widget trade, with little news at all."
    )
    dialog.read()
    assert not dialog.do.isEnabled()
    dialog.day.edit.setText("never")
    dialog.read()
    assert "“never” is no day." in dialog._trouble.title.text()


def test_a_file_is_read_as_an_article(window, store, tmp_path, monkeypatch):
    paper = tmp_path / "story.txt"
    paper.write_text(ARTICLE)
    drop(window, urls=(QUrl.fromLocalFile(str(paper)),))
    dialog = dialog_of(window)
    assert dialog.do.isEnabled()
    assert dialog._named.text() == "story.txt"
    dialog._typed()
    assert dialog.article() is None
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(paper), ""))
    dialog.choose()
    dialog.keep()
    assert store.proposals.all()[0].outlets[0].url == paper.resolve().as_uri()


def test_a_file_that_is_gone_is_said_to_be(window, tmp_path):
    window.acts.drops.read(path=tmp_path / "gone.html")
    assert "cannot be read" in dialog_of(window)._trouble.title.text()


def test_lists_are_imported(window, store, tmp_path, monkeypatch):
    feeds = tmp_path / "feeds.opml"
    feeds.write_text(
        '<opml version="2.0"><body><outline type="rss" text="One" xmlUrl="https://one.example/feed.xml"/></body></opml>'
    )
    drop(window, urls=(QUrl.fromLocalFile(str(feeds)),))
    assert [row.key for row in store.sources.all()] == ["feed:https://one.example/feed.xml"]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(feeds), ""))
    window.act("import")
    assert "0 feeds added, 1 watched already" in window.status._left.text()
    other = tmp_path / "other.json"
    other.write_text(json.dumps([1]))
    drop(window, urls=(QUrl.fromLocalFile(str(other)),))
    assert dialog_of(window).windowTitle()


def test_any_other_file_is_kept_with_the_deal_that_is_shown(window, store, tmp_path):
    picture = tmp_path / "structure.png"
    picture.write_bytes(b"\x89PNG")
    drop(window, urls=(QUrl.fromLocalFile(str(picture)),))
    assert "Open a deal first" in window.status._left.text()
    deal_id = store.deals.all()[0].id
    window.go(f"deal/{deal_id}")
    drop(window, urls=(QUrl.fromLocalFile(str(picture)),))
    assert [kept.name for kept in store.attachments.of(deal_id)] == ["structure.png"]


def test_nothing_is_nothing(window):
    data = QMimeData()
    assert not window.acts.drops.takes(data)
    window.acts.drops.drop(data)
