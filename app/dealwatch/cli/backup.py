"""`backup`: the whole data file into one file."""

from __future__ import annotations

from pathlib import Path

import click

from dealwatch.cli.session import Session


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def command(session: Session, file: Path) -> None:
    """Write all data into FILE."""
    size = session.store.backup(file)
    if session.json:
        session.emit({"written": str(file), "bytes": size, "events": session.store.events.count()})
    else:
        session.say(f"Backed up to {file} ({size:,} bytes).")
