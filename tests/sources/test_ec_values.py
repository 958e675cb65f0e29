"""Days, codes and rows as the Commission writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.sources.ec_values import Coded, Printed, coded, day, first, horizon, printed, rows, texts

LATEST = date(2031, 1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-08-14", date(2026, 8, 14)),
        ("2026-08-13T22:00:00.000+0000", date(2026, 8, 14)),  # Brussels midnight in summer
        ("2026-01-11T23:00:00.000+0000", date(2026, 1, 12)),  # and in winter
        ("2026-07-15T22:00:00Z", date(2026, 7, 16)),
        ("2026-04-28T16:49:36.000+0000", date(2026, 4, 28)),  # a real time, which later shifts by two hours
        ("2026-04-28T14:49:36.000+0000", date(2026, 4, 28)),
        ("2026-08-20T00:00:00.000+0000", date(2026, 8, 20)),
        ("2026-08-20T00:00:00", date(2026, 8, 20)),  # without an offset: the authority's own zone
        ("20.04.2026", date(2026, 4, 20)),
        ("1786658400000", date(2026, 8, 14)),
    ],
)
def test_a_day_is_the_day_in_brussels(text: str, expected: date) -> None:
    assert day(text, LATEST) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026-08",
        "2026-02-30",
        "31.02.2026",
        "1956-12-31",
        "2031-01-02",
        "0001-01-01",
        "99999999999999",
        "9999-12-31T23:59:59Z",
    ],
)
def test_what_is_no_day_that_can_be_is_none(text: str) -> None:
    assert day(text, LATEST) is None


@given(st.text(max_size=40))
def test_no_text_is_too_strange_for_a_day(text: str) -> None:
    found = day(text, LATEST)
    assert found is None or found <= LATEST


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_a_day_comes_back_from_the_searchs_way_of_writing_it(written: date) -> None:
    midnight = datetime(written.year, written.month, written.day, tzinfo=ZoneInfo("Europe/Brussels"))
    assert day(midnight.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000+0000"), LATEST) == written


def test_the_latest_day_lies_some_years_ahead() -> None:
    assert horizon(datetime(2026, 1, 1, tzinfo=UTC)) > date(2030, 12, 1)


def test_a_field_holds_one_value_a_list_or_nothing() -> None:
    metadata = {"a": " x ", "b": ["", None, "y ", 7, {"code": "Z"}, True], "c": [], "d": None, "e": 3}
    assert [texts(metadata, name) for name in "abcdef"] == [["x"], ["y", "7", '{"code":"Z"}'], [], [], ["3"], []]
    assert printed(metadata, "b", "/m")[0] == Printed("y", "/m/b/2")
    assert printed(metadata, "a", "/m") == [Printed("x", "/m/a")]
    assert (first(metadata, "b"), first(metadata, "c")) == ("y", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"code":"DecisionType310","label":"Art. 6(1)(b)"}', Coded("DecisionType310", "Art. 6(1)(b)")),
        ("DecisionType20310", Coded("DecisionType20310")),
        ('{"code":7}', Coded("7")),
        ("{broken", Coded("{broken")),
        ("[1]", Coded("[1]")),
    ],
)
def test_a_code_stands_bare_or_in_an_object(text: str, expected: Coded) -> None:
    assert coded(text) == expected


def test_rows_are_found_in_every_wrapping_and_empty_ones_left_out() -> None:
    wrapped = ['{"items":[{"type":"A"},{},"odd"]}', '{"items":[{}]}', '[{"type":"B"}]', '{"type":"C"}', "plain", "{bad"]
    metadata = {"events": wrapped}
    assert [(row, source.locator) for row, source in rows(metadata, "events", "/m")] == [
        ({"type": "A"}, "/m/events/0"),
        ({"type": "B"}, "/m/events/2"),
        ({"type": "C"}, "/m/events/3"),
    ]
