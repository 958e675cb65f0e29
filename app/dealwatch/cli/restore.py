"""`restore`: a backup in the place of the data file. What was there is kept beside it."""

from __future__ import annotations

from pathlib import Path

import click

from dealwatch.cli.session import Session
from dealwatch.store.database import restore


@click.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def command(session: Session, file: Path) -> None:
    """Put the backup FILE in the place of the data."""
    kept = restore(file, session.paths.data, session.clock.now())
    events = session.store.events.count()  # opens the restored file, so that it is known to be usable
    if session.json:
        session.emit({"restored": str(file), "kept": str(kept) if kept else None, "events": events})
    else:
        session.say(f"Restored {file}." + (f" The data before is in {kept}." if kept else ""))
