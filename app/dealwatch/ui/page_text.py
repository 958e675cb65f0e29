"""Stored bytes as text to read, and where a quote stands in it. Pure; shows what was stored and adds nothing.

HTML becomes its visible text, one block a line; JSON becomes an outline; other text is shown as it is.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_BLOCK = re.compile(
    "address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]"
    "|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "head"})
_TAG = re.compile(r"<(p|div|h[1-6]|ul|ol|li|table|span|a|br|strong|em|section)\b[^>]*>", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset=["']?([\w-]+)""", re.IGNORECASE)
LONGEST = 2_000_000  # characters; a longer page is shown up to here


@dataclass(frozen=True, slots=True)
class ReadableText:
    """`text` with lines; `readable` False for bytes that are no text (a PDF, an archive)."""

    text: str
    readable: bool = True


def readable(body: bytes, content_type: str) -> ReadableText:
    kind = content_type.split(";")[0].strip().lower()
    start = body[:256].lstrip()
    if kind == "application/pdf" or body.startswith((b"%PDF", b"PK\x03\x04", b"\x1f\x8b")) or b"\0" in body[:2048]:
        return ReadableText("", readable=False)
    text = decoded(body, content_type)
    if "json" in kind or start.startswith((b"{", b"[")):
        with contextlib.suppress(ValueError):
            text = "\n".join(outline(json.loads(text)))
    elif "html" in kind or start.lower().startswith((b"<!doctype html", b"<html")):
        text = visible_text(text)
    return ReadableText(text[:LONGEST])


def decoded(body: bytes, content_type: str) -> str:
    """By the declared character set, else UTF-8; what cannot be decoded becomes a replacement mark."""
    match = _CHARSET.search(content_type.encode()) or _CHARSET.search(body[:2048])
    for name in ([match[1].decode("ascii")] if match else []) + ["utf-8-sig"]:
        try:
            return body.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("utf-8", "replace")


def outline(value: Any, depth: int = 0) -> Iterator[str]:
    """Structured data as an indented outline; markup inside a value is shown as its visible text."""
    pad = "  " * depth
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _entry(f"{pad}{key}", inner, depth)
    elif isinstance(value, list):
        for inner in value:
            yield from _entry(f"{pad}–", inner, depth)
    else:
        for line in _scalar(value).splitlines() or [""]:
            yield f"{pad}{line}"


def _entry(head: str, inner: Any, depth: int) -> Iterator[str]:
    if isinstance(inner, (dict, list)) and inner:
        yield head
        yield from outline(inner, depth + 1)
        return
    lines = _scalar(inner).splitlines() or [""]
    if len(lines) == 1:
        yield f"{head}: {lines[0]}".rstrip()
        return
    yield head
    for line in lines:
        yield f"{'  ' * (depth + 1)}{line}"


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return visible_text(value) if _TAG.search(value) else value
    return json.dumps(value) if value not in ({}, []) else "none"


def visible_text(html: str) -> str:
    """The text a reader would see, one block a line, blank lines removed."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    parts: list[str] = []
    root = tree.body or tree.root
    if root is not None:
        _collect(root, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(node: Any, parts: list[str]) -> None:
    """Depth first without recursion: pages nest deeper than Python does."""
    stack: list[tuple[Any, bool]] = [(node, False)]
    while stack:
        current, leaving = stack.pop()
        tag = current.tag
        if tag == "-text":
            parts.append(re.sub(r"\s+", " ", current.text_content or ""))
            continue
        if tag in _HIDDEN:
            continue
        if _BLOCK.fullmatch(tag):
            parts.append("\n")
        if leaving:
            continue
        if _BLOCK.fullmatch(tag):
            stack.append((current, True))
        children = []
        child = current.child
        while child is not None:
            children.append((child, False))
            child = child.next
        stack.extend(reversed(children))


def find(text: str, quote: str) -> tuple[int, int] | None:
    """(start, end) of the quote in the text, white space and typographic quotes set aside; None where it is not.

    A quote taken from a table joins a label and its value with a colon that the page does not print: where the words
    do not stand there as quoted, they are looked for one after another, whatever stands between them.
    """
    wanted, plain = _plain(quote), _plain(text)
    for words, between in ((wanted.split(), r"\s+"), (re.findall(r"\w+", wanted), r"[^\w.]+")):
        if words:
            match = re.search(between.join(re.escape(word) for word in words), plain, re.IGNORECASE)
            if match is not None:
                return match.span()
    return None


_ONE_FOR_ONE = str.maketrans("‘’‚‛“”„‟–—−\u00a0\u202f\u2009", "''''\"\"\"\"---   ")


def _plain(text: str) -> str:
    """Same length, so that places stay places."""
    return text.translate(_ONE_FOR_ONE)
