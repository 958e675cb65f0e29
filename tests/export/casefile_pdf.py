"""What the tests of the case file look at inside a PDF: structure tree, bookmarks, links, text."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from dealwatch.export.casefile_text import page_text


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Every structure element below a node, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def kinds(node: pikepdf.Object) -> list[str]:
    return [str(element.S)[1:] for element in elements(node)]


def bookmarks(document: pikepdf.Pdf) -> list[tuple[int, str, int, float]]:
    """(level, title, true page, zoom) in order."""
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
    found: list[tuple[int, str, int, float]] = []

    def walk(items: list[pikepdf.OutlineItem], level: int) -> None:
        for item in items:
            target = item.destination
            found.append((level, item.title, numbers[target[0].objgen], float(target[4])))
            walk(item.children, level + 1)

    with document.open_outline() as outline:
        walk(outline.root, 1)
    return found


def links(page: pikepdf.Page) -> tuple[list[str], int]:
    """(addresses that a page links to, number of links inside the file)."""
    outside, inside = [], 0
    for annotation in page.obj.get("/Annots", []):
        action = annotation.get("/A")
        if action is not None and "/URI" in action:
            outside.append(str(action.URI))
        else:
            inside += 1
    return outside, inside


def text(pdf: bytes, *, furniture: bool = True) -> str:
    with opened(pdf) as document:
        return "\n".join(page_text(page, furniture=furniture) for page in document.pages)


def squeezed(words: str) -> str:
    """Without white space: what is printed may break anywhere."""
    return "".join(words.split())
