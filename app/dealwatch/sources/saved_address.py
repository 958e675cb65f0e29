"""The address a saved page had on the web, as far as the file itself tells. Pure.

Browsers write it into a comment, sites into the page, printers of PDF files into their metadata. Must not contain:
fetching, which source reads the page.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
from selectolax.lexbor import LexborHTMLParser

from dealwatch.sources.recognise_urls import web_address

_HEAD = 200_000
"""Bytes of a page in which its address is looked for."""
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)\s*(\S+?)\s*-->", re.IGNORECASE)  # Chrome, Edge, Firefox
_SINGLE_FILE = re.compile(rb"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE)
_IN_PAGE = (
    ("link[rel~=canonical][href]", "href"),
    ("meta[property='og:url'][content]", "content"),
    ("base[href]", "href"),
)
_PDF_NAMES = ("/URL", "/Url", "/SourceURL", "/Source", "/WebPage", "/Subject")
_XMP_NAMES = ("dc:source", "prism:url", "xmp:BaseURL")


def saved_address(body: bytes) -> str:
    """The page's own web address; empty where the file does not tell it."""
    told = _in_pdf(body) if body[:1024].lstrip().startswith(b"%PDF-") else _in_page(body[:_HEAD])
    return next((found for text in told if (found := _web(text))), "")


def _web(text: str) -> str:
    text = text.strip()
    return web_address(text) if text.lower().startswith(("http://", "https://")) else ""


def _in_page(head: bytes) -> Iterator[str]:
    for pattern in (_SAVED_FROM, _SINGLE_FILE):
        found = pattern.search(head)
        if found is not None:
            yield found[1].decode("utf-8", "replace")
    tree = LexborHTMLParser(head)
    for selector, attribute in _IN_PAGE:
        node = tree.css_first(selector)
        if node is not None:
            yield node.attributes.get(attribute) or ""


def _in_pdf(body: bytes) -> Iterator[str]:
    try:
        with pikepdf.open(io.BytesIO(body)) as pdf:
            for name in _PDF_NAMES:
                if name in pdf.docinfo:
                    yield str(pdf.docinfo[name])
            with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
                for name in _XMP_NAMES:
                    if name in metadata:
                        yield str(metadata[name])
            base = pdf.Root.get("/URI")
            if isinstance(base, pikepdf.Dictionary) and "/Base" in base:
                yield str(base["/Base"])
    except (pikepdf.PdfError, ValueError, TypeError, NotImplementedError):
        return
