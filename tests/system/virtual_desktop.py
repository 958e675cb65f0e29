"""A desktop for one test: a virtual screen, a small window manager, the real program on it, real keys and clicks.

It knows nothing of what Dealwatch does; it only waits for what can be seen from outside.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 20.0
"""Seconds until something that should happen is said not to."""
STEP = 0.05
NULL = subprocess.DEVNULL
PROGRAMS = ("Xvfb", "openbox", "xdotool")
FORGOTTEN = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "LANGUAGE", "LC_ALL", "PYTHONWARNINGS")


def missing() -> str:
    """The first program that is not here; empty where all are."""
    return next((program for program in PROGRAMS if shutil.which(program) is None), "")


@dataclass
class Desktop:
    """`folder` is the user's home; `pictures` takes a picture at each step where it is given."""

    folder: Path
    pictures: Path | None = None
    size: str = "1440x900"
    _running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _taken: int = 0

    def __post_init__(self) -> None:
        self.environment = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
        self.environment.update(HOME=str(self.folder), LANG="C.UTF-8", TZ="UTC", XDG_CURRENT_DESKTOP="openbox")
        for name, place in (("CONFIG", "config"), ("DATA", "share"), ("CACHE", "cache"), ("STATE", "state")):
            (self.folder / place).mkdir(parents=True)
            self.environment[f"XDG_{name}_HOME"] = str(self.folder / place)
        runtime = self.folder / "run"
        runtime.mkdir(mode=0o700)
        self.environment["XDG_RUNTIME_DIR"] = str(runtime)

    def start(self) -> None:
        """The screen and its window manager."""
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{self.size}x24", "-nolisten", "tcp"]
        self._running.append(subprocess.Popen(command, pass_fds=(write,), stderr=NULL))
        os.close(write)
        with os.fdopen(read) as said:
            self.environment["DISPLAY"] = f":{said.readline().strip()}"
        self._running.append(subprocess.Popen(["openbox"], env=self.environment, stdout=NULL, stderr=NULL))
        self.wait("a window manager", lambda: self.ask("get_num_desktops") != "")

    def stop(self) -> None:
        for process in reversed(self._running):
            with suppress(ProcessLookupError):
                process.terminate()
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def run(self, *arguments: str, extra: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """The program itself, as it is started by hand."""
        command = [sys.executable, "-m", "dealwatch", *arguments]
        self.environment["PYTHONFAULTHANDLER"] = "1"
        log = (self.folder / "said.txt").open("ab")
        with log:
            process = subprocess.Popen(command, env={**self.environment, **(extra or {})}, stdout=log, stderr=log)
        self._running.append(process)
        return process

    # -- hands

    def ask(self, *words: str) -> str:
        """What xdotool answers; empty where it cannot."""
        found = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, check=False)
        return found.stdout.decode("utf-8", "replace").strip()

    def key(self, *keys: str) -> None:
        self.ask("key", "--clearmodifiers", "--delay", "20", *keys)

    def type(self, text: str) -> None:
        self.ask("type", "--delay", "12", text)

    def click_in(self, x: int, y: int, button: int = 1) -> None:
        """In the window that has the keyboard, in pixels from its corner."""
        self.ask("getactivewindow", "mousemove", "--window", "%1", str(x), str(y), "click", str(button))

    # -- eyes

    def title(self) -> str:
        """Of the window that has the keyboard."""
        return self.ask("getactivewindow", "getwindowname")

    def wait(self, what: str, ready: Callable[[], object], patience: float = PATIENCE) -> None:
        """Until it is so; AssertionError with `what`, the title and what the program said where it never is."""
        end = time.monotonic() + patience
        while not ready():
            if time.monotonic() > end:
                self.picture("never")
                said = self.folder / "said.txt"
                text = said.read_text("utf-8", "replace")[-2000:] if said.exists() else ""
                raise AssertionError(f"Never seen: {what}. In front: {self.title()!r}. Said: {text}")
            time.sleep(STEP)

    def wait_title(self, part: str) -> None:
        self.wait(f"a window “{part}”", lambda: part in self.title())

    def picture(self, name: str) -> None:
        """Into the folder of pictures, numbered, where there is one and ImageMagick is there to take it."""
        if self.pictures is None or shutil.which("import") is None:
            return
        time.sleep(0.4)  # what is computed beside the window is to be in the picture
        self._taken += 1
        self.pictures.mkdir(parents=True, exist_ok=True)
        path = self.pictures / f"{self._taken:02}-{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=False)
