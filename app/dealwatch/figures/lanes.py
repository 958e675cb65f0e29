"""The swim-lanes: a group a deal, a lane a review, on one axis of time. Which rows there are and the whole picture.

The window paints the rows it shows one by one; `lanes` puts all of them together for the clipboard and the case file.
Groups come as `portfolio.ordered` gives them. Right of today there is nothing but known deadlines and long stops.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import overload

from dealwatch.figures.lanes_more import MORE, MoreRow, cut_at
from dealwatch.figures.lanes_row import (
    GROUP,
    LABEL,
    LANE,
    Drawn,
    Span,
    draw_group,
    draw_lane,
    drop_line,
    marks_at,
    whole,
)
from dealwatch.figures.lanes_scale import AXIS, WORDS, axis, day_range, grid
from dealwatch.figures.lanes_words import lane_words, lanes_table
from dealwatch.figures.measure import estimate
from dealwatch.figures.portfolio import Entry, Standing, lanes_of, note_text, standing
from dealwatch.figures.review import Review, gating
from dealwatch.figures.shapes import Figure, Line, Mark, Rect, Shape, at
from dealwatch.figures.timescale import Measure, TimeScale
from dealwatch.language import _, n_


@dataclass(frozen=True, slots=True)
class LaneGroup:
    """A deal with its reviews in the order of their lanes; `gate` is the one that decides last, None once all are."""

    entry: Entry
    reviews: tuple[Review, ...]
    gate: Review | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class LaneRow:
    """A row of the picture: of a group (`review` is None) or of a lane. `top` is its place in px at 100 %."""

    group: LaneGroup
    review: Review | None
    open: bool
    top: float

    @property
    def height(self) -> float:
        return GROUP if self.review is None else LANE

    @property
    def key(self) -> str:
        """Of its deal."""
        return self.group.entry.key

    @property
    def case_id(self) -> str:
        return self.review.case_id if self.review is not None else ""

    @property
    def gates(self) -> bool:
        return self.review is not None and self.review is self.group.gate

    def spoken(self, today: date) -> str:
        """What a screen reader says of the row itself."""
        entry = self.group.entry
        if self.review is not None:
            return lane_words(entry, self.review, gates=self.gates)
        return _("{deal}, {note}").format(deal=entry.name, note=note_text(entry, today))

    def draw(self, span: Span) -> Drawn:
        """The row at y = 0, the long stop's line through it included."""
        entry = self.group.entry
        if self.review is None:
            return draw_group(entry, span, open_=self.open)
        drawn = draw_lane(entry, self.review, span, gates=self.gates)
        if entry.long_stop is None:
            return drawn
        return replace(drawn, bars=(*drop_line(entry.long_stop, span, LANE), *drawn.bars))


def lane_groups(entries: Iterable[Entry]) -> list[LaneGroup]:
    return [LaneGroup(entry, tuple(lanes_of(entry)), gating(entry.reviews), standing(entry)) for entry in entries]


Row = LaneRow | MoreRow


def cut(groups: Sequence[LaneGroup], closed: Collection[str], room: float) -> int | None:
    """How many groups are shown in so much height (px at 100 %), the rest being folded; None for all.

    Only deals that are decided are ever folded; they stand last.
    """
    heights = [GROUP + LANE * _lanes_shown(group, closed) for group in groups]
    settled = next((place for place, group in enumerate(groups) if group.standing is Standing.DECIDED), len(groups))
    return cut_at(heights, settled, room)


def _lanes_shown(group: LaneGroup, closed: Collection[str]) -> int:
    return 0 if group.entry.key in closed else len(group.reviews)


class LaneRows(Sequence[Row]):
    """Every row in order; of the groups in `closed` (by the key of their deal) only the head.

    With `kept` a row stands after so many groups for the rest, which follows it if that is `unfolded`. Rows are made
    when they are asked for: of thousands only those in view ever are.
    """

    def __init__(
        self,
        groups: Sequence[LaneGroup],
        closed: Collection[str] = (),
        kept: int | None = None,
        *,
        unfolded: bool = False,
    ) -> None:
        self._closed, self._open = frozenset(closed), unfolded
        self._groups: list[LaneGroup | None] = list(groups)  # None stands for the row of the rest
        self._rest: tuple[LaneGroup, ...] = ()
        if kept is not None:
            self._rest = tuple(groups[kept:])
            self._groups[kept:] = [None, *(self._rest if unfolded else ())]
        self._firsts: list[int] = []  # the number of each group's head
        self._tops: list[float] = []
        count, top = 0, 0.0
        for group in self._groups:
            self._firsts.append(count)
            self._tops.append(top)
            lanes_shown = _lanes_shown(group, self._closed) if group is not None else 0
            count += 1 + lanes_shown
            top += GROUP + LANE * lanes_shown
        self._count, self.height = count, top

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(self._count))]
        if not -self._count <= index < self._count:
            raise IndexError(index)
        index %= self._count
        place = bisect_right(self._firsts, index) - 1
        group, lane = self._groups[place], index - self._firsts[place] - 1
        top = self._tops[place]
        if group is None:
            return MoreRow(tuple(each.entry.name for each in self._rest), self._open, top)
        if lane < 0:
            return LaneRow(group, None, group.entry.key not in self._closed, top)
        return LaneRow(group, group.reviews[lane], True, top + GROUP + LANE * lane)

    def at(self, y: float) -> int:
        """The row at a height in px at 100 %, -1 above the first and below the last."""
        if not 0 <= y < self.height:
            return -1
        place = bisect_right(self._tops, y) - 1
        into = y - self._tops[place] - GROUP
        return self._firsts[place] + (0 if into < 0 else 1 + int(into // LANE))

    def find(self, key: str, case_id: str = "") -> int:
        """The row of a deal or of a case in it, or (`MORE`) of the rest; -1 where it is not shown."""
        for place, group in enumerate(self._groups):
            if group is None:
                if key == MORE:
                    return self._firsts[place]
                continue
            if group.entry.key != key:
                continue
            ids = ["", *(review.case_id for review in group.reviews)]
            at = ids.index(case_id) if case_id in ids else 0
            return self._firsts[place] + (0 if key in self._closed else at)
        return -1


def lanes(
    entries: Sequence[Entry],
    today: date,
    width: float,
    measure: Measure = estimate,
    days: tuple[date, date] | None = None,
    closed: Collection[str] = (),
) -> Figure:
    """All rows as one picture, `width` px wide; `days` is the time shown, by default all of it."""
    first, last = days or day_range(entries, today)
    room = max(width - LABEL - 16, 120)
    if days is None:  # room for the words beside the last flag
        last += timedelta(days=round((last - first).days * WORDS / max(room - WORDS, 60)))
    scale = TimeScale(first, last, LABEL, room)
    span = whole(scale, today, measure)
    groups = lane_groups(entries)
    rows = LaneRows(groups, closed)
    height = AXIS + rows.height + 1
    shapes: list[Shape] = [Rect(0, AXIS + r.top, width, r.height, "alt") for r in rows if r.review is None]
    marks: list[Mark] = []
    bars: list[Shape] = []
    over: list[Shape] = []
    shapes += grid(scale, AXIS, height)
    for place, row in enumerate(rows):
        y = AXIS + row.top
        drawn = row.draw(span)
        shapes += [at(shape, 0, y) for shape in drawn.label]
        bars += [at(shape, 0, y) for shape in drawn.bars]
        over += [at(shape, 0, y) for shape in drawn.over]
        marks += marks_at(drawn.marks, y, place)
        role = "line2" if row.review is None else "line"
        shapes.append(Line(0 if row.review is None else LABEL, y, width, y, role))
    x = scale.x(today)
    line: list[Shape] = [Line(x, AXIS, x, height, "accent", 1.5)] if rows and first <= today <= last else []
    above = (*over, *axis(scale, today, measure), Line(0, AXIS, width, AXIS, "line2"))
    return Figure(
        width, height, (*shapes, *bars, *line, *above),
        _("Course of the deals"), lanes_summary(groups), lanes_table(entries), tuple(marks),
    )  # fmt: skip


def lanes_summary(groups: Collection[LaneGroup]) -> str:
    """`11 deals: 3 with a deadline, 1 running without a date, 4 without a clock, 3 decided.`"""
    if not groups:
        return _("No deal is shown.")
    words = {
        Standing.DEADLINE: lambda n: n_("{n} with a deadline", "{n} with a deadline", n),
        Standing.RUNNING: lambda n: n_("{n} running without a date", "{n} running without a date", n),
        Standing.NO_CLOCK: lambda n: n_("{n} without a clock", "{n} without a clock", n),
        Standing.DECIDED: lambda n: n_("{n} decided", "{n} decided", n),
    }
    counts = Counter(group.standing for group in groups)
    parts = ", ".join(words[place](counts[place]).format(n=counts[place]) for place in Standing if counts[place])
    deals = n_("{n} deal", "{n} deals", len(groups)).format(n=len(groups))
    return _("{deals}: {parts}.").format(deals=deals, parts=parts)
