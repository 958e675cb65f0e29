from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from queue import Empty, Queue
from typing import Any

import pytest

from dealwatch.model.errors import DealwatchError
from dealwatch.system.notification import Chosen
from dealwatch.system.notifier_linux import DesktopNotifications
from dealwatch.watch.ports import Message

ACTIONS = (("open", "Open case"), ("evidence", "Evidence"), ("mute", "Mute"))
CASE = "dealwatch://case/cma/ME-7102-24"
PHASE_1 = Message("CMA: Microsoft / Mistral AI – phase 1", "was: invitation to comment", CASE, ("a1",), ACTIONS)
DECIDED = Message("CMA: Microsoft / Mistral AI – decided", "‘does not qualify’ · 17 May 2024", CASE, ("a2",), ACTIONS)


@pytest.fixture
def desktop(answers: Queue[Chosen]) -> Iterator[DesktopNotifications]:
    channel = DesktopNotifications(answers.put)
    yield channel
    channel.close()


def test_a_message_is_shown_with_its_actions(service: Callable[..., Any], desktop: DesktopNotifications) -> None:
    daemon = service()
    assert desktop.available()
    desktop.send(PHASE_1)
    (shown,) = daemon.shown
    assert shown.summary == PHASE_1.title
    assert shown.body == PHASE_1.body
    assert shown.replaces == 0
    assert shown.actions == ["default", "", "open", "Open case", "evidence", "Evidence", "mute", "Mute"]
    assert shown.hints["desktop-entry"] == ("s", "dealwatch")
    assert "suppress-sound" not in shown.hints
    desktop.send(replace(PHASE_1, silent=True))
    assert daemon.shown[-1].hints["suppress-sound"] == ("b", True)


def test_a_click_says_which_action_on_what(
    service: Callable[..., Any], desktop: DesktopNotifications, answers: Queue[Chosen]
) -> None:
    daemon = service()
    desktop.send(PHASE_1)
    desktop.send(DECIDED)
    daemon.click(2, "evidence", token="let-me-raise")
    assert answers.get(timeout=5) == Chosen("evidence", CASE, ("a2",), "let-me-raise")
    daemon.click(1, "default")
    assert answers.get(timeout=5) == Chosen("open", CASE, ("a1",), "")


def test_a_click_as_fast_as_the_answer_is_not_lost(
    service: Callable[..., Any], desktop: DesktopNotifications, answers: Queue[Chosen]
) -> None:
    service(answer_at_once="mute")
    desktop.send(PHASE_1)
    assert answers.get(timeout=5).action == "mute"


def test_a_message_without_actions_still_opens(
    service: Callable[..., Any], desktop: DesktopNotifications, answers: Queue[Chosen]
) -> None:
    daemon = service()
    desktop.send(Message("Three cases changed", "", "dealwatch://inbox", ("a1", "a2", "a3")))
    daemon.click(1, "default")
    assert answers.get(timeout=5) == Chosen("open", "dealwatch://inbox", ("a1", "a2", "a3"))


def test_the_same_alerts_replace_and_others_do_not(service: Callable[..., Any], desktop: DesktopNotifications) -> None:
    daemon = service()
    desktop.send(PHASE_1)
    desktop.send(DECIDED)
    desktop.send(PHASE_1)
    assert [one.replaces for one in daemon.shown] == [0, 0, 1]


def test_what_was_dismissed_is_not_replaced(
    service: Callable[..., Any], desktop: DesktopNotifications, answers: Queue[Chosen]
) -> None:
    daemon = service()
    desktop.send(PHASE_1)
    daemon.dismiss(1)
    daemon.click(1, "open")  # signals keep their order: once this one is here, the dismissal was seen
    answers.get(timeout=5)
    desktop.send(PHASE_1)
    assert daemon.shown[-1].replaces == 0


def test_markup_is_escaped_where_the_service_reads_it(
    service: Callable[..., Any], desktop: DesktopNotifications
) -> None:
    daemon = service()
    desktop.send(Message("A & B <c>", 'Fish & <b>Chips</b> "plc"', CASE, ("a1",)))
    assert daemon.shown[0].summary == "A & B <c>"
    assert daemon.shown[0].body == 'Fish &amp; &lt;b&gt;Chips&lt;/b&gt; "plc"'


def test_a_plain_service_gets_plain_text_and_no_buttons(
    service: Callable[..., Any], desktop: DesktopNotifications
) -> None:
    daemon = service(capabilities=("body",))
    desktop.send(Message("t", "Fish & Chips", CASE, ("a1",), ACTIONS))
    assert daemon.shown[0].body == "Fish & Chips"
    assert daemon.shown[0].actions == []


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\ud800b", "a\x85\u202eb", "x" * 200_000, ""])
def test_any_text_can_be_shown(service: Callable[..., Any], desktop: DesktopNotifications, text: str) -> None:
    daemon = service()
    desktop.send(Message(text, text, CASE, ("a1",), (("open", text),)))
    desktop.send(PHASE_1)  # the connection has survived it
    assert [one.summary[:1] for one in daemon.shown] == [text[:1], "C"]
    assert "\x00" not in daemon.shown[0].body


def test_other_programs_notifications_are_not_ours(
    service: Callable[..., Any], desktop: DesktopNotifications, answers: Queue[Chosen]
) -> None:
    daemon = service()
    desktop.send(PHASE_1)
    daemon.click(77, "open", token="theirs")
    daemon.dismiss(77)
    daemon.click(1, "open")
    assert answers.get(timeout=5).alert_ids == ("a1",)
    with pytest.raises(Empty):
        answers.get_nowait()


def test_a_failing_window_does_not_silence_later_clicks(
    service: Callable[..., Any], answers: Queue[Chosen], caplog: pytest.LogCaptureFixture
) -> None:
    def fail_once(chosen: Chosen) -> None:
        answers.put(chosen)
        if chosen.action == "open":
            raise RuntimeError("the window is gone")

    daemon = service()
    channel = DesktopNotifications(fail_once)
    channel.send(PHASE_1)
    with caplog.at_level(logging.ERROR):
        daemon.click(1, "open")
        daemon.click(1, "mute")
        assert [answers.get(timeout=5).action for _ in range(2)] == ["open", "mute"]
    assert "could not be handled" in caplog.text
    channel.close()


def test_signals_of_a_strange_shape_are_survived(
    service: Callable[..., Any], desktop: DesktopNotifications, answers: Queue[Chosen]
) -> None:
    daemon = service()
    desktop.send(PHASE_1)
    daemon.say("ActionInvoked", "", ())
    daemon.say("SomethingNew", "s", ("x",))
    daemon.click(1, "open")
    assert answers.get(timeout=5).action == "open"


def test_without_a_bus_it_says_so(
    monkeypatch: pytest.MonkeyPatch, desktop: DesktopNotifications, tmp_path: Any
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert not desktop.available()
    for address in (f"unix:path={tmp_path}/nobody", "tcp:host=127.0.0.1,port=1", "nonsense"):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        assert not desktop.available()
    with pytest.raises(DealwatchError) as caught:
        desktop.send(PHASE_1)
    assert "inbox" in caught.value.hint


def test_without_a_service_it_says_so(bus: Any, desktop: DesktopNotifications) -> None:
    assert not desktop.available()
    with pytest.raises(DealwatchError):
        desktop.send(PHASE_1)


def test_a_refusal_is_reported_with_its_reason(service: Callable[..., Any], desktop: DesktopNotifications) -> None:
    service(refuse=True)
    with pytest.raises(DealwatchError, match="too many notifications"):
        desktop.send(PHASE_1)


def test_a_restarted_service_is_asked_anew(service: Callable[..., Any], desktop: DesktopNotifications) -> None:
    first = service()
    desktop.send(PHASE_1)
    first.stop()
    second = service(capabilities=("body",))
    assert desktop.available()
    desktop.send(PHASE_1)
    assert second.shown[0].replaces == 0  # the old number means nothing to the new service
    assert second.shown[0].actions == []  # nor do the old abilities


def test_a_service_that_dies_on_the_call_is_tried_once_more(
    bus: Any, service: Callable[..., Any], desktop: DesktopNotifications
) -> None:
    service(vanish_on_notify=1)
    with pytest.raises(DealwatchError):  # nobody took its place
        desktop.send(PHASE_1)
    assert not desktop.available()


def test_a_restarted_bus_is_found_again(
    bus: Any, service: Callable[..., Any], desktop: DesktopNotifications, answers: Queue[Chosen]
) -> None:
    service()
    desktop.send(PHASE_1)
    bus.kill()
    assert not desktop.available()
    bus.start()
    daemon = service()
    assert desktop.available()
    desktop.send(PHASE_1)
    daemon.click(1, "open")
    assert answers.get(timeout=5).action == "open"


def test_the_oldest_answers_are_forgotten(
    service: Callable[..., Any], desktop: DesktopNotifications, answers: Queue[Chosen]
) -> None:
    daemon = service()
    for number in range(201):
        desktop.send(Message("t", "", CASE, (f"a{number}",)))
    daemon.click(1, "open")
    daemon.click(2, "open")
    assert answers.get(timeout=5).alert_ids == ("a1",)


def test_closing_ends_the_thread_and_may_be_repeated(service: Callable[..., Any], answers: Queue[Chosen]) -> None:
    service()
    channel = DesktopNotifications(answers.put)
    channel.send(PHASE_1)
    channel.close()
    channel.close()
    assert "session-bus" not in {thread.name for thread in threading.enumerate()}


def test_it_may_be_closed_from_a_click(service: Callable[..., Any], answers: Queue[Chosen]) -> None:
    daemon = service()

    def quit_on_click(chosen: Chosen) -> None:
        channel.close()
        answers.put(chosen)

    channel = DesktopNotifications(quit_on_click)
    channel.send(PHASE_1)
    daemon.click(1, "open")
    assert answers.get(timeout=5).action == "open"
