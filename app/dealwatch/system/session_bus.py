"""A connection to the desktop's session bus: calls that wait for their answer, signals as they come.

Contains nothing about notifications. jeepney's own router ends its thread with a traceback when the bus goes away;
here that is an ordinary event.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread, current_thread
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.bus import get_bus
from jeepney.io.blocking import prep_socket
from jeepney.io.threading import DBusConnection, ReceiveStopped

log = logging.getLogger(__name__)

_SECONDS = 5.0
_GONE = "the session bus has gone"
_NO_REPLY = "org.freedesktop.DBus.Error.NoReply"  # the bus's own word for a service that left during a call


class BusError(Exception):
    """The bus, or the service called on it, did not answer as it should."""


class BusLost(BusError):
    """The bus or the service went away while we waited: whatever was asked did not last, and may be asked again."""


class SessionBus:
    """One connection, with a thread of its own that receives.

    `on_signal` is called on that thread; what it raises is logged and goes no further. When the bus goes away,
    waiting calls fail with BusError and `alive` turns false: open a new connection then.
    """

    def __init__(self, on_signal: Callable[[Message], None]) -> None:
        """BusError where there is no session bus to talk to."""
        self._on_signal = on_signal
        self._waiting: dict[int, Future[Any]] = {}
        self._lock = Lock()
        self.alive = True
        self._connection = _open()
        self._thread = Thread(target=self._receive, name="session-bus", daemon=True)
        self._thread.start()
        try:
            self._send(message_bus.Hello())
        except BusError:
            self.close()
            raise

    def call(
        self,
        address: DBusAddress,
        method: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
        on_answer: Callable[[Any], None] | None = None,
    ) -> Any:
        """Call a method and give the answer's body; BusError for an error, no answer in 5 s, or a lost bus.

        `on_answer` gets the body on the receiving thread, before any signal that follows the answer. Not to be called
        from that thread, which would wait for itself.
        """
        return self._send(new_method_call(address, method, signature or None, body), on_answer)

    def subscribe(self, rule: MatchRule) -> None:
        self._send(message_bus.AddMatch(rule))

    def has_owner(self, name: str) -> bool:
        """Whether somebody offers that name now, or the bus would start somebody who does."""
        if self._send(message_bus.NameHasOwner(name))[0]:
            return True
        return name in self._send(message_bus.ListActivatableNames())[0]

    def close(self) -> None:
        self.alive = False
        self._connection.interrupt()
        if current_thread() is not self._thread:
            self._thread.join(timeout=_SECONDS)

    def _send(self, message: Message, on_answer: Callable[[Any], None] | None = None) -> Any:
        answer: Future[Any] = Future()
        if on_answer is not None:
            answer.add_done_callback(lambda done: None if done.exception() else on_answer(done.result()))
        with self._lock:
            if not self.alive:
                raise BusLost(_GONE)
            serial = next(self._connection.outgoing_serial)
            self._waiting[serial] = answer
        try:
            self._connection.send(message, serial=serial)
            return answer.result(timeout=_SECONDS)
        except TimeoutError as error:
            raise BusError(f"no answer within {_SECONDS:.0f} s") from error
        except OSError as error:
            raise BusLost(f"{_GONE}: {error}") from error
        finally:
            with self._lock:
                self._waiting.pop(serial, None)

    def _receive(self) -> None:
        try:
            while True:
                self._take(self._connection.receive())
        except ReceiveStopped:
            log.debug("session bus closed")
        except (OSError, ValueError, RuntimeError) as error:  # the bus left, or sends what nobody can read
            log.info("session bus lost: %s", error)
        finally:
            self._end()

    def _take(self, message: Message) -> None:
        if message.header.message_type is MessageType.signal:
            try:
                self._on_signal(message)
            except Exception:
                log.exception("a desktop signal could not be handled")
            return
        serial = message.header.fields.get(HeaderFields.reply_serial)
        with self._lock:
            answer = self._waiting.pop(serial, None)
        if answer is None:
            return
        if message.header.message_type is MessageType.error:
            answer.set_exception(_error(message))
        else:
            answer.set_result(message.body)

    def _end(self) -> None:
        with self._lock:
            self.alive = False
            waiting, self._waiting = self._waiting, {}
        for answer in waiting.values():
            answer.set_exception(BusLost(_GONE))
        self._connection.close()


def _error(message: Message) -> BusError:
    name = str(message.header.fields.get(HeaderFields.error_name, ""))
    text = f"{name}: {' '.join(str(part) for part in message.body)}"
    return BusLost(text) if name == _NO_REPLY else BusError(text)


def _open() -> DBusConnection:
    try:
        return DBusConnection(prep_socket(get_bus("SESSION"), timeout=_SECONDS))
    except KeyError as error:
        raise BusError("this session has no bus (DBUS_SESSION_BUS_ADDRESS is not set)") from error
    except (OSError, ValueError, RuntimeError, StopIteration) as error:
        raise BusError(f"the session bus cannot be reached: {error}") from error
