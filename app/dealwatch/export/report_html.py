"""The report as one web page that needs nothing else, to read, print or paste.

Must not contain: which facts it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dealwatch.export.report import Cell, Report, Table, Words
from dealwatch.export.report_text import one_line

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --quiet: #57606a; --line: #d0d7de; --link: #0b57a4; --page: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ed; --quiet: #a3adb8; --line: #3a424c; --link: #7db7f5; --page: #14181d; }
}
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); max-width: 75rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.quiet { color: var(--quiet); margin: 0 0 .25rem; } .marking { font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; min-width: 4rem; }
th { font-weight: 600; color: var(--quiet); white-space: nowrap; }
a { color: var(--link); } footer { margin-top: 2rem; color: var(--quiet); }
@page { size: A4 landscape; margin: 15mm; }
@media print { body { margin: 0; max-width: none; font-size: 10px; } tr { break-inside: avoid; }
  thead { display: table-header-group; } .scroll { overflow: visible; } }
"""


def write_html(given: Report) -> bytes:
    """UTF-8. Loads nothing and runs nothing: the page's own policy forbids it."""
    parts = [
        "<!doctype html>",
        f'<html lang="{escape(given.language)}"><head><meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="generator" content="{_plain(given.app)}">',
        f"<title>{_plain(given.title)}</title><style>{_STYLE}</style></head><body><main>",
        f'<p class="marking">{_plain(given.marking)}</p>' if given.marking else "",
        f"<h1>{_plain(given.title)}</h1>",
        *(f'<p class="quiet">{_plain(line)}</p>' for line in given.lines),
    ]
    for block in given.blocks:
        parts += [f"<h2>{_plain(block.title)}</h2>"] if block.title else []
        parts += _words(block) if isinstance(block, Words) else _table(block)
    parts.append(f"</main><footer>{_plain(given.app)}</footer></body></html>\n")
    return "\n".join(filter(None, parts)).encode("utf-8", "replace")


def _words(block: Words) -> list[str]:
    return [f"<p>{_plain(paragraph)}</p>" for paragraph in block.paragraphs]


def _table(block: Table) -> list[str]:
    whole = sum(block.shares)
    heads = "".join(f'<th scope="col">{_plain(name)}</th>' for name in block.columns)
    return [
        '<div class="scroll"><table>',
        f"<caption hidden>{_plain(block.title)}</caption>",
        *(f'<col style="width:{share / whole:.1%}">' for share in block.shares),
        f"<thead><tr>{heads}</tr></thead><tbody>",
        *(f"<tr>{_row(row)}</tr>" for row in block.rows),
        "</tbody></table></div>",
    ]


def _row(cells: Sequence[Cell]) -> str:
    return "".join(f"<td>{_cell(cell)}</td>" for cell in cells)


def _cell(cell: Cell) -> str:
    text = _plain(cell.text)
    return f'<a href="{escape(cell.link)}" rel="noreferrer">{text}</a>' if cell.link and text else text


def _plain(text: str) -> str:
    return escape(one_line(text))
