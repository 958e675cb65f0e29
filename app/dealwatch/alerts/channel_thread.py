"""The thread in which channels are sent to, beside the checks: a server that does not answer holds nothing else up."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Lock, Thread

from dealwatch.alerts.channel_post import Post

_PATIENCE = 10.0
"""Seconds the end of the program waits for it: it may itself wait for somebody to unlock the keyring."""
log = logging.getLogger(__name__)


class PostThread:
    """`changed` is called, in this thread, when something was sent or failed. No thread runs before it is needed."""

    def __init__(self, post: Post, stop_sending: Callable[[], None], changed: Callable[[], None]) -> None:
        self._post, self._stop_sending, self._changed = post, stop_sending, changed
        self._lock, self._wanted = Lock(), Event()
        self._ended = False
        self._thread: Thread | None = None

    def wake(self) -> None:
        """Send what waits and whose time has come; may be called as often as one likes."""
        if not self._post.waits():
            return
        with self._lock:
            if self._ended:
                return
            self._wanted.set()
            if self._thread is None:
                self._thread = Thread(target=self._run, name="channels", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """End soon: what is on its way is cut off, and goes out again under the same name at the next start."""
        with self._lock:
            self._ended = True
            self._wanted.set()
            thread = self._thread
        self._stop_sending()
        if thread is not None:
            thread.join(_PATIENCE)

    def _run(self) -> None:
        while True:
            self._wanted.wait()
            self._wanted.clear()
            if self._ended:
                return
            try:
                while not self._ended and self._post.deliver():
                    self._changed()
            except Exception:  # an error of ours in one round does not end the others
                log.exception("Sending to channels came to grief.")
