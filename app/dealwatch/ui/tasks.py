"""Long acts off the window's thread: `tasks.run(act).then(done, failed)`. No widget ever sees a thread.

Acts on the data run one after another in a single worker; a widget is told on its own thread, and only while it lives.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")


class Task(QObject, Generic[T]):
    """One act. `then` may be called before or after the act has ended; exactly one of its two calls is made."""

    _ended = Signal()

    def __init__(self, forget: Callable[[Task[Any]], None] | None = None) -> None:
        super().__init__()
        self._forget = forget
        self._done: Callable[[T], None] | None = None
        self._failed: Callable[[Exception], None] | None = None
        self._result: tuple[bool, Any] | None = None
        self._told = False
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def then(self, done: Callable[[T], None], failed: Callable[[Exception], None]) -> Task[T]:
        self._done, self._failed = done, failed
        self._tell()
        return self

    def work(self, act: Callable[[], T]) -> None:
        """Run in whichever thread this is called from."""
        try:
            self._result = (True, act())
        except Exception as error:  # handed to `failed` on the window's thread, where it is shown or raised
            self._result = (False, error)
        self._ended.emit()

    @Slot()
    def _tell(self) -> None:
        if self._told or self._result is None or self._done is None or self._failed is None:
            return
        self._told = True
        if self._forget is not None:
            self._forget(self)
        good, value = self._result
        if good:
            self._done(value)
        else:
            self._failed(value)


class Runner(Protocol):
    def run(self, act: Callable[[], T]) -> Task[T]: ...


class Tasks(QObject):
    """The worker. Running tasks are kept alive until they have told their result."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="window-task")
        self._alive: set[Task[Any]] = set()

    def run(self, act: Callable[[], T]) -> Task[T]:
        task: Task[T] = Task(self._alive.discard)
        self._alive.add(task)
        self._pool.submit(task.work, act)
        return task

    def close(self) -> None:
        """Wait for what runs; nothing new is taken."""
        self._pool.shutdown(wait=True)


class AtOnce:
    """Runs every act in the caller's thread: for tests and screenshots."""

    def run(self, act: Callable[[], T]) -> Task[T]:
        task: Task[T] = Task()
        task.work(act)
        return task
