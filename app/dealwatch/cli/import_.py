"""`import`: takes in what another program, or another Dealwatch, wrote. So far lists of feeds (OPML)."""

from __future__ import annotations

from pathlib import Path

import click

from dealwatch.cli.session import Session
from dealwatch.model.errors import UsageError
from dealwatch.sources.opml import is_opml
from dealwatch.watch.adding import add
from dealwatch.watch.lists import feed_entry, feed_list
from dealwatch.watch.tracking import Tracking

_BEGINNING = 4096


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def command(session: Session, file: Path) -> None:
    """Take in a list of feeds (OPML): each is watched once."""
    with file.open("rb") as stream:
        if not is_opml(stream.read(_BEGINNING)):
            raise UsageError(
                "That kind of file cannot be imported.",
                f"OPML lists of feeds can. A backup is put back with `dealwatch restore` ({file.name}).",
            )
    listed = feed_list(file)
    tracking = Tracking(session.store, session.clock)
    added = 0
    for feed in listed.feeds:
        meant = feed_entry(feed)
        added += add(tracking, meant).new
        if meant.caution:
            session.note(f"{meant.words}: {meant.caution}")
    if listed.damaged:
        session.note("The list is damaged. It was read as far as it can be made out.")
    known = len(listed.feeds) - added
    if session.json:
        session.emit({"added": added, "known": known, "doubles": listed.doubles, "unusable": listed.unusable})
    else:
        session.say(
            f"{added} feeds added, {known} watched already, {listed.doubles} listed twice, "
            f"{listed.unusable} without an address that can be used."
        )
