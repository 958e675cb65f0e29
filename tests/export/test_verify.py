"""Verification names exactly what does not agree, and says so in words when nothing can be checked at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import random
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from dealwatch.export.casefile import RenderedCasefile, build
from dealwatch.export.casefile_input import CasefileInput
from dealwatch.export.verify import embedded_data, verify
from dealwatch.model.errors import DealwatchError

Change = Callable[[pikepdf.Pdf], None]


@pytest.fixture
def path(tmp_path: Path, three_pdf: RenderedCasefile) -> Path:
    target = tmp_path / "case.pdf"
    target.write_bytes(three_pdf.pdf)
    return target


@pytest.fixture
def changed(path: Path) -> Callable[[Change], Path]:
    """Saves the case file anew after a change through pikepdf."""

    def change(how: Change) -> Path:
        with pikepdf.open(path, allow_overwriting_input=True) as document:
            how(document)
            document.save(path)
        return path

    return change


def attachment(document: pikepdf.Pdf, source: str) -> str:
    return next(name for name in document.attachments if name.startswith(source))


def bad(path: Path) -> dict[str, str]:
    return {check.source: check.why for check in verify(path) if not check.ok}


def test_a_sound_file_agrees_source_by_source(path: Path, three: CasefileInput) -> None:
    checks = verify(path)
    data, _ = build(three)
    assert [check.source for check in checks] == [f"S{n['n']}" for n in data["sources"]] + ["case-file.json"]
    assert all(check.ok for check in checks)
    assert "cited, not captured" in next(check.why for check in checks if check.source == "S2")


def test_the_data_can_be_read_back(path: Path, three: CasefileInput) -> None:
    assert embedded_data(path) == build(three)[0]


@pytest.mark.parametrize("source", ["S01", "S05", "S08"])
def test_one_changed_byte_of_a_copy_names_its_source(changed: Callable[[Change], Path], source: str) -> None:
    def flip(document: pikepdf.Pdf) -> None:
        name = attachment(document, source)
        body = bytearray(document.attachments[name].get_file().read_bytes())
        body[len(body) // 2] ^= 1
        document.attachments[name].get_file().obj.write(bytes(body))

    found = bad(changed(flip))
    assert list(found) == [f"S{int(source[1:])}"]
    assert re.search(r"not the one that was stored: its SHA-256 is [0-9a-f]{64}", found[f"S{int(source[1:])}"])


def test_one_changed_byte_of_the_file_within_a_packed_copy_names_its_source(path: Path) -> None:
    raw = path.read_bytes()
    with pikepdf.open(path) as document:
        packed = {name[:3]: document.attachments[name].get_file().obj.read_raw_bytes() for name in document.attachments}
    for source, stream in packed.items():
        if not source.startswith("S"):
            continue
        start = raw.index(stream)
        for offset in (2, len(stream) // 2, len(stream) - 3):
            body = bytearray(raw)
            body[start + offset] ^= 0x10
            path.write_bytes(body)
            found = bad(path)
            assert list(found) == [f"S{int(source[1:])}"], offset


def test_no_changed_byte_crashes_it(path: Path) -> None:
    raw, chance = path.read_bytes(), random.Random(20240517)
    for _ in range(60):
        body = bytearray(raw)
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        path.write_bytes(body)
        with contextlib.suppress(DealwatchError):
            assert verify(path)


def test_a_missing_copy_is_named(changed: Callable[[Change], Path]) -> None:
    def drop(document: pikepdf.Pdf) -> None:
        del document.attachments[attachment(document, "S03")]

    found = bad(changed(drop))
    assert list(found) == ["S3"]
    assert "missing from the file" in found["S3"]


def test_an_attachment_that_nobody_lists_is_named(changed: Callable[[Change], Path]) -> None:
    def add(document: pikepdf.Pdf) -> None:
        document.attachments["extra.txt"] = b"not of this file"

    assert bad(changed(add)) == {"extra.txt": "attached, but not listed in the data of the file"}


def test_changed_data_are_named_though_the_copies_agree(changed: Callable[[Change], Path]) -> None:
    def edit(document: pikepdf.Pdf) -> None:
        stream = document.attachments["case-file.json"].get_file().obj
        data = json.loads(stream.read_bytes())
        data["chronology"][0]["event"] = "Something else."
        stream.write(json.dumps(data).encode())

    assert list(bad(changed(edit))) == ["case-file.json"]


def test_a_copy_changed_together_with_the_data_is_betrayed_by_the_print(changed: Callable[[Change], Path]) -> None:
    def forge(document: pikepdf.Pdf) -> None:
        name = attachment(document, "S04")
        body = b"forged"
        document.attachments[name].get_file().obj.write(body)
        stream = document.attachments["case-file.json"].get_file().obj
        data = json.loads(stream.read_bytes())
        data["sources"][3]["snapshot"]["sha256"] = hashlib.sha256(body).hexdigest()
        stream.write(json.dumps(data).encode())

    found = bad(changed(forge))
    assert list(found) == ["S4", "case-file.json"]
    assert "SHA-256 printed" in found["S4"]


def test_another_kind_of_data_is_told(changed: Callable[[Change], Path]) -> None:
    def newer(document: pikepdf.Pdf) -> None:
        document.attachments["case-file.json"].get_file().obj.write(
            b'{"schema": "dealwatch-casefile/9", "sources": []}'
        )

    with pytest.raises(DealwatchError, match="another version"):
        verify(changed(newer))


@pytest.mark.parametrize("body", [b"", b"[]", b'{"schema": "dealwatch-casefile/1", "sources": [{}]}', b"\xff"])
def test_damaged_data_are_told(changed: Callable[[Change], Path], body: bytes) -> None:
    def damage(document: pikepdf.Pdf) -> None:
        document.attachments["case-file.json"].get_file().obj.write(body)

    with pytest.raises(DealwatchError, match="data of the case file are damaged"):
        verify(changed(damage))


def test_a_pdf_that_is_no_case_file_is_told(tmp_path: Path) -> None:
    target = tmp_path / "other.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(target)
    with pytest.raises(DealwatchError, match="not a Dealwatch case file"):
        verify(target)


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7\nnothing", b"<html></html>", b"\x00" * 5000])
def test_what_is_no_pdf_is_told(tmp_path: Path, body: bytes) -> None:
    target = tmp_path / "damaged.pdf"
    target.write_bytes(body)
    with pytest.raises(DealwatchError, match="cannot be read as a PDF"):
        verify(target)


def test_a_cut_off_file_is_told(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:40_000])
    with pytest.raises(DealwatchError) as caught:
        verify(path)
    assert caught.value.hint


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DealwatchError, match="cannot be opened"):
        verify(tmp_path / "none.pdf")


def test_a_locked_file_is_told(path: Path) -> None:
    with pikepdf.open(path) as document:
        target = BytesIO()
        document.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    path.write_bytes(target.getvalue())
    with pytest.raises(DealwatchError, match="password"):
        verify(path)
