"""What takes long is read beside the window: the last value at hand, a newer one told of, none read after the end."""

from __future__ import annotations

import threading

import pytest

from dealwatch.ui import beside
from dealwatch.ui.beside import Beside


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "PAUSE", 0.0)


def test_the_first_answer_is_empty_and_the_value_is_told_of() -> None:
    told = threading.Event()
    reading = Beside(lambda _going_on: "read", "", told.set)
    assert reading.get(1) == ""
    assert told.wait(10)
    assert reading.get(1) == "read"
    reading.close()


def test_an_equal_value_is_not_told_of_again() -> None:
    told: list[int] = []
    read = threading.Semaphore(0)

    def make(_going_on: object) -> str:
        read.release()
        return "same"

    reading = Beside(make, "", lambda: told.append(1))
    for state in (1, 2):
        reading.get(state)
        assert read.acquire(timeout=10)
    reading.close()
    assert reading.get(2) == "same"
    assert told == [1]


def test_a_reading_under_way_at_the_end_is_left_and_none_begins_after_it() -> None:
    begun, told = threading.Event(), []

    def make(going_on) -> str:
        begun.set()
        while going_on():
            pass
        return "half"

    reading = Beside(make, "", lambda: told.append(1))
    reading.get(1)
    assert begun.wait(10)
    reading.close()
    assert reading.get(2) == ""
    assert told == []


def test_after_a_reading_that_failed_the_next_one_is_tried() -> None:
    answers = iter([ValueError("once"), "good"])
    told, tried = threading.Event(), threading.Semaphore(0)

    def make(_going_on: object) -> str:
        tried.release()
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    reading = Beside(make, "", told.set)
    reading.get(1)
    assert tried.acquire(timeout=10)
    for _ in range(1000):
        reading.get(1)
        if told.wait(0.01):
            break
    assert reading.get(1) == "good"
    reading.close()
