"""What is shown in each picture: the data, the place, and what the user has done there.

Every view, mode, tab, dialog, empty and error state of the window has its scene here; the pictures and the walk of a
screen reader go through this one list. Must not contain: looks, sizes, languages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QDialog

from dealwatch.ui.filter_rules import Chosen

from .acting import Stage, press, settle
from .dialogs import DIALOGS, open_dialog


@dataclass(frozen=True, slots=True)
class Scene:
    """`data` is full, first (the sample alone, nothing checked), empty or offline; `mockup` the drawing it follows.

    `act` runs once the place is shown; the picture is of the dialog it opens where there is one.
    """

    name: str
    place: str
    act: Callable[[Stage], None] = lambda _stage: None
    data: str = "full"
    mockup: str = ""


def _tab(number: int) -> Callable[[Stage], None]:
    return lambda stage: stage.window.views.current().tabs.setCurrentIndex(number)


def _steps(count: int, then: str = "") -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        for _ in range(count):
            stage.window.act("next")
            settle()
        if then:
            stage.window.act(then)

    return act


def _sides(stage: Stage) -> None:
    _difference(stage)
    stage.window.views.current()._reader.difference.show_mode(1)


def _difference(stage: Stage) -> None:
    stage.window.views.current().go_to(stage.event("alphabet-cma"))
    settle()


def _stored(stage: Stage) -> None:
    _difference(stage)
    stage.window.act("diff")  # back from what changed to the page as it is


def _news(stage: Stage) -> None:
    stage.window.views.current().show_news()
    settle()
    stage.window.act("next")


def _agenda(stage: Stage) -> None:
    stage.window.views.current().show_mode("agenda")


def _next_month(stage: Stage) -> None:
    press(stage.window.views.first_focus(), "PgDown")


def _nothing_left(stage: Stage) -> None:
    bar = stage.window.views.current().bar
    bar.choose(Chosen(text="zzz"))
    bar.changed.emit()


def _search(stage: Stage) -> None:
    stage.window.go("search/anthropic")


def _search_nothing(stage: Stage) -> None:
    stage.window.go("search/zzz")


def _jump(stage: Stage) -> None:
    stage.window.toolbar.search.edit.setText("mistral")
    stage.window.jump.search()


def _past(stage: Stage) -> None:
    stage.look_at_the_past()
    stage.window.views.current().tabs.setCurrentIndex(1)
    settle()
    for _ in range(2):
        stage.window.act("next")
        settle()


def _banner(stage: Stage) -> None:
    stage.show_message()


def _focus(stage: Stage) -> None:
    stage.window.act("next_pane")
    press(stage.window.focusWidget(), "Tab")


VIEWS = (
    Scene("today", "today", _steps(1), mockup="today"),
    Scene("today-first", "today", data="first"),
    Scene("today-empty", "today", data="empty"),
    Scene("today-offline", "today", data="offline"),
    Scene("today-banner", "today", _banner, mockup="notification-tray"),
    Scene("today-focus", "today", _focus),
    Scene("inbox", "inbox", _stored),
    Scene("inbox-words", "inbox", _difference, mockup="inbox-diff"),
    Scene("inbox-sides", "inbox", _sides, mockup="inbox-diff"),
    Scene("inbox-news", "inbox", _news),
    Scene("inbox-empty", "inbox", data="first", mockup="states"),
    Scene("portfolio-table", "portfolio/table"),
    Scene("portfolio-matrix", "portfolio/matrix", mockup="portfolio-matrix"),
    Scene("portfolio-lanes", "portfolio/lanes", mockup="portfolio-lanes"),
    Scene("portfolio-empty", "portfolio", data="empty", mockup="states"),
    Scene("portfolio-none-left", "portfolio/table", _nothing_left),
    Scene("list-first", "list/AI partnerships", data="first", mockup="first-run"),
    Scene("list", "list/AI partnerships"),
    Scene("calendar-month", "calendar", _next_month, mockup="calendar"),
    Scene("calendar-none", "calendar"),
    Scene("calendar-agenda", "calendar", _agenda),
    Scene("calendar-empty", "calendar", data="empty"),
    Scene("documents", "documents"),
    Scene("documents-empty", "documents", data="empty"),
    Scene("sources", "sources", mockup="sources"),
    Scene("source-blocked", "source/bkarta", mockup="states"),
    Scene("sources-empty", "sources", data="empty"),
    Scene("deal-overview", "deal/three", _tab(0)),
    Scene("deal-chronology", "deal/figma", _tab(1), mockup="deal"),
    Scene("deal-deadlines", "deal/runai", _tab(2)),
    Scene("deal-documents", "deal/three", _tab(3)),
    Scene("deal-news", "deal/mistral", _tab(4)),
    Scene("deal-notes", "deal/alphabet", _tab(5)),
    Scene("deal-no-deadline", "deal/openai", _tab(2)),
    Scene("deal-no-documents", "deal/openai", _tab(3)),
    Scene("deal-no-news", "deal/openai", _tab(4)),
    Scene("deal-no-notes", "deal/openai", _tab(5)),
    Scene("deal-gone", "deal/none"),
    Scene("deal-as-at", "deal/figma", _past, mockup="deal"),
    Scene("search", "search", _search),
    Scene("search-nothing", "search", _search_nothing),
    Scene("jump", "today", _jump),
)
SCENES = (
    *VIEWS,
    *(Scene(f"dialog-{name}", place, open_dialog(name), mockup=mockup) for name, place, mockup in DIALOGS),
)


def dialogs(stage: Stage) -> list[QDialog]:
    """What stands open over the window, or in its place."""
    own = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]
    return own or [dialog for dialog in stage.window.findChildren(QDialog) if dialog.isVisible()]
