"""One window for one data folder: a second start tells the first where to go, and ends."""

from __future__ import annotations

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from dealwatch.ui.places import SCHEME

SHOW = f"{SCHEME}://"
"""What a second start without a link says: come to the front."""
WAIT = 1500  # ms
LONGEST = 2000  # bytes a caller may say
ENDED = QLocalSocket.LocalSocketState.UnconnectedState


def server_name(data: Path) -> str:
    """The same for the same user and folder, different for another."""
    digest = hashlib.sha256(f"{getpass.getuser()}\0{data.resolve()}".encode()).hexdigest()
    return f"dealwatch-{digest[:24]}"


def tell_first(name: str, message: str) -> bool:
    """Whether another instance runs and took the message."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(WAIT):
        return False
    socket.write(message.encode()[:LONGEST] + b"\n")
    told = socket.waitForBytesWritten(WAIT)
    socket.disconnectFromServer()
    if socket.state() is not ENDED:
        socket.waitForDisconnected(WAIT)
    return told


class FirstInstance(QObject):
    """Listens for later starts. `called` gives what they say: a link of ours, or `SHOW`."""

    called = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by an instance that was killed
            self._server.listen(name)
        self._server.newConnection.connect(self._take)
        self._callers: list[QLocalSocket] = []

    @Slot()
    def _take(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            self._callers.append(caller)
            caller.readyRead.connect(self._read)
        self._read()
        for ended in [caller for caller in self._callers if caller.state() is ENDED]:
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
        self._server.close()
