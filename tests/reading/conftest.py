"""A reader at hand, and texts about firms that do not exist."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from dealwatch.model.dates import PartialDate
from dealwatch.model.proposal import Proposal, Reading, TrackedDeal
from dealwatch.reading.aliases import Aliases
from dealwatch.reading.authorities import Authorities
from dealwatch.reading.document import Document
from dealwatch.reading.lexicon import lexicon
from dealwatch.reading.page import Page, annotate
from dealwatch.reading.reader import Reader

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def read() -> Read:
    """Read a text given as body and, perhaps, title; published on a Friday unless told otherwise."""
    plain = Reader()

    def reading(
        body: str,
        *,
        title: str = "",
        language: str = "en",
        published: str = "2024-05-17",
        tracked: tuple[TrackedDeal, ...] = (),
        **own: object,
    ) -> Reading:
        text = f"{title}\n\n{body}" if title else body
        day = PartialDate.parse(published) if published else None
        reader = Reader(tracked, **own) if tracked or own else plain  # type: ignore[arg-type]
        return reader.read(Document(text, title, len(title), day, language))

    return reading


@pytest.fixture(scope="session")
def raised(read: Read) -> Callable[..., list[tuple[str, str]]]:
    """Authority and step of everything that is raised, in order of first mention."""

    def steps(body: str, **how: object) -> list[tuple[str, str]]:
        found = [proposal for proposal in read(body, **how).proposals if proposal.raised]
        return [(proposal.authority, proposal.status.value) for proposal in sorted(found, key=_place)]

    return steps


def _place(proposal: Proposal) -> int:
    return proposal.start


def _make_pdf(pages: Sequence[str], *, title: str = "", password: str = "", compress: bool = False) -> bytes:
    """A PDF with one line of text a page."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(width=600, height=800)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode("latin-1"))
        content = stream.flate_encode() if compress else stream
        page[NameObject("/Contents")] = writer._add_object(content)
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture(scope="session")
def pdf() -> Callable[..., bytes]:
    """Makes a PDF of these pages."""
    return _make_pdf


@pytest.fixture(scope="session")
def page() -> Callable[..., Page]:
    """A text with everything marked in it."""

    def marked(text: str, language: str = "en", *, title_end: int = 0, tracked: tuple[TrackedDeal, ...] = ()) -> Page:
        day = PartialDate(2024, 5, 17)
        return annotate(text, title_end, day, lexicon(language), Aliases(tracked), Authorities())

    return marked
