"""A session bus of its own for a test, and a notification service on it that remembers what it was asked to show."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import pytest
from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.threading import DBusConnection, ReceiveStopped, open_dbus_connection

NAME = "org.freedesktop.Notifications"
OBJECT = DBusAddress("/org/freedesktop/Notifications", interface=NAME)
# No service directories: nothing that happens to be installed here is started.
BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  {services}
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""


class Bus:
    """A dbus-daemon that belongs to the test."""

    def __init__(self, folder: Path, services: str = "") -> None:
        self._config = folder / "bus.conf"
        self._config.write_text(BUS_CONFIG.format(socket=folder / "bus", services=services))
        self.address = f"unix:path={folder / 'bus'}"
        self.start()

    def start(self) -> None:
        command = ["dbus-daemon", f"--config-file={self._config}", "--nofork", "--print-address=1"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()
        Path(self.address.removeprefix("unix:path=")).unlink(missing_ok=True)


@dataclass
class Shown:
    number: int
    replaces: int
    summary: str
    body: str
    actions: list[str]
    hints: dict[str, Any]


@dataclass
class NotificationService:
    """A notification service with chosen capabilities. `refuse` answers Notify with an error."""

    address: str
    capabilities: tuple[str, ...] = ("actions", "body", "body-markup", "persistence")
    refuse: bool = False
    answer_at_once: str = ""  # an action invoked in the same breath as the answer to Notify
    vanish_on_notify: int = 0  # how many times it dies on being asked
    shown: list[Shown] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self._connection: DBusConnection = open_dbus_connection(self.address)
        self._connection.send(message_bus.RequestName(NAME))
        self._connection.receive(timeout=5)
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._connection.interrupt()
        self._thread.join()

    def click(self, number: int, action: str, token: str = "") -> None:
        if token:
            self._connection.send(new_signal(OBJECT, "ActivationToken", "us", (number, token)))
        self._connection.send(new_signal(OBJECT, "ActionInvoked", "us", (number, action)))

    def dismiss(self, number: int) -> None:
        self._connection.send(new_signal(OBJECT, "NotificationClosed", "uu", (number, 2)))

    def say(self, member: str, signature: str, body: tuple[Any, ...]) -> None:
        self._connection.send(new_signal(OBJECT, member, signature, body))

    def _serve(self) -> None:
        try:
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call and not self._answer(message):
                    break
        except (ReceiveStopped, OSError):
            pass
        finally:
            self._connection.close()

    def _answer(self, call: Message) -> bool:
        method = call.header.fields[HeaderFields.member]
        self.asked.append(method)
        if method == "GetCapabilities":
            self._connection.send(new_method_return(call, "as", (list(self.capabilities),)))
            return True
        if self.vanish_on_notify:
            self.vanish_on_notify -= 1
            return False
        if self.refuse:
            self._connection.send(new_error(call, "org.example.Error.Full", "s", ("too many notifications",)))
            return True
        _, replaces, _, summary, body, actions, hints, _ = call.body
        number = replaces or len(self.shown) + 1
        self.shown.append(Shown(number, replaces, summary, body, actions, hints))
        self._connection.send(new_method_return(call, "u", (number,)))
        if self.answer_at_once:
            self.click(number, self.answer_at_once)
        return True


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    if shutil.which("dbus-daemon") is None:
        pytest.skip("dbus-daemon is not installed")
    daemon = Bus(tmp_path)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.address)
    yield daemon
    daemon.kill()


@pytest.fixture
def service(bus: Bus) -> Iterator[Callable[..., NotificationService]]:
    started: list[NotificationService] = []

    def start(**options: Any) -> NotificationService:
        started.append(NotificationService(bus.address, **options))
        return started[-1]

    yield start
    for one in started:
        one.stop()


@pytest.fixture
def answers() -> Queue[Any]:
    """What the user clicked, as the notifier reports it."""
    return Queue()
