"""Native notifications on Windows and macOS through the optional package desktop-notifier.

Not used on Linux, where `notifier_linux` does more. The package needs a running asyncio loop to report clicks, and the
window's loop is no such loop: it gets a thread of its own.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
from collections.abc import Coroutine
from hashlib import sha256
from threading import Lock, Thread
from typing import Any

from dealwatch.language import _
from dealwatch.model.errors import DealwatchError
from dealwatch.system.notification import APPLICATION, Chosen, OnChosen, first_action, showable
from dealwatch.watch.ports import Message

log = logging.getLogger(__name__)

_SECONDS = 10.0


class NativeNotifications:
    """The operating system's notification centre as a channel. `on_chosen` is called on the notifier's own thread."""

    name = "desktop"

    def __init__(self, on_chosen: OnChosen) -> None:
        self._on_chosen = on_chosen
        self._lock = Lock()
        self._package: Any = None
        self._notifier: Any = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None

    def available(self) -> bool:
        """Whether the package is installed, loads here and may show something. Never raises."""
        try:
            return bool(self._run(self._ready().has_authorisation()))
        except Exception as error:  # whatever a foreign platform's bridge comes up with
            log.info("no native notifications: %s", error)
            return False

    def send(self, message: Message) -> None:
        """Show it; the same alerts keep their identifier and so replace what is shown. DealwatchError on failure."""
        shown: list[bool] = []
        try:
            notifier = self._ready()
            package = self._package
            notification = package.Notification(
                showable(message.title),
                showable(message.body),
                buttons=tuple(
                    package.Button(showable(label), on_pressed=self._chosen(message, key))
                    for key, label in message.actions
                ),
                on_clicked=self._chosen(message, first_action(message)),
                on_dispatched=lambda: shown.append(True),
                identifier=_identifier(message),
            )
            self._run(notifier.send_notification(notification))
        except Exception as error:
            raise _refused(str(error)) from error
        if not shown:  # the package logs failures and does not raise them
            raise _refused("no confirmation")

    def close(self) -> None:
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = self._notifier = None
        if loop is not None and thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(timeout=_SECONDS)
            loop.close()

    def _ready(self) -> Any:
        with self._lock:
            if self._notifier is None:
                self._package = importlib.import_module("desktop_notifier")
                self._loop = asyncio.new_event_loop()
                self._thread = Thread(target=self._loop.run_forever, name="native-notifications", daemon=True)
                self._thread.start()
                self._notifier = self._package.DesktopNotifier(app_name=APPLICATION)
            return self._notifier

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        loop = self._loop
        if loop is None:
            work.close()
            raise RuntimeError("the notifier was closed")
        return asyncio.run_coroutine_threadsafe(work, loop).result(timeout=_SECONDS)

    def _chosen(self, message: Message, action: str) -> Any:
        def report() -> None:
            try:
                self._on_chosen(Chosen(action, message.target, message.alert_ids))
            except Exception:
                log.exception("the answer to a notification could not be handled")

        return report


def _identifier(message: Message) -> str:
    return sha256("\n".join((message.target, *message.alert_ids)).encode()).hexdigest()[:32]


def _refused(why: str) -> DealwatchError:
    return DealwatchError(
        _("The system's notification centre did not take the message."),
        _("The change stands in the inbox. The notification centre says: {why}").format(why=why),
    )
