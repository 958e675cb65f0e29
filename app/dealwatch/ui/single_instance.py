"""One window for one data folder: a second start tells the first where to go, and ends."""

from __future__ import annotations

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from dealwatch.ui.places import SCHEME

SHOW = f"{SCHEME}://"
"""What a second start without a link says: come to the front."""
WAIT = 1500  # ms
LONGEST = 2000  # bytes a caller may say


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
    if socket.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
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

    def _take(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        socket.disconnected.connect(socket.deleteLater)
        if socket.canReadLine():
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        while socket.canReadLine():
            text = bytes(socket.readLine(LONGEST + 1).data()).decode("utf-8", "replace").strip()
            if text.startswith(f"{SCHEME}://"):
                self.called.emit(text)

    def close(self) -> None:
        self._server.close()
