"""The lanes as a mode of the portfolio: the picture, its legend, zoom and the days in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from dealwatch.figures.day_words import MONTHS
from dealwatch.figures.lanes import lanes, lanes_summary
from dealwatch.figures.lanes_more import MORE
from dealwatch.figures.lanes_scale import Zoom
from dealwatch.figures.shapes import Figure, Fill, Line, Polygon, Rect, Shape
from dealwatch.language import _
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.figure_paint import measure
from dealwatch.ui.panes import Words, stack
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.views.lanes_access import offer
from dealwatch.ui.views.lanes_area import LanesArea
from dealwatch.ui.views.mode import LegendBar, LegendItem, Mode

if TYPE_CHECKING:
    from dealwatch.ui.desk import Desk
    from dealwatch.ui.portfolio_data import Shown
    from dealwatch.ui.views.view import Stage

ZOOM, UNFOLDED = "portfolio/zoom", "portfolio/unfolded"


class LanesMode(Mode):
    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__(look, desk, stage)
        offer()
        self.area = LanesArea(look, self.copies)
        self.days = Words(look, "", Type.SECONDARY, "text2")
        self._farther = Button(look, "−", kind=Kind.QUIET, small=True, say=_("Farther: less of each day (−)"))
        self._nearer = Button(look, "+", kind=Kind.QUIET, small=True, say=_("Nearer: more of each day (+)"))
        today = Button(look, _("Today"), kind=Kind.QUIET, small=True)
        self._farther.clicked.connect(lambda: self._zoom(self.area.zoom.farther()))
        self._nearer.clicked.connect(lambda: self._zoom(self.area.zoom.nearer()))
        today.clicked.connect(self.area.go_to_today)
        self.tools = [self.days, self._farther, self._nearer, today]
        self.area.opened.connect(self.open_target)
        self.area.entered.connect(stage.go)
        self.area.moved.connect(self._say)
        self.area.range_changed.connect(self._say_days)
        self.legend = LegendBar(look, _legend(look))
        self.setLayout(stack(self.area, self.legend))

    def show_rows(self, shown: Shown) -> None:
        self.shown = shown
        self.area.show_groups(shown.groups, shown.today, shown.prepared.days)
        self._say()
        self._say_days()

    def chosen_place(self) -> str:
        row = self.area.current_row
        return row.key if row is not None and row.key != MORE else ""

    def figure(self) -> Figure | None:
        """Everything that is shown, in the time that is in view."""
        if self.shown is None:
            return None
        theme = self.look.theme
        width = max(self.area.viewport().width() / theme.scale, 760)
        return lanes(
            self.shown.entries, self.shown.today, width, measure(theme), self.area.days_in_view(), self.area.closed
        )

    def step(self, by: int) -> None:
        self.area.step(by)

    def first_focus(self) -> QWidget:
        return self.area

    def restore(self) -> None:
        name = str(self.stage.settings.value(ZOOM, Zoom.MONTH.name))
        if name in Zoom.__members__:
            self.area.set_zoom(Zoom[name])
        self.area.unfold(str(self.stage.settings.value(UNFOLDED, "")) == "yes")

    def save(self) -> None:
        self.stage.settings.setValue(ZOOM, self.area.zoom.name)
        self.stage.settings.setValue(UNFOLDED, "yes" if self.area.unfolded else "")

    def _zoom(self, zoom: Zoom) -> None:
        self.area.set_zoom(zoom)
        self._say_days()

    def _say(self) -> None:
        """What the cursor stands on, for a screen reader."""
        row, mark = self.area.current_row, self.area.mark
        if row is None:
            self.area.setAccessibleDescription(lanes_summary(self.shown.groups) if self.shown else "")
            return
        words = row.spoken(self.area.today)
        self.area.setAccessibleDescription(f"{words}: {mark.name}" if mark is not None else words)
        QAccessible.updateAccessibility(QAccessibleEvent(self.area, QAccessible.Event.DescriptionChanged))

    def _say_days(self) -> None:
        first, last = self.area.days_in_view()
        self.days.say(f"{MONTHS[first.month - 1]} {first.year} – {MONTHS[last.month - 1]} {last.year}")
        self._nearer.setEnabled(self.area.zoom is not Zoom.DAY)
        self._farther.setEnabled(self.area.zoom is not Zoom.YEAR)


def _legend(look: Look) -> list[QWidget]:
    bar = ("blue_fill", "navy_fill")
    items: list[tuple[tuple[Shape, ...], str]] = [
        ((Line(0, 6, 22, 6, "slate", 2, dash=(0.1, 5), round_caps=True),), _("no clock")),
        ((Rect(0, 1, 22, 10, bar[0]),), _("phase 1")),
        ((Rect(0, 1, 22, 10, bar[1]),), _("in-depth")),
        ((Rect(0.5, 1.5, 21, 9, "navy_tint", stroke="navy_fill"),), _("still to run")),
        ((Rect(0.5, 1.5, 21, 9, "ochre", Fill.HATCH, stroke="ochre"),), _("clock stopped")),
        ((Rect(0.5, 1.5, 21, 9, "navy_tint", Fill.NONE, "navy_fill", dashed=True),), _("calculated only")),
        ((Line(0, 6, 22, 6, "plum", 2, dash=(7, 4)),), _("in court")),
        ((Rect(10, 0, 3, 12, "accent"),), _("last to decide")),
        (
            (Polygon(((11, 1), (16, 6), (11, 11), (6, 6)), "base", stroke="text", stroke_width=1.5),),
            _("long stop (hollow: entered by you)"),
        ),
    ]
    return [LegendItem(look, shapes, words) for shapes, words in items]
