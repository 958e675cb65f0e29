"""With a screen reader: the program as it is started, a deal opened by keyboard, its status read aloud as text."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

NEEDED = ("Xvfb", "dbus-run-session")
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
SCRIPT = Path(__file__).parent / "read_aloud.py"
DEAL = "Microsoft / Mistral AI"

missing = [name for name in NEEDED if shutil.which(name) is None]
missing += [] if any(Path(path).exists() for path in LAUNCHERS) else ["at-spi2-core"]
pytestmark = pytest.mark.skipif(bool(missing), reason=f"not on this machine: {', '.join(missing)}")


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(20)


def test_a_script_opens_a_case_and_reads_its_status(display: str, tmp_path: Path) -> None:
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    surroundings = {
        **kept, "DISPLAY": display, "XDG_RUNTIME_DIR": str(runtime), "QT_QPA_PLATFORM": "xcb", "TZ": "UTC",
        "LANGUAGE": "en", "PYTHONPATH": os.pathsep.join(sys.path),
    }  # fmt: skip
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, str(SCRIPT), str(tmp_path / "data"), DEAL],
        env=surroundings, capture_output=True, text=True, timeout=110, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert any(line.startswith("frame: ") and DEAL in line for line in lines)
    assert any("Course of the reviews" in line and "CMA: Not reviewable" in line for line in lines), done.stdout
    step = lines.index("cell: Phase 1 → Not reviewable")
    assert lines[step - 3 : step - 1] == ["cell: 17 May 2024 (Fri)", "cell: CMA"]
