"""The report in Markdown (GitHub's tables), for notes, wikis and mail. Must not contain: which facts it shows."""

from __future__ import annotations

import re

from dealwatch.export.report import Cell, Report, Table, Words
from dealwatch.export.report_text import one_line

_MARKS = re.compile(r"([\\`*_\[\]<>|~])")
_LINE_MARKS = re.compile(r"^(\s*)([#+\-=]|\d+[.)])(?=\s|$)")


def write_markdown(given: Report) -> bytes:
    """UTF-8, lines ended by a line feed. What a page said stands as its words, never as marks."""
    lines = [f"# {_plain(given.title)}", ""]
    lines += [f"**{_plain(given.marking)}**", ""] if given.marking else []
    for line in given.lines:
        lines += [_plain(line), ""]
    for block in given.blocks:
        if block.title:
            lines += [f"## {_plain(block.title)}", ""]
        lines += _words(block) if isinstance(block, Words) else _table(block)
    lines += ["---", "", _plain(given.app), ""]
    return "\n".join(lines).encode("utf-8", "replace")


def _words(block: Words) -> list[str]:
    return [line for paragraph in block.paragraphs for line in (_LINE_MARKS.sub(r"\1\\\2", _plain(paragraph)), "")]


def _table(block: Table) -> list[str]:
    rows = [
        [_plain(name) for name in block.columns],
        ["---"] * len(block.columns),
        *([_cell(cell) for cell in row] for row in block.rows),
    ]
    return [*(f"| {' | '.join(row)} |" for row in rows), ""]


def _cell(cell: Cell) -> str:
    text = _plain(cell.text)
    return f"[{text}](<{cell.link.replace('|', '%7C')}>)" if cell.link and text else text


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", one_line(text))
