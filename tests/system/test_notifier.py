"""The choice of a notifier, and the adapter to desktop-notifier over a stand-in with that package's interface."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from queue import Queue
from types import ModuleType
from typing import Any

import pytest

from dealwatch.model.errors import DealwatchError
from dealwatch.system.notification import Chosen
from dealwatch.system.notifier import native_channels
from dealwatch.system.notifier_linux import DesktopNotifications
from dealwatch.system.notifier_native import NativeNotifications
from dealwatch.watch.ports import Message

MESSAGE = Message("CMA: Microsoft / Mistral AI", "decided", "dealwatch://case/1", ("a1",), (("open", "Open case"),))


@dataclass
class Button:
    title: str
    on_pressed: Callable[[], None]


@dataclass
class Notification:
    title: str
    message: str
    buttons: tuple[Button, ...]
    on_clicked: Callable[[], None]
    on_dispatched: Callable[[], None]
    identifier: str


@dataclass
class Centre:
    allowed: bool = True
    works: bool = True
    shown: dict[str, Notification] = field(default_factory=dict)
    threads: set[str] = field(default_factory=set)


@pytest.fixture
def centre(monkeypatch: pytest.MonkeyPatch) -> Centre:
    state = Centre()

    class DesktopNotifier:
        def __init__(self, app_name: str) -> None:
            assert app_name == "Dealwatch"

        async def has_authorisation(self) -> bool:
            return state.allowed

        async def send_notification(self, notification: Notification) -> None:
            state.threads.add(threading.current_thread().name)
            if state.works:
                state.shown[notification.identifier] = notification
                notification.on_dispatched()

    package = ModuleType("desktop_notifier")
    package.__dict__.update(DesktopNotifier=DesktopNotifier, Notification=Notification, Button=Button)
    monkeypatch.setitem(sys.modules, "desktop_notifier", package)
    return state


@pytest.fixture
def native(centre: Centre, answers: Queue[Chosen]) -> Iterator[NativeNotifications]:
    channel = NativeNotifications(answers.put)
    yield channel
    channel.close()


def test_each_platform_has_its_own() -> None:
    def ignore(chosen: Chosen) -> None: ...

    kinds = {name: [type(one) for one in native_channels(ignore, name)] for name in ("linux", "win32", "darwin")}
    assert kinds == {
        "linux": [DesktopNotifications],
        "win32": [NativeNotifications],
        "darwin": [NativeNotifications],
    }


def test_a_message_is_shown_from_a_thread_of_its_own(centre: Centre, native: NativeNotifications) -> None:
    assert native.available()
    native.send(MESSAGE)
    (shown,) = centre.shown.values()
    assert (shown.title, shown.message) == (MESSAGE.title, MESSAGE.body)
    assert [button.title for button in shown.buttons] == ["Open case"]
    assert centre.threads == {"native-notifications"}


def test_the_same_alerts_replace(centre: Centre, native: NativeNotifications) -> None:
    native.send(MESSAGE)
    native.send(MESSAGE)
    native.send(Message("other", "", MESSAGE.target, ("a2",)))
    assert [shown.title for shown in centre.shown.values()] == [MESSAGE.title, "other"]


def test_clicks_come_back(centre: Centre, native: NativeNotifications, answers: Queue[Chosen]) -> None:
    native.send(MESSAGE)
    (shown,) = centre.shown.values()
    shown.buttons[0].on_pressed()
    shown.on_clicked()
    assert [answers.get_nowait() for _ in range(2)] == [Chosen("open", MESSAGE.target, ("a1",))] * 2


def test_a_failing_window_is_logged(centre: Centre, caplog: pytest.LogCaptureFixture) -> None:
    def fail(chosen: Chosen) -> None:
        raise RuntimeError("no window")

    channel = NativeNotifications(fail)
    channel.send(MESSAGE)
    with caplog.at_level(logging.ERROR):
        next(iter(centre.shown.values())).on_clicked()
    assert "no window" in caplog.text
    channel.close()


def test_a_silent_failure_is_noticed(centre: Centre, native: NativeNotifications) -> None:
    centre.works = False
    with pytest.raises(DealwatchError, match="no confirmation"):
        native.send(MESSAGE)


def test_a_refusal_of_the_user_is_respected(centre: Centre, native: NativeNotifications) -> None:
    centre.allowed = False
    assert not native.available()


def test_without_the_package_it_says_so(monkeypatch: pytest.MonkeyPatch, answers: Queue[Any]) -> None:
    monkeypatch.setitem(sys.modules, "desktop_notifier", None)
    channel = NativeNotifications(answers.put)
    assert not channel.available()
    with pytest.raises(DealwatchError):
        channel.send(MESSAGE)
    channel.close()


def test_closing_ends_the_thread(native: NativeNotifications) -> None:
    assert native.available()
    native.close()
    native.close()
    assert "native-notifications" not in {thread.name for thread in threading.enumerate()}
