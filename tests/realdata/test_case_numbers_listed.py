"""Every way of writing in the list of case numbers, as `add` takes it: right authority, normal form, own source."""

from __future__ import annotations

import csv

import pytest

from dealwatch.sources.recognise import Kind, recognise_all
from dealwatch.sources.registry import official

KEYS = {
    "GC": "General Court",
    "CJ": "Court of Justice",
    "OLG Düsseldorf": "OLG Düsseldorf",
    "ADLC": "AdlC",
    "ACT Tribunal": "ACT",
    "BWB (AT)": "BWB",
}
SOURCES = {
    "merger": "ec",
    "antitrust/cartel": "ec-at",
    "state aid": "ec-sa",
    "DMA": "ec-dma",
    "FSR": "ec-fs",
    "CELEX merger summary": "ec",
    "decision doc": "",
}
NORMAL = {"52024M10615(02)": "M.10615", "FTC File No. 231-0123": "231 0123", "Docket No. 9412": "9412"}


@pytest.fixture(scope="module")
def rows(shared):
    with (shared / "data" / "domain" / "case_numbers.csv").open(encoding="utf-8") as stream:
        return [row for row in csv.DictReader(stream) if "…" not in row["example"]]


def test_every_example_is_recognised_as_its_authoritys(rows):
    assert len(rows) > 20
    wrong = []
    for row in rows:
        (found,) = recognise_all(row["example"])
        expected = NORMAL.get(row["example"], row["example"])
        if (found.kind, found.number) != (Kind.CASE, expected):
            wrong.append((row["example"], found))
        if found.authority != KEYS.get(row["authority"], row["authority"]):
            wrong.append((row["authority"], found))
    assert wrong == []


def test_each_register_of_the_commission_takes_its_own_cases(rows):
    found = {row["procedure"]: recognise_all(row["example"])[0].source for row in rows if row["authority"] == "EC"}
    assert found == SOURCES
    assert set(SOURCES.values()) - {""} <= set(official())
