"""One window for one data folder: a second start tells the first where to go, and ends.

A lock tells which is the first. What they talk through is loaded by the second, and by the first once its window is
there: it costs more than all else that a first start needs to know.
"""

from __future__ import annotations

import getpass
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, Signal, Slot

from dealwatch.ui.places import SCHEME

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

SHOW = f"{SCHEME}://"
"""What a second start without a link says: come to the front."""
WAIT = 1500  # ms
AGAIN = 50  # ms between two calls to a first one that does not hear yet
LONGEST = 2000  # bytes a caller may say


def server_name(data: Path) -> str:
    """The same for the same user and folder, different for another."""
    whose = f"{getpass.getuser()}\0{data.resolve()}".encode()
    digest = QCryptographicHash.hash(whose, QCryptographicHash.Algorithm.Sha256).toHex().toStdString()
    return f"dealwatch-{digest[:24]}"


class Claim:
    """A file among the preferences that is locked as long as the program runs. What a killed one left holds nobody up.

    `first`: no other start has it. `taken`: another one has; where neither is so (a folder that cannot be written, or
    is not there yet) nothing is known.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self._lock = QLockFile(str(folder / f"{name}.lock"))
        self._lock.setStaleLockTime(0)  # however long the program runs
        self.first = self._lock.tryLock(0)
        self.taken = self._lock.error() is QLockFile.LockError.LockFailedError

    def give_up(self) -> None:
        self._lock.unlock()


def tell_first(name: str, message: str, patience: float = 0) -> bool:
    """Whether another instance runs and took the message. One that is only starting hears within `patience` (ms)."""
    from PySide6.QtNetwork import QLocalSocket

    until = time.monotonic() + patience / 1000
    socket = QLocalSocket()
    socket.connectToServer(name)
    while not socket.waitForConnected(WAIT):
        if time.monotonic() >= until:
            return False
        time.sleep(AGAIN / 1000)
        socket.connectToServer(name)
    socket.write(message.encode()[:LONGEST] + b"\n")
    told = socket.waitForBytesWritten(WAIT)
    socket.disconnectFromServer()
    if socket.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
        socket.waitForDisconnected(WAIT)
    return told


class FirstInstance(QObject):
    """Hears later starts from `listen` on. `called` gives what they say: a link of ours, or `SHOW`."""

    called = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._server: QLocalServer | None = None
        self._callers: list[QLocalSocket] = []

    @Slot()
    def listen(self) -> None:
        """Hear them; once is enough."""
        from PySide6.QtNetwork import QLocalServer

        if self._server is not None:
            return
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not self._server.listen(self._name):
            QLocalServer.removeServer(self._name)  # left behind by an instance that was killed
            self._server.listen(self._name)
        self._server.newConnection.connect(self._take)

    @Slot()
    def _take(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        assert self._server is not None
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            self._callers.append(caller)
            caller.readyRead.connect(self._read)
        self._read()
        over = QLocalSocket.LocalSocketState.UnconnectedState
        for ended in [caller for caller in self._callers if caller.state() is over]:
            self._callers.remove(ended)  # never let go of in its own signal, nor once the server has gone
            ended.deleteLater()

    @Slot()
    def _read(self) -> None:
        lines = []
        for caller in self._callers:
            while caller.canReadLine():
                lines.append(bytes(caller.readLine(LONGEST + 1).data()).decode("utf-8", "replace").strip())
        for line in lines:  # only now: what hears it may open a dialog, and the next caller come meanwhile
            if line.startswith(f"{SCHEME}://"):
                self.called.emit(line)

    def close(self) -> None:
        """No start after this is heard. What was taken lives as long as the server does."""
        if self._server is not None:
            self._server.close()
