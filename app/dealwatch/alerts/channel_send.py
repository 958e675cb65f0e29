"""Sends one message through one address, in a process of its own, and says how it went. No store, no words for people.

The process is given the address on its standard input: no argument, no environment variable and no file holds it.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any

from dealwatch.language import mark
from dealwatch.model.channel import Trouble
from dealwatch.model.source import Exchange
from dealwatch.store.ledger import LedgerLine

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LIMIT = 90.0
"""Seconds after which a message that is still on its way is given up: a server may answer letter by letter."""
LEDGER_SOURCE = "channel"
MESSAGE, TEST = mark("a message through a channel of yours"), mark("a test of a channel of yours")
_LONGEST_WAIT = timedelta(hours=6)

_EARLY = ("connect", "starttls", "login")
_WORDS = {
    "dns": (Trouble.UNREACHABLE, True),
    "refused": (Trouble.UNREACHABLE, True),
    "unreachable": (Trouble.UNREACHABLE, True),
    "reset": (Trouble.UNREACHABLE, False),
    "tls": (Trouble.TLS, True),
    "timeout": (Trouble.TIMEOUT, False),
    "login": (Trouble.LOGIN, True),
    "recipient": (Trouble.RECIPIENT, True),
    "declined": (Trouble.REFUSED, True),
    "address": (Trouble.UNUSABLE, True),
}
"""The ledger's word for a failed exchange: what it means, and whether surely nothing was taken."""

log = logging.getLogger(__name__)


class Ended(Exception):
    """The program ends: nobody knows whether the message went out."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`taken`: the channel has the message, though a `trouble` may be left (a recipient that nobody knows).

    `certain`: where it was not taken, surely nothing of it was. `wait` is what the service asks for before a next try,
    `service` the name the library has for it.
    """

    trouble: Trouble | None
    taken: bool = False
    certain: bool = True
    wait: timedelta = timedelta()
    lines: tuple[LedgerLine, ...] = ()
    service: str = ""


class Sender:
    """`origins` maps original origins to those that requests go to, as for sources."""

    def __init__(self, origins: Mapping[str, str] | None = None, limit: float = LIMIT) -> None:
        self._origins, self._limit = dict(origins or {}), limit
        self._lock = Lock()
        self._running: set[Any] = set()
        self._ended = False

    def send(self, job: Mapping[str, Any], now: datetime, purpose: str = MESSAGE) -> Outcome:
        """Wait for it, at most as long as the limit says. `Ended` where `stop` was called meanwhile.

        A job holds `kind`, `address` or `mail`, and, where something is to be sent, `title`, `text`, `html`, `letter`
        (a name that stays the same when it is sent again) and `changes` (for a webhook).
        """
        with self._lock:
            if self._ended:
                raise Ended
        said = self._ask({**job, "origins": self._origins})
        if said is None:
            if self._ended:
                raise Ended
            return Outcome(Trouble.BROKEN, certain=False)
        return outcome(said, now, purpose)

    def stop(self) -> None:
        """End what is on its way; nothing is sent from now on."""
        with self._lock:
            self._ended = True
            for child in self._running:
                child.kill()

    def _ask(self, job: Mapping[str, Any]) -> dict[str, Any] | None:
        """The child's answer; None where it was ended or came to grief."""
        found: dict[str, Any] | None = self._bundled(job) if bundled() else self._called(job)
        if found is None and not self._ended:
            log.warning("A message for a channel did not come back in time, or its process came to grief.")
        return found

    def _called(self, job: Mapping[str, Any]) -> dict[str, Any] | None:
        no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would flash a console
        command = [sys.executable, "-P", "-m", "dealwatch.alerts.channel_child"]  # nothing of the present folder
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=no_window
        ) as child:
            self._enter(child)
            try:
                said, _nothing = child.communicate(json.dumps(job).encode(), self._limit)
            except subprocess.TimeoutExpired:
                child.kill()
                return None
            finally:
                self._leave(child)
        return _read(said)

    def _bundled(self, job: Mapping[str, Any]) -> dict[str, Any] | None:
        """A frozen bundle has no interpreter to call; its program starts itself again instead."""
        import multiprocessing  # late: only a bundle needs it

        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        child = context.Process(target=answer, args=(theirs,))
        child.start()
        theirs.close()
        self._enter(child)
        try:
            ours.send(json.dumps(job))
            return _read(ours.recv().encode()) if ours.poll(self._limit) else None
        except (EOFError, OSError):
            return None
        finally:
            child.kill()
            child.join()
            ours.close()
            self._leave(child)

    def _enter(self, child: Any) -> None:
        with self._lock:
            self._running.add(child)
            if self._ended:
                child.kill()

    def _leave(self, child: Any) -> None:
        with self._lock:
            self._running.discard(child)


def bundled() -> bool:
    """Whether this is a frozen bundle."""
    return bool(getattr(sys, "frozen", False))


def answer(connection: Connection) -> None:
    """The child's side in a bundle."""
    from dealwatch.alerts.channel_child import answered

    connection.send(answered(connection.recv()))
    connection.close()


def outcome(said: Mapping[str, Any], now: datetime, purpose: str) -> Outcome:
    """What the child's answer means."""
    wire: Sequence[Mapping[str, Any]] = said["wire"]
    trouble, certain = (None, True) if said["ok"] else _judge(said, wire)
    some = bool(wire) and bool(wire[-1].get("some"))  # recipients took it, others are not known there
    wait = wire[-1].get("wait", "") if wire else ""
    return Outcome(
        trouble,
        taken=bool(said["ok"]) or some,
        certain=certain,
        wait=min(timedelta(seconds=int(wait[:7])), _LONGEST_WAIT) if wait.isascii() and wait.isdigit() else timedelta(),
        lines=_lines(said, wire, now, purpose),
        service=said["service"],
    )


def _judge(said: Mapping[str, Any], wire: Sequence[Mapping[str, Any]]) -> tuple[Trouble, bool]:
    if not said["usable"]:
        return Trouble.UNUSABLE, True
    if not wire:
        return Trouble.UNREACHABLE, False
    status, step = wire[-1]["status"], wire[-1].get("step", "")
    if status.isdigit() and step == "":
        return _by_status(int(status))
    if step == "starttls":
        return Trouble.TLS, True
    trouble, certain = _WORDS.get(status, (Trouble.BROKEN, True))
    return trouble, certain or step in _EARLY


def _by_status(status: int) -> tuple[Trouble, bool]:
    if status in (408, 504):
        return Trouble.TIMEOUT, False
    if status >= 500:
        return Trouble.SERVER, False
    if status == 429:
        return Trouble.BUSY, True
    if status in (401, 403, 404, 410) or 300 <= status < 400:
        return Trouble.ADDRESS, True
    return (Trouble.REFUSED, True) if status >= 400 else (Trouble.RUBBISH, False)


def _lines(
    said: Mapping[str, Any], wire: Sequence[Mapping[str, Any]], now: datetime, purpose: str
) -> tuple[LedgerLine, ...]:
    """For the network ledger, without paths: tokens stand in them. A service that speaks neither web nor mail is named
    by the hosts that were looked up.
    """
    asked: Sequence[Mapping[str, Any]] = wire or [
        {"host": host, "method": "CONNECT", "status": "sent" if said["ok"] else "failed"} for host in said["hosts"]
    ]
    return tuple(
        LedgerLine.of(
            LEDGER_SOURCE,
            Exchange(now, str(line["host"]), "", str(line["method"]), purpose, str(line["status"] or "failed"),
                     int(line.get("bytes", 0)), int(line.get("milliseconds", 0))),
        )
        for line in asked
    )  # fmt: skip


def _read(said: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(said)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
