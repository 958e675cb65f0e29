"""A small register of our own on this machine's loopback address, for seeing a change arrive without a network.

It stands where the outside world would, behind the same HTTP and the same origins mapping, so that the engine cannot
tell it from one; that is why it lives in `system`. Serves what `resources/demo` holds and knows nothing of the engine,
which decides when to `advance`.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from dealwatch.model.dates import utc

_REGISTER = "https://www.gov.uk"
_SEARCH = "/api/search.json"
_CONTENT = "/api/content"
_POLL_SECONDS = 0.05  # how soon the server thread notices that it is to stop


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says at one address."""

    body: bytes
    content_type: str

    @property
    def etag(self) -> str:
        return f'"{sha256(self.body).hexdigest()[:32]}"'


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One state of the register. `at` is the simulated instant (UTC) from which it is so; `title` says what is new."""

    at: datetime
    title: str
    press: Answer
    cases: tuple[Mapping[str, Any], ...]

    def answer(self, path: str, query: str) -> Answer | None:
        """What the register answers; None for an address that does not exist in this state."""
        if path == _SEARCH:
            return _json(self._search(parse_qs(query)))
        found = [case for case in self.cases if path == _CONTENT + case["base_path"]]
        return _json(found[0]) if found else None

    def _search(self, query: Mapping[str, list[str]]) -> dict[str, Any]:
        start, count = (_number(query, name, usual) for name, usual in (("start", 0), ("count", 10)))
        newest_first = sorted(self.cases, key=lambda case: str(case["public_updated_at"]), reverse=True)
        results = [_result(case) for case in newest_first]
        return {"results": results[start : start + count], "total": len(results), "start": start}


@dataclass(frozen=True, slots=True)
class DemoStory:
    """What is played: the deal's name, the address of the press feed, the states in order (the first is the start)."""

    deal: str
    feed_url: str
    steps: tuple[DemoStep, ...]


def load_story() -> DemoStory:
    """The story in `resources/demo`."""
    folder = files("dealwatch.resources").joinpath("demo")
    told = tomllib.loads(folder.joinpath("steps.toml").read_text("utf-8"))
    steps = tuple(
        DemoStep(
            at=utc(state["at"]),
            title=state["title"],
            press=Answer(folder.joinpath(state["press"]).read_bytes(), "application/rss+xml; charset=utf-8"),
            cases=tuple(json.loads(folder.joinpath(name).read_bytes()) for name in state["cma"]),
        )
        for state in told["state"]
    )
    return DemoStory(told["deal"], told["feed"], steps)


class DemoRegister:
    """Serves one state of the story at a time until it is closed. A context manager.

    `origins` maps the original origins to this server, as `DEALWATCH_ORIGINS` would.
    """

    def __init__(self, story: DemoStory | None = None) -> None:
        self.story = story or load_story()
        self._position = 0
        self._server = _Server(self)
        self._thread = Thread(
            target=self._server.serve_forever, args=(_POLL_SECONDS,), name="demonstration", daemon=True
        )
        self._thread.start()

    @property
    def origins(self) -> Mapping[str, str]:
        base = f"http://127.0.0.1:{self._server.server_address[1]}"
        return {origin: f"{base}/{urlsplit(origin).netloc}" for origin in (_REGISTER, self._press_origin)}

    @property
    def step(self) -> DemoStep:
        """The state served now."""
        return self.story.steps[self._position]

    def advance(self) -> DemoStep | None:
        """Go on to the next state and give it; None when the story is over."""
        if self._position + 1 == len(self.story.steps):
            return None
        self._position += 1
        return self.step

    def answer(self, target: str) -> Answer | None:
        """What is at a path of this server (`/<original host>/<path>?<query>`) in the present state."""
        parts = urlsplit(target)
        _, host, path = (*parts.path.split("/", 2), "", "")[:3]
        if host == urlsplit(self.story.feed_url).netloc:
            return self.step.press if f"/{path}" == urlsplit(self.story.feed_url).path else None
        return self.step.answer(f"/{path}", parts.query) if host == urlsplit(_REGISTER).netloc else None

    @property
    def _press_origin(self) -> str:
        parts = urlsplit(self.story.feed_url)
        return f"{parts.scheme}://{parts.netloc}"

    def close(self) -> None:
        """Stop serving; may be repeated."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> DemoRegister:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, register: DemoRegister) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.register = register


class _Handler(BaseHTTPRequestHandler):
    """Answers GET. Each answer ends its connection, so that closing the server waits for nobody."""

    server: _Server

    def do_GET(self) -> None:
        answer = self.server.register.answer(self.path)
        if answer is None:
            self.send_error(404)
            return
        held = {tag.strip().removeprefix("W/") for tag in self.headers.get("If-None-Match", "").split(",")}
        unchanged = answer.etag in held
        self.send_response(304 if unchanged else 200)
        self.send_header("ETag", answer.etag)
        self.send_header("X-Demonstration", "Dealwatch")
        if not unchanged:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if not unchanged:
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the network ledger has every request."""


def _json(content: Mapping[str, Any]) -> Answer:
    return Answer(json.dumps(content, ensure_ascii=False).encode(), "application/json; charset=utf-8")


def _result(case: Mapping[str, Any]) -> dict[str, Any]:
    """A case as the search lists it."""
    return {
        "title": case["title"],
        "link": case["base_path"],
        "description": case["description"],
        "content_id": case["content_id"],
        "public_timestamp": case["public_updated_at"],
        "updated_at": case["updated_at"],
        "latest_change_note": case["details"]["change_history"][-1]["note"],
        "format": case["document_type"],
        **case["details"]["metadata"],
    }


def _number(query: Mapping[str, list[str]], name: str, usual: int) -> int:
    text = query.get(name, [""])[-1]
    return int(text) if text.isdecimal() else usual
