"""Every gate of the project, one after the other; all are tried, so that one run shows all there is to mend."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

# What is pure or guards data is covered whole, branches included; elsewhere tests follow risk.
PERFECT = ("model", "reading", "rules", "store", "watch")


def run(root: Path, bin_folder: Path) -> int:
    """Exit status 0 when every gate is passed."""
    with tempfile.TemporaryDirectory() as scratch:
        measured = Path(scratch) / "coverage"
        environment = {**os.environ, "COVERAGE_FILE": str(measured)}
        report = Path(scratch) / "coverage.json"
        commands = {
            "format": ["ruff", "format", "--check", "."],
            "lint": ["ruff", "check", "."],
            "types": ["mypy"],
            "imports": ["lint-imports"],
            "tests": ["coverage", "run", "-m", "pytest"],
        }
        failed = []
        for name, (program, *arguments) in commands.items():
            print(f"── {name}", flush=True)
            command = [str(bin_folder / program), *arguments]
            if subprocess.run(command, cwd=root, env=environment, check=False).returncode:
                failed.append(name)
        print("── coverage", flush=True)
        command = [str(bin_folder / "coverage"), "json", "--quiet", "-o", str(report)]
        if subprocess.run(command, cwd=root, env=environment, check=False).returncode:
            failed.append("coverage")
        else:
            gaps = uncovered(json.loads(report.read_text("utf-8")))
            print("\n".join(gaps) or f"whole in {', '.join(PERFECT)}")
            failed += ["coverage"] if gaps else []
    print(f"── not passed: {', '.join(failed)}" if failed else "── all passed")
    return 1 if failed else 0


def uncovered(report: dict[str, object], packages: tuple[str, ...] = PERFECT) -> list[str]:
    """Lines `path: 12, 15->18` for every file of the packages that is not covered whole, from coverage's JSON."""
    files = report["files"]
    assert isinstance(files, dict)
    gaps = []
    for name, found in sorted(files.items()):
        parts = Path(name).parts
        if "dealwatch" not in parts or parts[parts.index("dealwatch") + 1] not in packages:
            continue
        missing = [str(line) for line in found["missing_lines"]]
        missing += [f"{start}->{end}" for start, end in found.get("missing_branches", [])]
        if missing:
            gaps.append(f"{name}: {', '.join(missing)}")
    return gaps


if __name__ == "__main__":
    root = Path(__file__).resolve().parent.parent
    sys.exit(run(root, Path(sys.executable).parent))
