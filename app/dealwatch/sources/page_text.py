"""The visible words of a web page: of one element, and of the page's main part block by block. Pure.

Must not contain: selectors (`page_select`), what has changed (`page_values`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dealwatch.sources.feed_text import decode
from dealwatch.sources.printed import clean

_META = re.compile(rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
_UNSEEN = "script, style, noscript, template, svg, [hidden], [aria-hidden=true]"
_LABELS = "label, legend, [class$=__label], [class*='__label ']"
_AROUND = (
    "nav, aside, footer, form, dialog, iframe, [role=navigation], [role=banner], [role=complementary],"
    " [role=contentinfo], [role=search], [role=alert], [role=alertdialog], [role=dialog], [role=status]"
)
_MAIN = ("main, [role=main]", "article", "body")
_AROUND_NAME = re.compile(
    r"(?:^|[-_])(?:cookies?|consent|banner|alerts?|breadcrumbs?|share|sharing|social|pagination|pager|skip|menu|toolbar"
    r"|newsletter|related|feedback)(?:$|[-_])",
    re.IGNORECASE,
)
_PHRASING = frozenset(
    re.findall(
        r"\w+",
        "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike"
        " strong sub sup time tt u var wbr",
    )
)
_FARTHEST = 100
"""How far up a block or a row is looked for: deeper nesting is no page made for people."""

_HOUSEKEEPING = re.compile(
    r"(?:this page was |page )?(?:last )?(?:updated|modified|reviewed|printed|changed)\b.{0,60}"
    r"|(?:©|\(c\)|copyright\b).*"
    r"|(?:zuletzt (?:geändert|aktualisiert)|mis à jour|dernière mise à jour|última actualización)\b.{0,60}|.{0,3}",
    re.IGNORECASE,
)


def tree_of(body: bytes, content_type: str) -> LexborHTMLParser:
    """The page as a tree. Its encoding is told by a byte-order mark, the server, the page, or by trying."""
    return LexborHTMLParser(page_markup(body, content_type))


def page_markup(body: bytes, content_type: str) -> str:
    """The page as text; never fails."""
    declared = _META.search(body[:_HEAD])
    if "charset" not in content_type.lower() and declared is not None:
        content_type = f"text/html; charset={declared[1].decode('ascii')}"
    return decode(body, content_type)


def element_text(element: LexborNode) -> str:
    """The words of an element on one line, without what is hidden and without a label that only names the value.

    Words of different blocks are kept apart, a word broken up by inline tags stays one word. Only what comes first and
    is followed by something else is a label: a missed value would be worse than a name too many.
    """
    for node in element.css(_UNSEEN):
        if node.mem_id != element.mem_id:
            node.decompose()
    whole = _words(element, frozenset())
    label = next((node for node in element.css(_LABELS) if node.mem_id != element.mem_id), None)
    if label is None or not whole.startswith(_words(label, frozenset())):
        return whole
    return _words(element, frozenset((label.mem_id,))) or whole


def main_blocks(tree: LexborHTMLParser) -> list[str]:
    """The text of the page's main part, a block at a time in its order: paragraphs, list items, table rows, headings.

    Left out: what stands around a text (menus, banners, alerts, dialogs, forms, sharing) and lines about the page
    itself ("Last updated …"). No scoring: whether a paragraph counts never depends on the others.
    """
    for node in tree.css(f"{_UNSEEN}, {_AROUND}"):
        node.decompose()
    for node in [node for node in tree.css("[class], [id]") if _is_around(node)]:
        node.decompose()
    for place in _MAIN:
        found = [text for root in _outermost(tree.css(place)) for text in _blocks(root)]
        kept = [text for text in found if not _HOUSEKEEPING.fullmatch(text)]
        if kept:
            return kept
    return []


def page_title(tree: LexborHTMLParser) -> str:
    """The page's own title, empty where it has none."""
    node = tree.css_first("title")
    return clean(node.text()) if node is not None else ""


def _is_around(node: LexborNode) -> bool:
    if node.tag in ("html", "body", "main", "article"):
        return False
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".split()
    return any(_AROUND_NAME.search(name) for name in names)


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """The nodes that do not lie within an earlier one."""
    kept: list[LexborNode] = []
    inside: set[int] = set()
    for node in nodes:
        if node.mem_id not in inside:
            kept.append(node)
            inside |= {below.mem_id for below in node.traverse(include_text=False)}
    return kept


def _blocks(root: LexborNode) -> list[str]:
    """Its texts by the block they stand in; the cells of a table row belong together."""
    texts: dict[int, list[str]] = {}
    for block, text in _pieces(root, frozenset()):
        row = _row_of(block)
        texts.setdefault(row.mem_id, []).append(text if row.mem_id == block.mem_id else f" {text}")
    return [text for pieces in texts.values() if (text := clean("".join(pieces)))]


def _row_of(block: LexborNode) -> LexborNode:
    node: LexborNode | None = block
    for _ in range(_FARTHEST):
        if node is None or node.tag == "tr":
            return node or block
        node = node.parent
    return block


def _words(element: LexborNode, without: frozenset[int]) -> str:
    parts: list[str] = []
    last = 0
    for block, text in _pieces(element, without):
        if block.mem_id != last:
            parts.append(" ")
            last = block.mem_id
        parts.append(text)
    return clean("".join(parts))


def _pieces(root: LexborNode, without: frozenset[int]) -> Iterator[tuple[LexborNode, str]]:
    """Every text with the block it stands in; the root counts as a block. A line break separates words."""
    skipped: set[int] = set()
    for node in root.traverse(include_text=True):
        parent = node.parent
        if node.mem_id in without or (parent is not None and parent.mem_id in skipped):
            skipped.add(node.mem_id)
        elif node.is_text_node:
            yield _block_of(node, root), node.text_content or ""
        elif node.tag == "br":
            yield _block_of(node, root), " "


def _block_of(node: LexborNode, root: LexborNode) -> LexborNode:
    current = node.parent
    for _ in range(_FARTHEST):
        if current is None or current.mem_id == root.mem_id or current.tag not in _PHRASING:
            return current or root
        current = current.parent
    return root
