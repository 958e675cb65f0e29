"""Where the recorded payloads are, and the command line and the replay server to run on them."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dealwatch.cli.main import run

SHARED = Path(os.environ.get("DEALWATCH_SHARED") or Path(__file__).parents[3] / "shared")
TOOLS = SHARED / "tools"
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


@pytest.fixture(scope="module")
def module_line(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """One data folder for all tests of a module that only read it."""
    return CommandLine(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def manifest(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Builds the manifest of a recorded source (`accc`, `ec`, `cma`), once for the whole run."""
    made: dict[str, Path] = {}

    def build(source: str) -> Path:
        if source not in made:
            folder = tmp_path_factory.mktemp(source)
            data = shared / "data" / {"accc": "au-accc", "cma": "uk-cma"}.get(source, source)
            subprocess.run(
                [sys.executable, str(TOOLS / "build_manifest.py"), source, "--data", str(data), str(folder)],
                check=True,
                capture_output=True,
            )
            made[source] = folder / "manifest.jsonl"
        return made[source]

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
