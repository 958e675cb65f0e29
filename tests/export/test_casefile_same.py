"""The same facts as at the same instant give the same bytes: again, elsewhere, in another process and zone."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

from casefile_deals import AS_AT, mistral_deal
from casefile_pdf import opened

from dealwatch.export.casefile import RenderedCasefile, render
from dealwatch.export.casefile_input import CasefileInput

ELSEWHERE = """
import sys
sys.path.insert(0, sys.argv[1])
from casefile_deals import mistral_deal
from dealwatch.export.casefile import render
print(render(mistral_deal().input()).sha256)
"""


def test_twice(mistral: CasefileInput, mistral_pdf: RenderedCasefile) -> None:
    again = render(mistral)
    assert again.pdf == mistral_pdf.pdf
    assert again.sha256 == hashlib.sha256(again.pdf).hexdigest()


def test_the_order_in_which_facts_are_given_does_not_matter(mistral_pdf: RenderedCasefile) -> None:
    given = mistral_deal().input()
    turned = replace(given, events=given.events[::-1], snapshots=dict(reversed(given.snapshots.items())))
    assert render(turned).pdf == mistral_pdf.pdf


def test_in_another_process_folder_zone_and_temporary_place(mistral_pdf: RenderedCasefile, tmp_path: Path) -> None:
    environment = os.environ | {"TZ": "Asia/Tokyo", "TMPDIR": str(tmp_path), "LANG": "fr_FR.UTF-8"}
    environment["PYTHONHASHSEED"] = "7"
    command = [sys.executable, "-c", ELSEWHERE, str(Path(__file__).parent)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == mistral_pdf.sha256


def test_the_same_instant_in_another_zone(mistral: CasefileInput, mistral_pdf: RenderedCasefile) -> None:
    moved = replace(mistral, as_at=AS_AT.astimezone(timezone(timedelta(hours=9))))
    assert render(moved).pdf == mistral_pdf.pdf


def test_another_instant_gives_another_file(mistral: CasefileInput, mistral_pdf: RenderedCasefile) -> None:
    later = render(replace(mistral, as_at=AS_AT + timedelta(minutes=1)))
    assert later.sha256 != mistral_pdf.sha256


def test_letter_paper(mistral: CasefileInput, mistral_pdf: RenderedCasefile) -> None:
    with opened(render(replace(mistral, paper="us-letter")).pdf) as letter, opened(mistral_pdf.pdf) as a4:
        assert [float(side) for side in letter.pages[0].mediabox] == [0, 0, 612, 792]
        assert [round(float(side)) for side in a4.pages[0].mediabox] == [0, 0, 595, 842]
