"""`ingest`: saved pages, taken in as if they had been fetched when a person saved them."""

from __future__ import annotations

import mimetypes
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from dealwatch.cli.check import show_totals
from dealwatch.cli.options import Instant
from dealwatch.cli.session import Session
from dealwatch.model.dates import parse_instant
from dealwatch.model.errors import DealwatchError, UsageError
from dealwatch.watch.passes import Tally
from dealwatch.watch.saved import SavedPage
from dealwatch.watch.tracking import Tracking

_object = msgspec.json.Decoder(dict[str, Any]).decode


@click.command("ingest")
@click.option("--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON Lines, oldest first.")
@click.option("--source", help="Key of the source the page belongs to.")
@click.option("--url", help="The page's own address.")
@click.option("--at", type=Instant(), help="When it was saved.")
@click.option("--content-type", default="", help="MIME type; by default from the file's name.")
@click.argument("path", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def command(
    ctx: click.Context,
    batch: Path | None,
    source: str | None,
    url: str | None,
    at: datetime | None,
    content_type: str,
    path: Path | None,
) -> None:
    """Take in saved pages: --batch FILE, or --source KEY --url URL --at ISO PATH."""
    session: Session = ctx.obj
    if batch is not None:
        pages = _batch(batch)
    elif source and url and at and path:
        pages = iter([SavedPage(source, url, at, path.read_bytes(), content_type or _guess(path))])
    else:
        raise click.UsageError("either --batch FILE, or --source, --url, --at and a path")
    tally, started = Tally(), time.monotonic()
    tracking = Tracking(session.store, session.clock)
    known: set[str] = set()
    for page in pages:
        if page.source not in known:
            tracking.make_known(page.source)
            known.add(page.source)
        try:
            session.saved_pages.take(page, tally)
        except UsageError as error:
            tally.count_failure()
            session.note(f"{error.title} {error.hint}")
    session.outbox().deliver()
    show_totals(session, tally, time.monotonic() - started)
    ctx.exit(1 if tally.failed else 0)


def _batch(batch: Path) -> Iterator[SavedPage]:
    with batch.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                entry = _object(line)
                path = Path(entry["path"])
                path = path if path.is_absolute() else batch.parent / path
                yield SavedPage(
                    entry["source"],
                    entry["url"],
                    parse_instant(entry["at"]),
                    path.read_bytes(),
                    entry.get("content_type") or _guess(path),
                )
            except (msgspec.DecodeError, KeyError, ValueError, OSError) as error:
                raise DealwatchError(
                    f"Line {number} of {batch.name} cannot be taken in.",
                    f"What came before is stored. ({type(error).__name__}: {error})",
                ) from error


def _guess(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"
