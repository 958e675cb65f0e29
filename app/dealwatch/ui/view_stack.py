"""The views of the window, made when they are first shown, and which of them shows a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from dealwatch.ui.places import Place
from dealwatch.ui.views.view import Stage, View

if TYPE_CHECKING:
    from dealwatch.ui.desk import Desk
    from dealwatch.ui.theme import Look

TODAY = Place("today")


class Views(QStackedWidget):
    """Modules of views are imported late: the first paint waits for one view, not for all."""

    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__()
        self._look, self._desk, self._stage = look, desk, stage
        self._made: dict[str, View] = {}
        self.place = TODAY

    def current(self) -> View | None:
        view = self.currentWidget()
        return view if isinstance(view, View) else None

    def title(self) -> str:
        view = self.current()
        return view.accessibleName() if view is not None else ""

    def show_place(self, place: Place) -> Place:
        """Show it; returns the place that was really shown (an event is shown within its deal)."""
        match place.kind:
            case "deal" | "case" | "event" | "deadline":
                return self._show_deal(place)
            case "source":
                view = self._view("sources")
                self._put(view, Place("sources"))
                view.go_to(place.ref)  # type: ignore[attr-defined]
                self._stage.inspect_source(place.ref)
                return self.place
            case "portfolio" | "saved":
                return self._show_portfolio(place)
            case "search":
                view = self._view("search")
                self._put(view, place)
                if place.ref:
                    view.search(place.ref)  # type: ignore[attr-defined]
                return place
            case _:
                self._put(self._view(str(place)), place)
                return place

    def _show_portfolio(self, place: Place) -> Place:
        """`portfolio/lanes` is the portfolio in a mode, `saved/<name>` with a search that was saved."""
        from dealwatch.ui.views.portfolio import PortfolioView

        view = self._view("portfolio")
        assert isinstance(view, PortfolioView)
        if place.kind == "saved":
            view.show_search(place.ref)
        else:
            view.leave_search()
            view.show_mode(place.ref)
        self._put(view, place)
        return place

    def _put(self, view: View, place: Place) -> None:
        self.place = place
        self.setCurrentWidget(view)
        view.refresh()

    def _show_deal(self, place: Place) -> Place:
        from dealwatch.ui.views.deal import DealView

        change = self._desk.change_of(place.ref) if place.kind == "event" else None
        deal_id = place.ref if place.kind == "deal" else change.deal.id if change and change.deal else ""
        case_id = place.ref if place.kind == "case" else change.case.id if change and change.case else ""
        if place.kind == "deadline":
            case_id = place.ref.partition("/")[0]
        if place.kind == "event" and not deal_id and not case_id:
            return self._show_item(place)
        view = self._view("deal")
        assert isinstance(view, DealView)
        view.show_deal(deal_id, "" if deal_id else case_id)
        if view.page is not None and view.page.deal is not None:
            shown = Place("deal", view.page.deal.id)
        else:
            shown = Place("case", case_id) if case_id else place
        self.place = shown
        self.setCurrentWidget(view)
        if place.kind == "deadline":
            view.show_deadline(place.ref)
            self._stage.inspect_deadline(place.ref, reveal=True)
        if change is not None:
            if change.case is not None:
                view.go_to(place.ref)
            else:  # the long-stop date of the deal comes near: it stands among what was entered
                view.show_overview()
            self._stage.inspect(change, reveal=True)
            if change.unread:
                self._desk.mark_read((change.id,))
                self._stage.desk_changed()
        return shown

    def _show_item(self, place: Place) -> Place:
        """An event of no case: the item of a feed or a page is shown in the inbox."""
        from dealwatch.ui.views.inbox import InboxView

        view = self._view("inbox")
        assert isinstance(view, InboxView)
        self._put(view, Place("inbox"))
        view.go_to(place.ref)
        return self.place

    def _view(self, key: str) -> View:
        if key not in self._made:
            self._made[key] = self._make(key)
            self.addWidget(self._made[key])
        return self._made[key]

    def _make(self, key: str) -> View:
        look, desk, stage = self._look, self._desk, self._stage
        match key.partition("/")[0]:
            case "inbox":
                from dealwatch.ui.views.inbox import InboxView

                return InboxView(look, desk, stage)
            case "portfolio":
                from dealwatch.ui.views.portfolio import PortfolioView

                return PortfolioView(look, desk, stage)
            case "list":
                from dealwatch.ui.views.portfolio import PortfolioView

                return PortfolioView(look, desk, stage, key.partition("/")[2])
            case "search":
                from dealwatch.ui.views.search import SearchView

                return SearchView(look, desk, stage)
            case "documents":
                from dealwatch.ui.views.documents import DocumentsView

                return DocumentsView(look, desk, stage)
            case "calendar":
                from dealwatch.ui.views.calendar import CalendarView

                return CalendarView(look, desk, stage)
            case "sources":
                from dealwatch.ui.views.sources import SourcesView

                return SourcesView(look, desk, stage)
            case "deal":
                from dealwatch.ui.views.deal import DealView

                return DealView(look, desk, stage)
            case _:
                from dealwatch.ui.views.today import TodayView

                return TodayView(look, desk, stage)

    def refresh(self) -> None:
        view = self.current()
        if view is not None:
            view.refresh()

    def parts(self) -> Sequence[Callable[[], None]]:
        """What `refresh` does, in short steps."""
        view = self.current()
        return view.parts() if view is not None else ()

    def step(self, by: int) -> None:
        view = self.current()
        if view is not None:
            view.step(by)

    def first_focus(self) -> QWidget:
        """Where the keyboard goes in the view; where its list is hidden for being empty, to what is shown instead."""
        view = self.current()
        if view is None:
            return self
        wanted = view.first_focus()
        if wanted.isVisibleTo(view):
            return wanted
        tab = Qt.FocusPolicy.TabFocus
        shown = (each for each in view.findChildren(QWidget) if each.isVisibleTo(view) and each.isEnabled())
        return next((each for each in shown if each.focusPolicy() & tab), view)

    def show_newest(self) -> None:
        """The first step of a page that had none when it was opened."""
        if self.place.kind not in ("deal", "case"):
            return
        from dealwatch.ui.views.deal import DealView

        view = self.current()
        if isinstance(view, DealView):
            view.show_newest()

    def inspect_chosen(self) -> bool:
        """Show again what is chosen on the page of a deal or a case; False where nothing is."""
        from dealwatch.ui.views.deal import DealView

        view = self.current()
        return isinstance(view, DealView) and view.inspect_chosen()

    def wants_inspector(self) -> bool:
        """Today and the lists of deals are wide of themselves; there the inspector comes when it is asked for."""
        return self.place.kind in ("inbox", "deal", "case", "sources", "event")
