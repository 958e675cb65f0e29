"""The finishing pass on a typeset case file: what typst cannot say, through pikepdf.

Bookmarks get their page, the file opens at page 1 in full size beside its bookmarks, and is saved so that equal input
gives equal bytes. Must not contain: content.
"""

from __future__ import annotations

from io import BytesIO

import pikepdf


def finish(pdf: bytes) -> tuple[bytes, int]:
    """(finished bytes, number of pages)."""
    with pikepdf.open(BytesIO(pdf)) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        with document.open_outline() as outline:
            _name(outline.root, numbers)
        document.Root.OpenAction = pikepdf.Array(
            [document.pages[0].obj, pikepdf.Name.XYZ, None, None, 1]  # whole page in sight, at 100 %
        )
        document.Root.PageMode = pikepdf.Name.UseOutlines
        target = BytesIO()
        document.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,
            fix_metadata_version=False,
        )
        return target.getvalue(), len(document.pages)


def _name(items: list[pikepdf.OutlineItem], numbers: dict[tuple[int, int], int]) -> None:
    """ "4 Competition and Markets Authority · p. 5", keeping the reader's zoom."""
    for item in items:
        destination = item.destination
        if isinstance(destination, pikepdf.Array):
            number = numbers[destination[0].objgen]
            item.title = f"{item.title} · p. {number}"
            item.destination = pikepdf.Array(
                [destination[0], pikepdf.Name.XYZ, *list(destination)[2:4], 0]  # 0: the zoom stays as it is
            )
        _name(item.children, numbers)
