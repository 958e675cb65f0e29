"""Long acts off the window's thread: `tasks.run(act).then(done, failed)`. No widget ever sees a thread.

Acts on the data run one after another in a single worker; a widget is told on its own thread, and only while it lives.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")


class Task(Generic[T]):
    """One act. `then` may be called before or after the act has ended; exactly one of its two calls is made.

    No Qt object: the worker may be the last to hold it, and would then destroy it beside the event loop.
    """

    def __init__(self) -> None:
        self._done: Callable[[T], None] | None = None
        self._failed: Callable[[Exception], None] | None = None
        self._result: tuple[bool, Any] | None = None
        self._told = False

    def then(self, done: Callable[[T], None], failed: Callable[[Exception], None]) -> Task[T]:
        self._done, self._failed = done, failed
        self.tell()
        return self

    def work(self, act: Callable[[], T]) -> None:
        """Run in whichever thread this is called from."""
        try:
            self._result = (True, act())
        except Exception as error:  # handed to `failed` on the window's thread, where it is shown or raised
            self._result = (False, error)

    def tell(self) -> None:
        """Make the call that is due, if the result is there and somebody wants it. On the window's thread only."""
        if self._told or self._result is None or self._done is None or self._failed is None:
            return
        self._told = True
        good, value = self._result
        if good:
            self._done(value)
        else:
            self._failed(value)


class Runner(Protocol):
    def run(self, act: Callable[[], T]) -> Task[T]: ...


class Tasks(QObject):
    """The worker. A result travels home as a queued signal, which keeps its task alive on the way."""

    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._over = False
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="window-task")
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def run(self, act: Callable[[], T]) -> Task[T]:
        """What is asked for after the end is not done, and nobody is there to be told."""
        task: Task[T] = Task()
        if self._over:
            return task
        self._pool.submit(self._work, task, act)
        return task

    def _work(self, task: Task[T], act: Callable[[], T]) -> None:
        task.work(act)
        self._ended.emit(task)

    @Slot(object)
    def _tell(self, task: Task[Any]) -> None:
        task.tell()

    def close(self) -> None:
        """Wait for what runs; nothing new is taken."""
        self._over = True
        self._pool.shutdown(wait=True)


class AtOnce:
    """Runs every act in the caller's thread: for tests and screenshots."""

    def run(self, act: Callable[[], T]) -> Task[T]:
        task: Task[T] = Task()
        task.work(act)
        return task
