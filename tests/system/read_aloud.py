"""Opens a deal as a screen reader would and prints what it would say: `read_aloud.py DATA "Microsoft / Mistral AI"`.

Speaks AT-SPI over D-Bus itself, to the program as it is started from a menu; nothing of Dealwatch is imported. Wants a
display and a session bus with at-spi2-core on it. Must not contain: what is expected to be said.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ATSPI = "org.a11y.atspi"
DESKTOP = (f"{ATSPI}.Registry", "/org/a11y/atspi/accessible/root")
KEYS = (f"{ATSPI}.Registry", "/org/a11y/atspi/registry/deviceeventcontroller")
SHOWING = 1 << 25
DOWN, RETURN = 0xFF54, 0xFF0D
KEY_SYM = 3
PATIENCE = 40.0
LIST = "dealwatch://list/AI%20partnerships"


@dataclass(frozen=True)
class Thing:
    """One accessible object: where it is on the bus."""

    bus: DBusConnection
    owner: str
    path: str

    def ask(self, interface: str, method: str, signature: str = "", body: tuple[Any, ...] = ()) -> Any:
        address = DBusAddress(self.path, self.owner, f"{ATSPI}.{interface}")
        reply = self.bus.send_and_get_reply(new_method_call(address, method, signature or None, body), timeout=PATIENCE)
        if reply.header.message_type is MessageType.error:
            return None
        return reply.body[0] if reply.body else None

    def value(self, name: str, interface: str = "Accessible") -> Any:
        address = DBusAddress(self.path, self.owner, f"{ATSPI}.{interface}")
        reply = self.bus.send_and_get_reply(Properties(address).get(name), timeout=PATIENCE)
        return reply.body[0][1] if reply.header.message_type is not MessageType.error else ""

    @property
    def name(self) -> str:
        return self.value("Name")

    @property
    def role(self) -> str:
        return self.ask("Accessible", "GetRoleName") or ""

    @property
    def shown(self) -> bool:
        low, _high = self.ask("Accessible", "GetState") or (0, 0)
        return bool(low & SHOWING)

    def children(self) -> list[Thing]:
        found = self.ask("Accessible", "GetChildren") or []
        return [Thing(self.bus, owner, path) for owner, path in found if not path.endswith("/null")]

    def below(self) -> Iterator[Thing]:
        """This and everything in it that is on the screen."""
        yield self
        for child in self.children():
            if child.shown:
                yield from child.below()

    def find(self, role: str, name: str = "") -> Thing | None:
        return next((each for each in self.below() if each.role == role and each.name.startswith(name)), None)


def wait(found: Callable[[], Any], what: str) -> Any:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        answer = found()
        if answer:
            return answer
        time.sleep(0.1)
    raise SystemExit(f"Never there: {what}")


def press(bus: DBusConnection, key: int) -> None:
    Thing(bus, *KEYS).ask("DeviceEventController", "GenerateKeyboardEvent", "isu", (key, "", KEY_SYM))


def window(bus: DBusConnection) -> Thing | None:
    for application in Thing(bus, *DESKTOP).children():
        for child in application.children():
            if child.role == "frame" and "Dealwatch" in child.name:
                return child
    return None


def open_deal(bus: DBusConnection, frame: Thing, deal: str) -> None:
    """By keyboard: down the table to the row, Enter."""
    table = wait(lambda: frame.find("table", "Deals"), "the table of deals")
    row = wait(lambda: frame.find("table cell", deal) or frame.find("cell", deal), deal)
    wanted = row.value("Position", "TableCell")[0]
    table.ask("Component", "GrabFocus")
    for _ in range(60):
        if wanted in (table.ask("Table", "GetSelectedRows") or []):
            break
        press(bus, DOWN)
        time.sleep(0.2)
    press(bus, RETURN)
    wait(lambda: frame.name.startswith(deal), f"{deal} in the title")


def said(frame: Thing) -> Iterator[str]:
    """What a screen reader would say of everything on the screen, in its order."""
    for each in frame.below():
        words = [each.name, each.value("Description")]
        text = ": ".join(dict.fromkeys(part for part in words if part))
        if text and each.role != "menu item":
            yield f"{each.role}: {text}"


def main(data: str, deal: str) -> int:
    session = open_dbus_connection("SESSION")
    where = new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")
    bus = open_dbus_connection(session.send_and_get_reply(where, timeout=PATIENCE).body[0])
    command = [sys.executable, "-m", "dealwatch", "--data", data]
    program = subprocess.Popen(command, env={**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"})
    try:
        frame = wait(lambda: window(bus), "the window")
        # a second start brings the first to the front: without a window manager nobody else gives it the keyboard
        subprocess.run([*command, LIST], check=True)
        open_deal(bus, frame, deal)
        sys.stdout.writelines(f"{line}\n" for line in said(frame))
    finally:
        program.terminate()
        program.wait(PATIENCE)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
