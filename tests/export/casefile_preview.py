"""Writes the test deals as case files into a folder, to be looked at: `python tests/export/casefile_preview.py OUT`."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from dealwatch.export.casefile import render


def main(target: Path) -> None:
    spec = importlib.util.spec_from_file_location("casefile_deals", Path(__file__).with_name("conftest.py"))
    assert spec is not None
    assert spec.loader is not None
    deals = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(deals)
    target.mkdir(parents=True, exist_ok=True)
    for name, given in (("no-case", deals.mistral_deal().input()), ("three-authorities", deals.three_input())):
        (target / f"{name}.pdf").write_bytes(render(given).pdf)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
