"""Where the recorded payloads are, and the command line and the replay server to run on them."""

from __future__ import annotations

import contextlib
import html
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import urllib.parse
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dealwatch.cli.main import run

SHARED = Path(os.environ.get("DEALWATCH_SHARED") or Path(__file__).parents[3] / "shared")
TOOLS = SHARED / "tools"
REGISTER = "https://www.accc.gov.au/public-registers/mergers-and-acquisitions-registers/acquisitions-register"
Pair = tuple[str, str]  # case, instant
COMPUTED = "/api/search.json"
"""The replay server works this answer out for each question and gives it no validators; it is the same bytes."""
HOSTS = (
    "www.accc.gov.au",
    "www.gov.uk",
    "api.tech.ec.europa.eu",
    "competition-cases.ec.europa.eu",
    "compcases-open-data-portal-files-prod.s3.eu-west-1.amazonaws.com",
)


@dataclass(frozen=True)
class Answer:
    """What one run of the command line gave: exit status, JSON lines, and what it said on standard error."""

    status: int
    lines: list[dict[str, Any]]
    said: str

    @property
    def events(self) -> list[dict[str, Any]]:
        return [line for line in self.lines if "kind" in line and "observed_at" in line]

    @property
    def totals(self) -> dict[str, Any]:
        return self.lines[-1]

    def told_as_it_should_be(self, *, first: bool) -> bool:
        """Every first sight and every change of status or deadline is told, but for the first look and a step back.

        A status event that leaves the badge as it was tidies up a decided case.
        """
        loud = [event for event in self.events if event["kind"] in ("first_seen", "status", "deadline")]
        return all(
            event["alerted"] is not (first or event["note"] in ("rollback", "rollback_undone"))
            for event in loud
            if event["kind"] != "status" or event["badge_old"] != event["badge_new"]
        )


class CommandLine:
    """`dealwatch --data FOLDER --json …`, in this process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str, now: str = "") -> Answer:
        out, err = io.StringIO(), io.StringIO()
        clock = ["--now", now] if now else []
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = run(["--data", str(self.folder), *clock, "--json", *arguments], _no_window)
        return Answer(status, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue())

    def source(self, key: str) -> dict[str, Any]:
        return next(line for line in self("sources").lines if line["source"] == key)

    def assert_quiet(self, server: Replay, now: str, *, healthy: bool = True) -> Answer:
        """A second look at the same state: no event, and no document is sent again."""
        server.post("reset")
        again = self("check", "--all", now=now)
        assert again.events == []
        assert again.status == (0 if healthy else 1)
        if healthy:
            asked = [entry for entry in server.stats()["log"] if entry["method"] == "GET"]
            assert [entry for entry in asked if entry["status"] != 304 and COMPUTED not in entry["path"]] == []
            assert again.totals["not_modified"] == again.totals["checked"]
        return again


def _no_window(_opening: object) -> int:
    raise AssertionError("no command opens the window")


class Replay:
    """A replay server of its own process, and its control door."""

    def __init__(self, script: str, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(TOOLS / script), *arguments, "--port", "0"], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+", self.process.stdout.readline())
        assert address is not None
        self.base = address[0]

    def post(self, action: str, **query: str) -> dict[str, Any]:
        return self._ask("POST", f"{action}?{urllib.parse.urlencode(query)}")

    def stats(self) -> dict[str, Any]:
        return self._ask("GET", "stats")

    def _ask(self, method: str, action: str) -> dict[str, Any]:
        request = urllib.request.Request(f"{self.base}/__{action}", method=method)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as answer:
            found: dict[str, Any] = json.load(answer)
            return found

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=10)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of recorded payloads; without it the test is skipped."""
    if not (SHARED / "data").is_dir():
        pytest.skip(f"no recorded payloads at {SHARED} (DEALWATCH_SHARED)")
    return SHARED


@pytest.fixture
def command_line(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "data")


@pytest.fixture(scope="session")
def manifest(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Builds the manifest of a recorded source (`accc`, `ec`, `cma`; the tool's options after it), once for all."""
    made: dict[tuple[str, ...], Path] = {}

    def build(*arguments: str) -> Path:
        if arguments not in made:
            source = arguments[0]
            folder = tmp_path_factory.mktemp(source)
            data = shared / "data" / {"accc": "au-accc", "cma": "uk-cma"}.get(source, source)
            tool = shared / "tools" / "build_manifest.py"
            subprocess.run(
                [sys.executable, str(tool), *arguments, "--data", str(data), str(folder)],
                check=True,
                capture_output=True,
            )
            made[arguments] = folder / "manifest.jsonl"
        return made[arguments]

    return build


@pytest.fixture
def serve(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Replay]]:
    """Starts a replay server and sends the engine there, by the way that users have for mirrors."""
    running: list[Replay] = []

    def start(*manifests: Path, at: str = "") -> Replay:
        chosen = [word for path in manifests for word in ("--manifest", str(path))]
        replay = Replay("replay_server.py", *chosen, *(["--at", at] if at else []))
        running.append(replay)
        origins = tmp_path / "origins.json"
        origins.write_text(json.dumps({f"https://{host}": f"{replay.base}/{host}" for host in HOSTS}), "utf-8")
        monkeypatch.setenv("DEALWATCH_ORIGINS", str(origins))
        return replay

    yield start
    for replay in running:
        replay.close()


@pytest.fixture(scope="module")
def replay(shared: Path) -> Iterator[Callable[..., Replay]]:
    """Starts servers that stand for all tests of a module."""
    running: list[Replay] = []

    def start(script: str, *arguments: str) -> Replay:
        running.append(Replay(script, *arguments))
        return running[-1]

    yield start
    for server in running:
        server.close()


@pytest.fixture(scope="session")
def hosts() -> tuple[str, ...]:
    return HOSTS


@pytest.fixture(scope="session")
def tool(shared: Path) -> Callable[[str], ModuleType]:
    """A module of the tools that come with the recorded payloads."""

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, shared / "tools" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@dataclass
class History:
    """The recorded versions by case and instant, the batch file, and what taking it in gave."""

    pages: dict[Pair, Path]
    lists: dict[str, Path]
    batch: Path
    line: CommandLine
    answer: Answer
    by_pair: dict[Pair, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    @staticmethod
    def instant(stamp: str) -> str:
        """The instant of a version as the command line prints it, from the name it is recorded under."""
        return f"{datetime.fromisoformat(stamp).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    @staticmethod
    def address_of(path: Path) -> str:
        """The address a person would have seen: the page's own canonical one."""
        link = re.search(r'<link[^>]*rel="canonical"[^>]*href="([^"]+)"', path.read_text("utf-8", "replace"))
        return html.unescape(link[1]) if link else f"{REGISTER}/{path.parent.name}"

    def previous(self, pair: Pair) -> Path | None:
        older = [at for case, at in self.pages if case == pair[0] and at < pair[1]]
        return self.pages[pair[0], max(older)] if older else None


@pytest.fixture(scope="session")
def data(shared: Path) -> Path:
    folder = shared / "data" / "au-accc"
    if not folder.is_dir():
        pytest.skip(f"the recorded register is not here: {folder}")
    return folder


@pytest.fixture(scope="session")
def history(data: Path, tmp_path_factory: pytest.TempPathFactory) -> History:
    """The ACCC's register, every recorded version taken in with the whole register watched."""
    folder = tmp_path_factory.mktemp("recorded")
    for archive in [*data.glob("pages_*.tar.xz"), *data.glob("register_*.tar.xz")]:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
    pages = {(path.parent.name, History.instant(path.stem)): path for path in folder.glob("pages/*/*.html")}
    lists = {History.instant(path.stem): path for path in folder.glob("register/*.html")}
    lines = [(at, History.address_of(path), path) for (_, at), path in pages.items()]
    lines += [(at, f"{REGISTER}?init=1&items_per_page=50&page=0", path) for at, path in lists.items()]
    line = CommandLine(tmp_path_factory.mktemp("ingested"))
    batch = folder / "batch.jsonl"
    batch.write_text(
        "".join(
            json.dumps({"source": "accc", "url": url, "at": at, "path": str(path), "content_type": "text/html"}) + "\n"
            for at, url, path in sorted(lines)
        ),
        "utf-8",
    )
    assert line("add", "accc", now="2025-10-01T00:00:00Z").lines[0]["kind"] == "register"
    found = History(pages, lists, batch, line, line("ingest", "--batch", str(batch), now="2027-01-01T00:00:00Z"))
    for event in found.answer.events:
        found.by_pair[event["case"], event["observed_at"]].append(event)
    return found
