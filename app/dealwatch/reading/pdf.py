"""Text of a PDF, within limits: a file may unpack to a thousand times its size."""

from __future__ import annotations

import io
import logging

from pypdf import Configuration, PdfReader, apply_configuration

from dealwatch.language import _
from dealwatch.model.errors import DealwatchError
from dealwatch.reading.clean import LONGEST_TEXT

MOST_PAGES = 40
_LONGEST_STREAM = 2_000_000
_LIMITS = Configuration(
    maximum_declared_stream_length=8_000_000,
    array_based_stream_maximum_output_length=_LONGEST_STREAM,
    zlib_maximum_output_length=_LONGEST_STREAM,
    zlib_maximum_recovery_input_length=200_000,
    lzw_maximum_output_length=_LONGEST_STREAM,
    run_length_maximum_output_length=_LONGEST_STREAM,
    stream_decoding_work_maximum_length=4 * _LONGEST_STREAM,
    stream_parsing_work_maximum_count=150_000,
    page_tree_maximum_page_entries=100_000,
    page_tree_maximum_entries=20_000,
    xform_maximum_invocations_per_extraction=100,
    jbig2dec_binary=None,
    disable_legacy_handling=True,
)
"""Work, not time: the same file is always cut at the same place."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells every oddity of every file


def extract(data: bytes) -> tuple[str, str, bool]:
    """Title, text and whether pages were left out. DealwatchError for a file that cannot be read at all."""
    with apply_configuration(_LIMITS):
        try:
            reader = PdfReader(io.BytesIO(data))
            locked = reader.is_encrypted and not reader.decrypt("")
            count = 0 if locked else len(reader.pages)
            title = "" if locked or reader.metadata is None else str(reader.metadata.title or "")
        except Exception as error:  # the library raises whatever a damaged file leads it to
            raise DealwatchError(
                _("This PDF is damaged and cannot be read."), _("Download it again, or paste its text.")
            ) from error
        if locked:
            raise DealwatchError(_("This PDF is protected by a password."), _("Open it and paste its text instead."))
        pages: list[str] = []
        for number in range(min(count, MOST_PAGES)):
            pages.append(_page(reader, number))
            if sum(map(len, pages)) > LONGEST_TEXT:
                break
    return title, "\n\n".join(pages), len(pages) < count


def _page(reader: PdfReader, number: int) -> str:
    """The text of one page; a damaged page, or one that draws more than any page of text, is empty."""
    try:
        return reader.pages[number].extract_text()
    except Exception:
        return ""
