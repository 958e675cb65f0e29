"""The first live answer of a source nobody has confirmed: believed whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dealwatch.model.facts import CaseFacts, Fact
from dealwatch.model.source import Parsed, SourceInfo, SourceProblem, SourceState
from dealwatch.watch.strict import first_answer
from dealwatch.watch.tracking import Tracking

INFO = SourceInfo("x", "X", "A list", "UTC", timedelta(hours=1), "", "", "", confirmed=False)


def case(number: str, *facts: str, warnings: tuple[str, ...] = ()) -> CaseFacts:
    return CaseFacts("X", number, "list", tuple(Fact(name, "a", "a") for name in facts), warnings=warnings)


GOOD = [case(str(number), "title") for number in range(4)]


def test_an_answer_without_doubt_is_taken_whole() -> None:
    parsed = Parsed(cases=iter(GOOD), warnings=("row 5: 2 cells",))
    assert first_answer(parsed, INFO).cases == tuple(GOOD)
    assert first_answer(Parsed(), INFO) == Parsed()
    printed = Parsed(cases=[case("1", "title", warnings=("1: not mapped",))], warnings=("1: not mapped",))
    assert len(first_answer(printed, INFO).cases) == 1


@pytest.mark.parametrize(
    "parsed",
    [
        Parsed(cases=GOOD, warnings=("row 5: 2 cells", "row 6: 2 cells")),
        Parsed(cases=[case("1", "date:notified"), case("2", "party:parties")]),
        Parsed(warnings=("nothing could be read",)),
    ],
)
def test_too_much_doubt_is_another_layout(parsed: Parsed) -> None:
    with pytest.raises(SourceProblem) as caught:
        first_answer(parsed, INFO)
    assert caught.value.state is SourceState.LAYOUT_CHANGED
    assert "doubtful" in caught.value.detail


def test_a_source_nobody_has_seen_is_marked_when_it_is_added(store, clock) -> None:
    tracking = Tracking(store, clock)
    tracking.register("bkarta")
    tracking.register("accc")
    states = {row.key: row.state for row in store.sources.all()}
    assert states == {"bkarta": SourceState.UNCONFIRMED, "accc": SourceState.NEVER_CHECKED}


def test_the_engine_judges_strictly_until_an_answer_was_good(desk) -> None:
    desk.register.info = replace(desk.register.info, confirmed=False)
    desk.watch()
    desk.world.put("list", rows=[{"number": "A", "facts": {"text:x": "A"}}])
    desk.check()
    assert desk.store.sources.get("reg").state is SourceState.LAYOUT_CHANGED
    assert desk.store.cases.all() == []
    desk.world.list("A")
    desk.world.case("A", title="A")
    desk.check()
    assert desk.store.sources.get("reg").state is SourceState.OK
    desk.world.put("list", rows=[{"number": "B", "facts": {"text:x": "B"}}])
    desk.world.case("B", title="B")
    desk.check()
    assert desk.store.sources.get("reg").state is SourceState.OK
