"""Pictures of every view, dialog, empty and error state: `pictures.py [OUT] [--all] [--only scene…]`.

Each look, size and language is taken by a process of its own, as many at a time as there are processors; an
`index.html` shows all of them, with the drawing each follows and what was found cut off. `--all` is every look, text
size, language and window size; without it a choice of them that shows every hardship once.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import html
import itertools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PICTURED = ROOT / "tests" / "ui"
"""Where the package `gallery` is, which takes the pictures."""
DRAWINGS = Path(os.environ.get("DEALWATCH_SHARED", ROOT.parent / "shared")) / "design" / "look"
USUAL = (
    ("light", "1.0", "en", "1440x900"),
    ("dark", "1.0", "en", "1440x900"),
    ("contrast", "1.0", "en", "1440x900"),
    ("light", "1.5", "en", "1920x1080"),
    ("light", "1.0", "fr", "800x600"),
    ("dark", "1.0", "de", "1920x1080"),
    ("contrast", "1.5", "fr", "1920x1080"),
    ("light", "1.5", "de", "800x600"),
)
EVERY = (("light", "dark", "contrast"), ("1.0", "1.5"), ("en", "fr", "de"), ("800x600", "1920x1080"))
Variant = tuple[str, str, str, str]
Picture = dict[str, Any]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py pictures", description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "build" / "pictures")
    parser.add_argument("--all", action="store_true", help="every look, text size, language and window size")
    parser.add_argument("--variant", action="append", help="only this one, for example dark-1.5-de-800x600")
    parser.add_argument("--only", nargs="+", default=[], metavar="SCENE", help="scenes whose names begin like this")
    chosen = parser.parse_args(arguments)
    variants: list[Variant] = [*USUAL]
    if chosen.all:
        variants = list(itertools.product(*EVERY))
    if chosen.variant:
        variants = [tuple(each.split("-")) for each in chosen.variant]  # type: ignore[misc]
    chosen.out.mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        failed = [said for said in pool.map(lambda each: take(chosen.out, each, chosen.only), variants) if said]
    pictures = read(chosen.out)
    (chosen.out / "index.html").write_text(sheet(pictures), "utf-8")
    faults = [(picture["picture"], fault) for picture in pictures for fault in picture["cut"]]
    for name, fault in faults:
        print(f"{name}: {fault}")
    print(f"{len(pictures)} pictures, {len(faults)} faults: {chosen.out / 'index.html'}")
    print("\n".join(failed), file=sys.stderr)
    return 1 if failed else 0


def take(out: Path, variant: Variant, scenes: list[str]) -> str:
    """What went wrong, empty where nothing did."""
    command = [sys.executable, "-m", "gallery.shoot", str(out), *variant, *scenes]
    platform = f"offscreen:configfile={screen(out, variant[3])}"
    surroundings = {**os.environ, "QT_QPA_PLATFORM": platform, "TZ": "UTC", "PYTHONPATH": str(PICTURED)}
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    return f"{' '.join(variant)}: {done.stderr.strip()}" if done.returncode else ""


def screen(out: Path, size: str) -> Path:
    """A screen of that size, as the platform without a screen wants to be told."""
    width, height = (int(part) for part in size.split("x"))
    path = out / f".screen-{size}.json"
    shape = {"name": "one", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
    path.write_text(json.dumps({"screens": [{**shape, "logicalDpi": 96, "logicalBaseDpi": 96}]}), "utf-8")
    return path


def read(out: Path) -> list[Picture]:
    lines = [line for path in sorted(out.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return [json.loads(line) for line in lines]


def sheet(pictures: list[Picture]) -> str:
    """The contact sheet: a row a scene, the drawing first."""
    rows: dict[str, list[Picture]] = {}
    for picture in pictures:
        rows.setdefault(picture["scene"], []).append(picture)
    body = "\n".join(_row(scene, shots) for scene, shots in rows.items())
    return _PAGE.replace("@@", body)


def _row(scene: str, shots: list[Picture]) -> str:
    drawing = next((shot["mockup"] for shot in shots if shot["mockup"]), "")
    cells = [_figure(DRAWINGS / f"{drawing}.png", "drawing", [])] if drawing else []
    cells += [_figure(Path(shot["picture"]), shot["variant"], shot["cut"]) for shot in shots]
    return f"<h2>{html.escape(scene)}</h2><div>{''.join(cells)}</div>"


def _figure(path: Path, words: str, faults: list[str]) -> str:
    address = html.escape(path.as_uri() if path.is_absolute() else str(path))
    said = "".join(f"<li>{html.escape(fault)}</li>" for fault in faults)
    caption = f"<figcaption>{html.escape(words)}<ul>{said}</ul></figcaption>"
    picture = f'<a href="{address}"><img loading="lazy" src="{address}" alt="{html.escape(words)}"></a>'
    return f"<figure>{picture}{caption}</figure>"


_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Dealwatch in pictures</title>
<style>body{font:14px sans-serif;margin:16px}div{display:flex;flex-wrap:wrap;gap:12px}figure{margin:0;width:480px}
img{max-width:100%;border:1px solid #ccc}li{color:#b3261e}</style>
@@</html>
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
