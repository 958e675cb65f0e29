"""A document out of what the user drops, pastes or fetches: HTML, PDF or plain text, recognised by its content."""

from __future__ import annotations

import re

from dealwatch.model.dates import PartialDate
from dealwatch.reading import html, language, pdf, plain
from dealwatch.reading.clean import clean, shorten
from dealwatch.reading.document import Document
from dealwatch.reading.lexicon import LANGUAGES, lexicon
from dealwatch.reading.published import day_in

_MOST_BYTES = 6_000_000
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_\-:]{2,40})", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|h1|meta)\b", re.IGNORECASE)
_HEAD = 2_000


def from_bytes(data: bytes, *, content_type: str = "", published: PartialDate | None = None) -> Document:
    """A document from the bytes of a file or an answer. DealwatchError for a PDF that cannot be read.

    `published` is a day known from elsewhere (a feed); the document's own wins.
    """
    if data.lstrip()[:5] == b"%PDF-":
        title, text, truncated = pdf.extract(data)
        return _document(title, text, published, "", truncated=truncated)
    text = _decode(data[:_MOST_BYTES], content_type)
    return from_text(text, published=published, truncated=len(data) > _MOST_BYTES)


def from_text(text: str, *, published: PartialDate | None = None, truncated: bool = False) -> Document:
    """A document from text already decoded, HTML or plain."""
    if _MARKUP.search(text[:_HEAD]):
        page = html.extract(text)
        return _document(
            page.title, page.text, page.published or published, page.language, truncated=truncated or page.truncated
        )
    return _document("", text, published, "", truncated=truncated)


def from_item(title: str, body: str, *, published: PartialDate | None = None) -> Document:
    """A document from a feed's item: its title and its text, which may be HTML."""
    text = html.extract(f"<p>{body}</p>").text if _MARKUP.search(body) else body
    return _document(title, text, published, "", truncated=False)


def _document(title: str, body: str, published: PartialDate | None, claimed: str, *, truncated: bool) -> Document:
    body, cut = shorten(body)
    body = clean(body).strip()
    title = " ".join(clean(title).split())[:300]
    if not title or body.startswith(title):
        title = title or plain.title_of(body)
        text = body
    else:
        text = f"{title}\n\n{body}"
    title_end = len(title) if title and text.startswith(title) else 0
    told = language.of(text)
    if told not in LANGUAGES and claimed in LANGUAGES:
        told = claimed
    if published is None and told in LANGUAGES:
        published = day_in(text, title_end, lexicon(told))
    return Document(text, title, title_end, published, told, truncated or cut)


def _decode(data: bytes, content_type: str) -> str:
    """Text by byte order mark, declared charset or UTF-8, else Windows-1252, in which every byte is something."""
    for mark, charset in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(charset, "replace")
    declared = _CHARSET.search(content_type.encode("ascii", "replace")) or _CHARSET.search(data[:_HEAD])
    charsets = ["utf-8", declared[1].decode("ascii")] if declared else ["utf-8"]
    for charset in charsets:
        try:
            return data.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    # a long text may be cut, or spoilt, in a single place and be UTF-8 all the same
    lenient = data.decode("utf-8", "replace")
    return lenient if lenient.count("\ufffd") * 200 < len(lenient) else data.decode("cp1252", "replace")
