"""Servers of this machine that channels are tried on: one for the web, one for mail, each with faults on demand."""

from __future__ import annotations

import json
import socket
import socketserver
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

with warnings.catch_warnings():  # the library of channels asks for a module that Python lets go of
    warnings.simplefilter("ignore", DeprecationWarning)
    from dealwatch.alerts import channel_child as channel_child


class WebServer:
    """`answer` is (status, headers, body); None never answers. `got` are the requests: path, headers, JSON body."""

    def __init__(self) -> None:
        self.answer: tuple[int, dict[str, str], bytes] | None = (200, {}, b"ok")
        self.got: list[tuple[str, dict[str, str], Any]] = []
        self.closing = threading.Event()
        self.asked = threading.Event()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                owner.got.append((self.path, dict(self.headers), json.loads(body)))
                owner.asked.set()
                if owner.answer is None:
                    owner.closing.wait(30)
                    return
                status, headers, said = owner.answer
                self.send_response(status)
                for name, value in {"Content-Length": str(len(said)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                """A caller that was ended is no news."""

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def running(self) -> Iterator[WebServer]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.closing.set()
            self._server.shutdown()
            self._server.server_close()
            thread.join()


class MailServer:
    """Takes letters. `refuse` maps a command (`AUTH`, `MAIL`, `DATA`, `.`) to the answer it gets; None ends the line.
    `nobody` are recipients it does not know.
    """

    def __init__(self) -> None:
        self.refuse: dict[str, bytes | None] = {}
        self.nobody: set[str] = set()
        self.letters: list[Any] = []
        self.envelopes: list[tuple[str, tuple[str, ...]]] = []
        self.logins: list[str] = []
        owner = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                owner._talk(self.rfile, self.wfile)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                """A caller that was ended is no news."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]

    def _talk(self, reading: Any, writing: Any) -> None:
        sender, to = "", []
        writing.write(b"220 here\r\n")
        while line := reading.readline():
            word = line[:4].strip().upper().decode()
            if word in self.refuse:
                said = self.refuse[word]
                if said is None:
                    return
                writing.write(said + b"\r\n")
                continue
            match word:
                case "EHLO":
                    writing.write(b"250-here\r\n250 AUTH PLAIN LOGIN\r\n")
                case "AUTH":
                    self.logins.append(line.decode().strip())
                    writing.write(b"235 welcome\r\n")
                case "MAIL":
                    sender = line.decode().partition("<")[2].partition(">")[0]
                    writing.write(b"250 ok\r\n")
                case "RCPT":
                    name = line.decode().partition("<")[2].partition(">")[0]
                    if name in self.nobody:
                        writing.write(b"550 no such person\r\n")
                    else:
                        to.append(name)
                        writing.write(b"250 ok\r\n")
                case "DATA":
                    writing.write(b"354 go on\r\n")
                    body = b""
                    while (part := reading.readline()) != b".\r\n":
                        body += part[1:] if part.startswith(b"..") else part
                    said = self.refuse.get(".", b"250 taken")
                    if said is None:
                        return
                    if said.startswith(b"250"):
                        self.letters.append(message_from_bytes(body, policy=policy.default))
                        self.envelopes.append((sender, tuple(to)))
                    writing.write(said + b"\r\n")
                case "QUIT":
                    writing.write(b"221 bye\r\n")
                    return
                case _:
                    writing.write(b"250 ok\r\n")

    @contextmanager
    def running(self) -> Iterator[MailServer]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


def closed_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
