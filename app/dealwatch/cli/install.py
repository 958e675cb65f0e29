"""`install-desktop-entry`: a menu entry with icon for the current user, so that Dealwatch starts by double-click."""

from __future__ import annotations

import click

from dealwatch.cli.session import Session
from dealwatch.system.desktop_entry import install, remove


@click.command("install-desktop-entry")
@click.option("--remove", "undo", is_flag=True, help="Take it away again.")
@click.pass_obj
def command(session: Session, undo: bool) -> None:
    """Give the current user a menu entry for Dealwatch."""
    options = () if session.folder is None else ("--data", str(session.folder.absolute()))
    for path in remove() if undo else install(options):
        if session.json:
            session.emit({"removed" if undo else "written": str(path)})
        else:
            session.say(f"{'Removed' if undo else 'Wrote'} {path}")
