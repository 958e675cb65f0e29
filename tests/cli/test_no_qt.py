"""No command loads Qt. In a process of its own, since the test run itself may have imported it."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import importlib, sys
from dealwatch.cli.main import COMMANDS, run
for module in COMMANDS.values():
    importlib.import_module(f"dealwatch.cli.{module}")
run(["--data", sys.argv[1], "deals"], lambda opening: 0)
loaded = [name for name in sys.modules if name.startswith(("PySide6", "shiboken", "qtawesome", "dealwatch.ui"))]
sys.exit(f"loaded: {loaded}" if loaded else 0)
"""


def test_no_command_loads_the_window(tmp_path):
    ran = subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
