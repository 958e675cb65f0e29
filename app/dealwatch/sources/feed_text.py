"""From the bytes of a feed to XML text without a document type: encodings, entities, stray characters.

No DTD reaches a parser: declared entities are short texts put in here, everything else of a DOCTYPE is dropped, so
that neither entity bombs nor external entities exist. Must not contain: knowledge of elements.
"""

from __future__ import annotations

import codecs
import re
from html.entities import html5

from dealwatch.sources.feed_names import PREFIXES

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STARTS = (
    ("<".encode("utf-32-le"), "utf-32-le"),
    ("<".encode("utf-32-be"), "utf-32-be"),
    ("<?".encode("utf-16-le"), "utf-16-le"),
    ("<?".encode("utf-16-be"), "utf-16-be"),
    ("<?xm".encode("cp037"), "cp037"),
)
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
"""Encodings that are named where a superset of theirs is meant, as browsers read them."""

_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']\s*([\w.:-]+)\s*["']""", re.IGNORECASE)
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml\b[^>]*>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^>\[]*(?:\[(.*?)\]\s*)?>", re.IGNORECASE | re.DOTALL)
_BROKEN_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)\b[^>]*>?", re.IGNORECASE)
_ENTITY = re.compile(r"""<!ENTITY\s+(\w+)\s+(?:"([^"&%<]*)"|'([^'&%<]*)')\s*>""")
_ENTITY_LIMIT = 1000
_EXPANDED_LIMIT = 1_000_000
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_KEPT = r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
_MARKED = re.compile(_KEPT + r"|&(?:#(?P<dec>\d+);?|#[xX](?P<hex>[0-9a-fA-F]+);?|(?P<name>\w+);)?", re.DOTALL)
_DOCTYPE_PLACE = re.compile(_KEPT + r"|<!DOCTYPE|<[A-Za-z]", re.IGNORECASE | re.DOTALL)
_PREFIXED = re.compile(r"</?([A-Za-z_][\w.-]*):[A-Za-z_]|\s([A-Za-z_][\w.-]*):[A-Za-z_][\w.-]*\s*=")
_PREFIX_DECLARED = re.compile(r"\sxmlns:([A-Za-z_][\w.-]*)\s*=")
_FIRST_TAG = re.compile(r"<[A-Za-z_][\w.:-]*")
_XML_ENTITIES = ("amp", "lt", "gt", "quot", "apos")


def decode(body: bytes, content_type: str) -> str:
    """The text of the bytes: byte-order mark, HTTP charset, XML declaration, UTF-8, Windows-1252, whichever fits first.

    Never fails. A few wrong bytes in UTF-8 are read as Windows-1252 each; UTF-8 that is declared as a Western
    single-byte encoding is read as UTF-8, because nothing else looks like it.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    for start, encoding in _STARTS:
        if body.startswith(start):
            return body.decode(encoding, "replace")
    charset = _CHARSET.search(content_type)
    declared = _DECLARED.search(body[:1000])
    names = [match[1] for match in (charset,) if match] + [match[1].decode("ascii") for match in (declared,) if match]
    for encoding in filter(None, map(_encoding, names)):
        if encoding == "cp1252":
            break  # UTF-8 is tried first, Windows-1252 takes whatever is left
        try:
            return body.decode(encoding)
        except UnicodeError:
            continue
    return _decode_utf8(body)


def _encoding(name: str) -> str:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return ""
    return _SUPERSETS.get(found, found)


def _decode_utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lenient = body.decode("utf-8", "surrogateescape")
    wrong = sum("\udc80" <= character <= "\udcff" for character in lenient)
    right = sum(character > "\x7f" for character in lenient) - wrong
    if right < wrong:
        return body.decode("cp1252", "replace")
    return re.sub("[\udc80-\udcff]+", lambda match: _western(match[0]), lenient)


def _western(escaped: str) -> str:
    return escaped.encode("ascii", "surrogateescape").decode("cp1252", "replace")


def without_prolog(text: str) -> tuple[str, dict[str, str]]:
    """The document without XML declaration, DOCTYPE, forbidden characters and anything before its first tag.

    Also the entities the DOCTYPE declared as short plain texts; external, nested, parameter and long ones are dropped.
    """
    text = _FORBIDDEN.sub("", text)
    text = text[max(text.find("<"), 0) :]
    declaration = _DECLARATION.match(text)
    if declaration is not None:
        text = text[declaration.end() :].lstrip()
    entities: dict[str, str] = {}
    for place in _DOCTYPE_PLACE.finditer(text[:100_000]):
        if place[0][:2] == "<!" and place[0][2:3] not in "[-":
            doctype = _DOCTYPE.match(text, place.start()) or _BROKEN_DOCTYPE.match(text, place.start())
            assert doctype is not None
            entities = _declared_entities(doctype[0])
            text = text[: place.start()] + text[doctype.end() :]
            break
        if place[0][1] != "!":
            break
    return text, entities


def _declared_entities(doctype: str) -> dict[str, str]:
    found = {name: double or single for name, double, single in _ENTITY.findall(doctype)}
    return {name: value for name, value in found.items() if len(value) <= _ENTITY_LIMIT}


def mended(text: str, entities: dict[str, str]) -> str:
    """References made well-formed: named characters and declared entities become characters, a bare `&` `&amp;`.

    CDATA sections and comments stay as they are. Entities stop being put in after a million characters.
    """
    expanded = 0

    def mend(match: re.Match[str]) -> str:
        nonlocal expanded
        whole = match[0]
        if whole[0] == "<":
            return whole
        if match["dec"] or match["hex"]:
            return _character(int(match["dec"]) if match["dec"] else int(match["hex"], 16))
        name = match["name"]
        if name in _XML_ENTITIES:
            return whole
        value = entities.get(name or "")
        if value is not None and expanded < _EXPANDED_LIMIT:
            expanded += len(value)
            return value
        character = html5.get(f"{name};") if name else None
        if character is None:
            return "&amp;" + whole[1:]
        return "".join(f"&#{ord(part)};" for part in character)

    return _MARKED.sub(mend, text)


def _character(code: int) -> str:
    """A character reference, Windows-1252 numbers read as what was meant; nothing for a forbidden character."""
    if 0x80 <= code <= 0x9F:
        code = ord(bytes([code]).decode("cp1252", "replace"))
    if code > 0x10FFFF or _FORBIDDEN.match(chr(code)):
        return ""
    return f"&#{code};"


def with_prefixes(text: str) -> str:
    """The document with a declaration, in its first tag, for every namespace prefix it uses and nowhere declares."""
    used = {name for pair in _PREFIXED.findall(text) for name in pair if name}
    missing = sorted(used - set(_PREFIX_DECLARED.findall(text)) - {"xml", "xmlns"})
    first = _FIRST_TAG.search(text)
    if not missing or first is None:
        return text
    added = "".join(f' xmlns:{name}="{PREFIXES.get(name.lower(), f"urn:undeclared:{name}")}"' for name in missing)
    return text[: first.end()] + added + text[first.end() :]
