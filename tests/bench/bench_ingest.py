"""Figures: intake of the recorded history of the ACCC's register, with the whole register watched.

    DEALWATCH_SHARED=../shared python tests/bench/bench_ingest.py

Prints documents, seconds, documents a second, events and the size of the data file for a first intake and for the same
pages again; beside it what parsing the same pages as HTML alone costs, so that a noisy machine shows.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import tarfile
import tempfile
import time
from datetime import datetime
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from dealwatch.cli.main import run

SHARED = Path(os.environ.get("DEALWATCH_SHARED") or Path(__file__).parents[3] / "shared")
REGISTER = "https://www.accc.gov.au/public-registers/mergers-and-acquisitions-registers/acquisitions-register"
CANONICAL = re.compile(rb'rel="canonical" href="([^"]+)"')


def batch_in(folder: Path) -> tuple[Path, list[Path]]:
    """The recorded pages laid out, and the batch file that names them, oldest first."""
    for archive in sorted((SHARED / "data" / "au-accc").glob("[pr]*_*.tar.xz")):
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
    pages = sorted(folder.glob("*/**/*.html"), key=lambda path: path.stem)
    lines = []
    for path in pages:
        link = CANONICAL.search(path.read_bytes()) if path.parent.name != "register" else None
        at = f"{datetime.fromisoformat(path.stem):%Y-%m-%dT%H:%M:%SZ}"
        url = link[1].decode() if link else f"{REGISTER}?init=1&items_per_page=50&page=0"
        lines.append(json.dumps({"source": "accc", "url": url, "at": at, "path": str(path)}) + "\n")
    batch = folder / "batch.jsonl"
    batch.write_text("".join(lines), "utf-8")
    return batch, pages


def take_in(data: Path, *words: str) -> list[str]:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        run(["--data", str(data), "--json", *words], lambda _opening: 0)
    return printed.getvalue().splitlines()


def main() -> int:
    if not (SHARED / "data" / "au-accc").is_dir():
        print(f"No recorded register at {SHARED} (DEALWATCH_SHARED).", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder, data = Path(name), Path(name) / "data"
        batch, pages = batch_in(folder)
        began = time.perf_counter()
        for path in pages:
            LexborHTMLParser(path.read_bytes().decode("utf-8", "replace"))
        bare = time.perf_counter() - began
        print(f"{len(pages)} documents; parsing their HTML alone: {bare:.1f} s")
        take_in(data, "add", "accc")
        for label in ("first intake", "the same again"):
            began = time.perf_counter()
            totals = json.loads(take_in(data, "ingest", "--batch", str(batch))[-1])
            took = time.perf_counter() - began
            size = sum(path.stat().st_size for path in data.glob("dealwatch.sqlite*")) / 1e6
            rate = totals["checked"] / took
            print(
                f"{label:15} {took:6.1f} s  {rate:5.0f} documents/s  {totals['events']:4} events  {size:5.1f} MB"
                f"  ({took / bare:.1f} × parsing)"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
