"""`import`: takes in what another program, or another Dealwatch, wrote: lists of feeds (OPML), deals (JSON)."""

from __future__ import annotations

from pathlib import Path

import click

from dealwatch.cli.session import Session
from dealwatch.model.errors import UsageError
from dealwatch.sources.opml import is_opml
from dealwatch.watch.adding import add
from dealwatch.watch.deal_file import read_deal_file, take_deal
from dealwatch.watch.lists import feed_entry, feed_list
from dealwatch.watch.tracking import Tracking

_BEGINNING = 4096
_LARGEST = 200 * 2**20


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def command(session: Session, file: Path) -> None:
    """Take in a list of feeds (OPML), or a deal that another Dealwatch exported (JSON); each is watched once."""
    with file.open("rb") as stream:
        beginning = stream.read(_BEGINNING)
    if is_opml(beginning):
        _take_feeds(session, file)
    elif beginning.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and file.stat().st_size < _LARGEST:
        _take_deal(session, file)
    else:
        raise UsageError(
            "That kind of file cannot be imported.",
            "Lists of feeds (OPML) and exported deals (JSON) can. A backup is put back with `dealwatch restore`"
            f" ({file.name}).",
        )


def _take_deal(session: Session, file: Path) -> None:
    found = take_deal(session.store, session.clock, read_deal_file(file.read_bytes()))
    if session.json:
        session.emit({"deal": found.deal, "cases": found.cases, "events": found.events, "known": found.known})
    else:
        session.say(f"{found.deal}: {found.cases} cases and {found.events} events added, {found.known} known already.")


def _take_feeds(session: Session, file: Path) -> None:
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
