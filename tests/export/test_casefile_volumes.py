"""A file too long for one PDF goes on in volumes, each of which can be read and verified alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from casefile_deals import mistral_deal
from casefile_pdf import opened, squeezed, text

from dealwatch.export import casefile_volumes
from dealwatch.export.casefile import build, plan, render
from dealwatch.export.casefile_input import CasefileInput
from dealwatch.export.casefile_volumes import volumes_of
from dealwatch.export.verify import embedded_data, verify
from dealwatch.model.event import EventKind


@pytest.fixture(scope="module")
def long() -> CasefileInput:
    deals = mistral_deal()
    for number in range(120):
        page = deals.page(f"https://example.org/{number}", f"page {number}", deals.events[-1].observed_at)
        deals.event("case-2", EventKind.DOCUMENT, f"d{number}", None, f"Paper number {number}", page, on="2024-07-01")
    return deals.input()


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Volumes of about fifteen pages, so that the test need not set three hundred."""
    monkeypatch.setattr(casefile_volumes, "LIMIT", 15)


def test_a_file_of_usual_length_is_one(mistral: CasefileInput) -> None:
    data, _ = build(mistral)
    assert volumes_of(data) == [data]
    assert plan(mistral).volumes == 1
    assert render(mistral).further == ()


def test_the_estimate_is_near_and_rather_too_high(long: CasefileInput) -> None:
    pages = render(long).pages
    assert pages <= plan(long).pages <= pages * 1.6


@pytest.mark.usefixtures("narrow")
def test_volumes_hold_every_row_once_and_the_sources_they_cite(long: CasefileInput) -> None:
    data, _ = build(long)
    volumes = volumes_of(data)
    assert len(volumes) == plan(long).volumes > 2
    assert [row for volume in volumes for row in volume["chronology"]] == data["chronology"]
    for volume in volumes:
        known = {source["n"] for source in volume["sources"]}
        assert {n for row in volume["chronology"] for n in row["sources"]} <= known
        assert known <= {source["n"] for source in data["sources"]}
    assert [volume["file"]["volume"]["text"] for volume in volumes[:2]] == [
        f"Volume {n} of {len(volumes)}" for n in (1, 2)
    ]


@pytest.mark.usefixtures("narrow")
def test_each_volume_is_numbered_from_one_and_verifies(long: CasefileInput, tmp_path: Path) -> None:
    first = render(long)
    volumes = [first, *first.further]
    assert all(volume.pages <= 15 for volume in volumes)
    rows: list[dict[str, Any]] = []
    for number, volume in enumerate(volumes, 1):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(volume.pdf)
        assert all(check.ok for check in verify(path))
        rows += embedded_data(path)["chronology"]
        shown = text(volume.pdf)
        assert shown.count(f"Volume {number} of {len(volumes)} · as at") == volume.pages
        with opened(volume.pdf) as document:
            assert [page.label for page in document.pages] == [str(n) for n in range(1, volume.pages + 1)]
        assert ("The chronology goes on in volume" in shown) is (number < len(volumes))
    assert rows == build(long)[0]["chronology"]
    last = squeezed(text(volumes[-1].pdf))
    assert "Chronology,continued" in last
    assert "Papernumber119" in last
