"""Long acts off the window's thread: `tasks.run(act).then(done, failed)`. No widget ever sees a thread.

Acts on the data run one after another in a single worker; a widget is told on its own thread, and only while it lives.
Work that takes long (imports, exports) has a worker of its own: nothing that is read or done waits behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from dealwatch.model.progress import Progress
from dealwatch.ui.meter import Meter

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

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

    def run_long(self, act: Callable[[Progress], T], meter: Meter) -> Task[T]:
        """Work that tells `meter` how far it is, and is stopped through it."""
        ...


class Tasks(QObject):
    """The worker. A result travels home as a queued signal, which keeps its task alive on the way."""

    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._over = False
        self._meters: list[Meter] = []
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return _worker("window-task")

    @cached_property
    def _slow(self) -> ThreadPoolExecutor:
        return _worker("window-long-task")

    def run(self, act: Callable[[], T]) -> Task[T]:
        """What is asked for after the end is not done, and nobody is there to be told."""
        task: Task[T] = Task()
        if self._over:
            return task
        self._pool.submit(self._work, task, act)
        return task

    def run_long(self, act: Callable[[Progress], T], meter: Meter) -> Task[T]:
        task: Task[T] = Task()
        if self._over:
            return task
        self._meters = [other for other in self._meters if not other.over] + [meter]
        self._slow.submit(self._work, task, lambda: meter.during(act))
        return task

    def _work(self, task: Task[T], act: Callable[[], T]) -> None:
        task.work(act)
        self._ended.emit(task)

    @Slot(object)
    def _tell(self, task: Task[Any]) -> None:
        task.tell()

    def close(self) -> None:
        """Wait for what runs; nothing new is taken, and long work is stopped where what is stored is whole."""
        self._over = True
        for meter in self._meters:
            meter.stop()
        if "_slow" in self.__dict__:
            self._slow.shutdown(wait=True, cancel_futures=True)
        if "_pool" in self.__dict__:
            self._pool.shutdown(wait=True)


def _worker(name: str) -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor  # late: the first paint runs nothing

    return ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)


class AtOnce:
    """Runs every act in the caller's thread: for tests and screenshots."""

    def run(self, act: Callable[[], T]) -> Task[T]:
        task: Task[T] = Task()
        task.work(act)
        return task

    def run_long(self, act: Callable[[Progress], T], meter: Meter) -> Task[T]:
        return self.run(lambda: meter.during(act))
