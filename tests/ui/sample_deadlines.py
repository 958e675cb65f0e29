"""The sample desk's part for deadlines: published days of its cases, none computed."""

from __future__ import annotations

from collections.abc import Sequence

from dealwatch.ui.desk import DeadlineSheet, Elapsed, Hypothesis
from dealwatch.watch.deadlines import deadlines_of


class SampleDeadlines:
    distances: tuple[int, ...] = (3, 1)
    ahead_of_long_stops: tuple[int, ...] = (30, 7, 1)

    def case_deadlines(self, case_id: str) -> tuple[DeadlineSheet, ...]:
        case = self.world.cases[case_id]  # type: ignore[attr-defined]
        events = [event for event in self.world.events if event.case_id == case_id]  # type: ignore[attr-defined]
        name = self.world.deals[case.deal_ids[0]].name  # type: ignore[attr-defined]
        found = deadlines_of(case, events, self.now())  # type: ignore[attr-defined]
        return tuple(DeadlineSheet(f"{case_id}/{each.step}", each, name) for each in found if each.listed)

    def deadline(self, key: str) -> DeadlineSheet | None:
        case_id = key.partition("/")[0]
        if case_id not in self.world.cases:  # type: ignore[attr-defined]
            return None
        return next((sheet for sheet in self.case_deadlines(case_id) if sheet.key == key), None)

    def elapsed(self, case_id: str) -> Elapsed | None:
        del case_id

    def hypothesis(self, case_id: str) -> Hypothesis | None:
        del case_id

    def what_if(self, case_id: str, supposed: Sequence[object]) -> tuple[()]:
        del case_id, supposed
        return ()

    def reminder_distances(self) -> tuple[int, ...]:
        return self.distances

    def set_reminder_distances(self, distances: Sequence[int]) -> None:
        self.distances = tuple(sorted(distances, reverse=True))

    def long_stop_distances(self) -> tuple[int, ...]:
        return self.ahead_of_long_stops

    def set_long_stop_distances(self, distances: Sequence[int]) -> None:
        self.ahead_of_long_stops = tuple(sorted(distances, reverse=True))
