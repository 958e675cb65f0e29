#!/usr/bin/env python3
"""Set up, run, test and check Dealwatch on a fresh machine. Standard library only.

    python3 packaging/dev.py setup        make .venv and install everything into it
    python3 packaging/dev.py run  […]     start Dealwatch (arguments go to it)
    python3 packaging/dev.py test […]     run the tests (arguments go to pytest)
    python3 packaging/dev.py check        every gate: format, lint, types, imports, tests, coverage
    python3 packaging/dev.py words        gather the messages, bring the catalogues up to date, compile them
    python3 packaging/dev.py pictures […] pictures of every view, dialog and state in build/pictures (--all: every look)

Each command sets up first where that is still to do, and is quick once it is done. A network is needed for the set-up
only. Nothing is written outside this folder but the system libraries that a root user lets apt-get install.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import machine

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "dealwatch-setup.json"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)


def main(arguments: list[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    known = ("setup", "run", "test", "check", "words", "pictures")
    if command not in known or (rest and command in ("setup", "check", "words")):
        print(__doc__, file=sys.stderr)
        return 0 if command in ("-h", "--help", "help") else 2
    try:
        set_up(always=command == "setup", lenient=command == "run")
    except machine.SetupError as error:
        say(str(error))
        return 1
    if command == "run":
        return replace_by([str(BIN / "dealwatch"), *rest])
    if command == "test":
        os.chdir(ROOT)
        # All of them on every core; whoever names tests wants them in this process, debugger and all.
        return replace_by([str(BIN / "pytest"), *(rest or ["-n", "auto"])])
    if command == "pictures":
        return replace_by([str(PYTHON), str(ROOT / "packaging" / "pictures.py"), *rest])
    if command == "words":
        return replace_by([str(PYTHON), str(ROOT / "packaging" / "words.py")])
    if command == "check":
        import gates

        return gates.run(ROOT, BIN)
    say(f"Ready. Start it with: python3 {Path('packaging', 'dev.py')} run")
    return 0


def set_up(*, always: bool, lenient: bool) -> None:
    """Bring .venv up to date with pyproject.toml. SetupError where that fails.

    `lenient`: with an older set-up in place, a failing update (no network) is told and the old one used.
    """
    usable = venv_works()
    if usable and not always and read_stamp() == fingerprint():
        return
    machine.provide_libraries(say)
    had_stamp = usable and STAMP.exists()
    try:
        if not usable:
            make_venv()
        install()
    except machine.SetupError as error:
        if not (lenient and had_stamp):
            raise
        say(f"{error}\nGoing on with what was installed before.")
        return
    STAMP.write_text(json.dumps(fingerprint()), "utf-8")


def fingerprint() -> dict[str, str]:
    """What the set-up depends on: the declared packages, the place (scripts hold its path), this very script."""
    sources = (ROOT / "pyproject.toml", Path(__file__), Path(machine.__file__))
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()
    return {"sources": digest, "place": str(ROOT), "python": venv_version()}


def read_stamp() -> object:
    try:
        return json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def venv_version() -> str:
    """The version .venv was made with, as its own file says; empty where there is none."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text("utf-8").splitlines()
    except OSError:
        return ""
    values = dict(line.split(" = ", 1) for line in lines if " = " in line)
    return values.get("version", values.get("version_info", ""))


def venv_works() -> bool:
    """Whether .venv's Python runs and is still the one its packages were installed for."""
    made_with = venv_version().split(".")[:2]
    try:
        answer = subprocess.run(
            [str(PYTHON), "-I", "-S", "-c", "import sys; print(*sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    stamp = read_stamp()
    moved = isinstance(stamp, dict) and stamp.get("place") != str(ROOT)
    return answer.stdout.split() == made_with and not moved


def make_venv() -> None:
    say(f"Making {VENV.name} with Python {sys.version.split()[0]} …")
    machine.provide_venv(say)
    if VENV.exists():
        shutil.rmtree(VENV)
    # Started from a virtual environment (perhaps from .venv itself), go back to the Python it was made with.
    python = getattr(sys, "_base_executable", None) or sys.executable
    options = [] if machine.has_module("ensurepip") else ["--without-pip"]
    call([python, "-m", "venv", *options, str(VENV)], "The virtual environment could not be made.")
    if options:
        call(
            [python, "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "pip"],
            "pip could not be installed into the virtual environment.",
        )


def install() -> None:
    """Install the project and what it needs. Without build isolation, so that a second time needs no network."""
    import tomllib

    say("Installing packages (several hundred MB the first time) …")
    builders = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    trouble = "The packages could not be installed. Is there a network? What pip said stands above."
    call([*pip, *builders], trouble)
    call([*pip, "--no-build-isolation", "--editable", f"{ROOT}[test]"], trouble)


def call(command: list[str], trouble: str) -> None:
    """Run it silently; SetupError with all it said where it fails."""
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise machine.SetupError(f"{done.stdout.decode(errors='replace').strip()}\n{trouble}")


def replace_by(command: list[str]) -> int:
    """Become that command, so that signals and the exit status are its own."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def newer_python() -> str | None:
    """Another interpreter on the path that is new enough and runs (a version manager's stand-in may not)."""
    for minor in range(20, OLDEST[1] - 1, -1):
        for folder in os.get_exec_path():
            candidate = os.path.join(folder, f"python3.{minor}")
            if os.access(candidate, os.X_OK):
                tried = subprocess.run([candidate, "-c", ""], stderr=subprocess.DEVNULL, check=False)
                if tried.returncode == 0:
                    return candidate
    return None


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        newer = newer_python()
        if newer is None:
            say("Dealwatch needs Python 3.11 or later; this is {}.{}.".format(*sys.version_info[:2]))
            sys.exit(1)
        os.execv(newer, [newer, os.path.abspath(__file__), *sys.argv[1:]])
    sys.exit(main(sys.argv[1:]))
