"""Writes the test deals as case files into a folder, to be looked at: `python tests/export/casefile_preview.py OUT`."""

from __future__ import annotations

import sys
from pathlib import Path

from casefile_deals import mistral_deal, three_input

from dealwatch.export.casefile import render


def main(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name, given in (("no-case", mistral_deal().input()), ("three-authorities", three_input())):
        (target / f"{name}.pdf").write_bytes(render(given).pdf)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
