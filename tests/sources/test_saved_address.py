"""The address that a saved page tells of itself."""

from __future__ import annotations

import io

import pikepdf
import pytest

from dealwatch.sources.saved_address import saved_address

PAGE = "https://register.example/case/1"


@pytest.mark.parametrize(
    "head",
    [
        f"<!-- saved from url=(0031){PAGE} --><html></html>",
        f"<!--\n Page saved with SingleFile \n url: {PAGE} \n saved date: Mon --><html></html>",
        f'<html><head><link rel="canonical" href="{PAGE}"></head></html>',
        f"<html><head><link rel='alternate canonical' href='{PAGE}'></head></html>",
        f'<html><head><meta property="og:url" content=" {PAGE} "></head></html>',
        f'<html><head><link rel="canonical" href="/case/1"><base href="{PAGE}"></head></html>',
        f'<!-- saved from url=(0014)about:internet --><html><head><link rel="canonical" href="{PAGE}"></html>',
    ],
)
def test_a_page_tells_its_address(head):
    assert saved_address(head.encode()) == PAGE


def test_what_the_browser_wrote_goes_before_what_the_site_says():
    other = '<html><head><link rel="canonical" href="https://register.example/"></head></html>'
    assert saved_address(f"<!-- saved from url=(0031){PAGE} -->{other}".encode()) == PAGE


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"plain words",
        b"\xff\xfe\x00",
        b"<html><head><link rel=canonical href='javascript:alert(1)'><meta property='og:url'></head></html>",
        b"<html><head><link rel=canonical href='https://[::1'></head></html>",
        b"%PDF-1.4 and then nothing",
    ],
)
def test_a_file_that_tells_none_gives_none(body):
    assert saved_address(body) == ""


def pdf(**told: str) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    for name, value in told.items():
        if name == "base":
            made.Root["/URI"] = pikepdf.Dictionary(Base=pikepdf.String(value))
        elif name == "source":
            with made.open_metadata() as metadata:
                metadata["dc:source"] = value
        else:
            made.docinfo[f"/{name}"] = value
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


@pytest.mark.parametrize("told", [{"URL": PAGE}, {"Subject": PAGE}, {"source": PAGE}, {"base": PAGE}])
def test_a_pdf_tells_its_address_in_its_metadata(told):
    assert saved_address(pdf(**told)) == PAGE


def test_a_pdf_about_something_tells_no_address():
    assert saved_address(pdf(Subject="Merger of two companies", Title="Decision")) == ""
