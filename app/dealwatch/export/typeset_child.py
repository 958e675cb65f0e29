"""The one step that runs in a process of its own: typst gives its memory back only when its process ends.

Must not import anything of ours but the fonts' whereabouts: the child starts from nothing.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import typst

from dealwatch.export.typeset_glyphs import font_folders

MAIN, RESULT = "casefile.typ", "casefile.pdf"


def compile_folder(folder: str, stamp: datetime) -> list[str]:
    """Set `casefile.typ` of the folder into `casefile.pdf` beside it; returns typst's warnings.

    Raises RuntimeError with typst's words where it refuses.
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
            timestamp=stamp,
        )
    except typst.TypstError as error:
        raise RuntimeError(f"{error.args}") from None  # typst's own error does not travel between processes
    (root / RESULT).write_bytes(pdf)
    return [str(warning) for warning in warnings]
