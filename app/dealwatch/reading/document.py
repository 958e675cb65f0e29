"""A document as the reader takes it: cleaned text that begins with its title, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass

from dealwatch.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Document:
    """Text to read. The first `title_end` characters of `text` are the title (0 where there is none).

    `language` is an ISO 639-1 code where the document declares a trustworthy one, else empty. `truncated` says that
    only the beginning of a longer text is here.
    """

    text: str
    title: str = ""
    title_end: int = 0
    published: PartialDate | None = None
    language: str = ""
    truncated: bool = False
