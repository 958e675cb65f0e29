"""Checks a case file's evidence against its own embedded copies: embedded bytes = printed SHA-256 = data file.

Needs nothing but the file. Says what agrees and names what does not; whoever changes bytes, the print and the data
alike can only be found out by comparing with another copy of the file.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from dealwatch.export.casefile_text import DAMAGE, page_text, uses_font
from dealwatch.export.typeset import DATA_NAME
from dealwatch.language import _
from dealwatch.model.errors import DealwatchError

SCHEMA = "dealwatch-casefile/1"
_HASH_FACE = "SourceCodePro"
_HASH = re.compile(r"[0-9a-f]{64}")
_AGREE = "the embedded copy, the printed SHA-256 and the data agree"


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """`source` is "S5", the data file's name, or the name of an attachment that is not listed; `why` a sentence."""

    source: str
    ok: bool
    why: str


def verify(path: Path) -> list[SourceCheck]:
    """One check a source in the order of their numbers, then the data file, then attachments that nobody lists.

    Raises DealwatchError where the file cannot be read, is damaged beyond reading, or is no case file.
    """
    with _open(path) as document:
        attached = _attachments(document)
        data = _data(attached)
        printed = _printed(document)
        listed = {DATA_NAME}
        checks = []
        for source in data["sources"]:
            snapshot = source["snapshot"]
            if snapshot is None:
                checks.append(SourceCheck(f"S{source['n']}", True, "cited, not captured: there is no copy to check"))
                continue
            listed.add(snapshot["name"])
            why = _fault(attached, printed, snapshot["name"], snapshot["sha256"])
            checks.append(SourceCheck(f"S{source['n']}", not why, why or _AGREE))
        own = _digest(attached, DATA_NAME)
        fits = own in _following(printed, DATA_NAME)
        why = "its SHA-256 is the printed one" if fits else "its SHA-256 is not the printed one: the data were changed"
        checks.append(SourceCheck(DATA_NAME, fits, why))
        extra = sorted(name for name in attached if name not in listed)
        return checks + [SourceCheck(name, False, "attached, but not listed in the data of the file") for name in extra]


def embedded_data(path: Path) -> dict[str, Any]:
    """The data of a case file (`dealwatch-casefile/1`), as embedded. Errors as in `verify`."""
    with _open(path) as document:
        return _data(_attachments(document))


def _open(path: Path) -> pikepdf.Pdf:
    try:
        return pikepdf.open(path)
    except OSError as error:
        raise DealwatchError(_("The file cannot be opened."), f"{error.strerror or error} ({path}).") from error
    except pikepdf.PasswordError as error:
        raise DealwatchError(
            _("The file is locked with a password."),
            _("Dealwatch writes no such files. Ask for the case file as it was exported."),
        ) from error
    except pikepdf.PdfError as error:
        raise DealwatchError(
            _("The file cannot be read as a PDF: it is damaged, or something else."),
            _("Nothing in it could be checked. Ask for another copy of the case file."),
        ) from error


def _attachments(document: pikepdf.Pdf) -> dict[str, pikepdf.AttachedFileSpec]:
    try:
        return {
            name: spec for name in list(document.attachments) if (spec := document.attachments.get(name)) is not None
        }
    except DAMAGE as error:
        raise DealwatchError(
            _("The list of attachments in the file is damaged."),
            _("Nothing in it could be checked. Ask for another copy of the case file."),
        ) from error


def _data(attached: Mapping[str, pikepdf.AttachedFileSpec]) -> dict[str, Any]:
    if DATA_NAME not in attached:
        raise DealwatchError(
            _("The file is not a Dealwatch case file: it carries no data of one."),
            _(
                "Only a case file as exported can be checked; "
                "a copy saved by another program may have lost its evidence."
            ),
        )
    try:
        data = json.loads(_body(attached, DATA_NAME) or b"")
        known = data["schema"] == SCHEMA
        if known and not all(_is_source(source) for source in data["sources"]):
            raise ValueError("a source is incomplete")
    except (ValueError, KeyError, TypeError) as error:
        raise DealwatchError(
            _("The data of the case file are damaged."),
            _("Without them nothing can be checked. Ask for another copy of the case file."),
        ) from error
    if not known:
        raise DealwatchError(
            _("The case file was written by another version of Dealwatch."),
            _("Its data are of the kind {data}; this version checks {schema}. Use a newer Dealwatch.").format(
                data=data["schema"], schema=SCHEMA
            ),
        )
    result: dict[str, Any] = data
    return result


def _is_source(source: Any) -> bool:
    snapshot = source["snapshot"]
    copied = snapshot is None or (isinstance(snapshot["name"], str) and isinstance(snapshot["sha256"], str))
    return copied and isinstance(source["n"], int)


def _body(attached: Mapping[str, pikepdf.AttachedFileSpec], name: str) -> bytes | None:
    """The attachment's bytes; None where its stream is damaged, be it only in the check sum that qpdf overlooks."""
    try:
        stream = attached[name].get_file().obj
        if stream.get("/Filter") == pikepdf.Name.FlateDecode and "/DecodeParms" not in stream:
            return zlib.decompress(stream.read_raw_bytes())
        return attached[name].get_file().read_bytes()
    except (*DAMAGE, zlib.error):
        return None


def _digest(attached: Mapping[str, pikepdf.AttachedFileSpec], name: str) -> str:
    body = _body(attached, name)
    return hashlib.sha256(body).hexdigest() if body is not None else ""


def _fault(attached: Mapping[str, pikepdf.AttachedFileSpec], printed: str, name: str, sha256: str) -> str:
    """What is wrong with one source; empty where all agrees."""
    if name not in attached:
        return f"the copy {name} is missing from the file"
    found = _digest(attached, name)
    if not found:
        return f"the copy {name} is damaged and cannot be unpacked"
    if found != sha256:
        return f"the copy {name} is not the one that was stored: its SHA-256 is {found}, the data say {sha256}"
    shown = _following(printed, name)
    if not shown:
        return f"no SHA-256 is printed for {name}, or its page is damaged"
    return "" if sha256 in shown else f"the SHA-256 printed for {name} is {shown[0]}, that of the copy is {found}"


def _printed(document: pikepdf.Pdf) -> str:
    """The text of the pages that print hashes, without any white space."""
    return "".join(
        "".join(page_text(page, furniture=False).split()) for page in document.pages if uses_font(page, _HASH_FACE)
    )


def _following(printed: str, name: str) -> list[str]:
    """The hashes that stand right behind a name in print."""
    places = [match.end() for match in re.finditer(re.escape(name), printed)]
    return [printed[place : place + 64] for place in places if _HASH.match(printed, place)]
