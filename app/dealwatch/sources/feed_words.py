"""Plain words out of the HTML that feeds carry in titles and summaries, and addresses made whole.

Must not contain: feed elements, network access.
"""

from __future__ import annotations

import re
from base64 import b64decode
from html import unescape
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from dealwatch.sources.printed import clean

_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b basefont bdi bdo big blink cite code data del dfn em font i ins kbd label mark nobr q rb rp"
        " rt rtc ruby s samp small span strike strong sub sup time tt u var wbr",
    )
)
_BLOCK = frozenset(
    re.findall(
        r"\w+",
        "address applet area article aside audio base bgsound blockquote body br button canvas caption center col"
        " colgroup dd details dialog dir div dl dt embed fieldset figcaption figure footer form frame frameset h1"
        " h2 h3 h4 h5 h6 head header hr html iframe img input isindex legend li link main map marquee menu meta"
        " nav noframes noscript object ol optgroup option p param picture pre progress script section select"
        " source style summary svg table tbody td template textarea tfoot th thead title tr track ul video",
    )
)
_HIDDEN = re.compile(
    r"<(script|style|head)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[?!][^<>]*>", re.IGNORECASE | re.DOTALL
)
_HIDDEN_START = re.compile(r"<(?:[!?]|s[ct]|head)", re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*|/)?>")
_WESTERN = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
_TEXT_TYPES = ("", "text", "text/plain", "plain")
_SAFE = ("http", "https", "ftp", "mailto", "news", "gopher", "sip", "sips", "tel", "urn", "tag", "feed")


def plain(markup: str) -> str:
    """The words of HTML on one line: tags of HTML dropped, entities decoded, `a < b` left as it is."""
    if "<" in markup:
        markup = _TAG.sub(_tag, _HIDDEN.sub(" ", markup) if _HIDDEN_START.search(markup) else markup)
    return words(unescape(markup) if "&" in markup else markup)


def _tag(match: re.Match[str]) -> str:
    name = match[1].lower()
    return "" if name in _INLINE else " " if name in _BLOCK else match[0]


def words(text: str) -> str:
    """Text that is no markup on one line, control characters of mistaken encodings read as what was meant."""
    if text.isascii():  # most titles: nothing to compose or translate
        return " ".join(text.split())
    return clean(text.translate(_WESTERN))


def element_words(element: Element, *, atom: bool = False) -> str:
    """The words of an XML element on one line.

    Elements inside it are markup. Its text is HTML unless it is Atom's plain text (`type="text"`, the default there):
    RSS never tells, and HTML without tags and entities is its own words. Base64, where announced, is taken off.
    """
    if len(element):
        return words(_inner(element))
    text = element.text or ""
    kind = element.get("type", "").lower().strip()
    mode = element.get("mode", "").lower()
    if mode == "base64" or kind == "application/octet-stream":
        return plain(_from_base64(text))
    if atom and mode != "escaped" and kind in _TEXT_TYPES:
        return words(text)
    return plain(text)


def _inner(element: Element) -> str:
    """The text of everything inside, a space where a block begins or ends. Without recursion: depth is not ours."""
    parts: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            parts.append(part)
            continue
        name = part.tag.rpartition("}")[2].lower()
        if name in ("script", "style"):
            continue
        edge = "" if name in _INLINE else " "
        parts += (edge, part.text or "")
        waiting.append(edge)
        for child in reversed(part):
            waiting += (child.tail or "", child)
    return "".join(parts)


def _from_base64(text: str) -> str:
    try:
        return b64decode("".join(text.split()), validate=True).decode("utf-8", "replace")
    except ValueError:
        return text


def absolute(base: str, address: str) -> str:
    """The address against its base; empty for one that no browser should be sent to (`javascript:`)."""
    address = address.strip()
    if not address or address.startswith(("https://", "http://")):
        return address
    try:
        joined = urljoin(base, address)
        scheme = urlsplit(joined).scheme.lower()
    except ValueError:
        return ""
    return joined if not scheme or scheme in _SAFE else ""
