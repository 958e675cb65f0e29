"""The one step that runs in a process of its own: typst gives its memory back only when its process ends.

Called as `python -m dealwatch.export.typeset_child FOLDER INSTANT`. Must not import anything of ours but the fonts'
whereabouts: the child starts from nothing.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import typst

from dealwatch.export.typeset_glyphs import font_folders

MAIN, RESULT, SAID = "casefile.typ", "casefile.pdf", "said.txt"
REFUSED = 3
"""Exit status where typst refuses the document."""


def run(folder: str, as_at: str) -> None:
    """Set `casefile.typ` of the folder into `casefile.pdf`, dated with the as-at instant (ISO 8601 with an offset).

    What typst has to say goes to `said.txt`. Exits with `REFUSED` where it refuses.
    """
    root = Path(folder)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(path) for path in font_folders()]
    )
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(root / MAIN),
            root=folder,
            font_paths=fonts,
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
            timestamp=datetime.fromisoformat(as_at),
        )
    except typst.TypstError as error:
        (root / SAID).write_text(str(error), encoding="utf-8")
        sys.exit(REFUSED)
    (root / RESULT).write_bytes(pdf)
    if warnings:
        (root / SAID).write_text("\n".join(map(str, warnings)), encoding="utf-8")


if __name__ == "__main__":
    run(*sys.argv[1:3])
