"""`sources`: what is polled and how healthy it is; with `--available` what could be."""

from __future__ import annotations

import click

from dealwatch.cli.lines import source_line
from dealwatch.cli.session import Session
from dealwatch.sources.registry import official, source_of


@click.command("sources")
@click.option("--available", is_flag=True, help="List every source Dealwatch knows, polled or not.")
@click.pass_obj
def command(session: Session, available: bool) -> None:
    """List sources with their state."""
    if available:
        for key, source in sorted(official().items()):
            info = source.info
            if session.json:
                session.emit(
                    {
                        "source": key,
                        "title": info.title,
                        "authority": info.authority,
                        "state": "confirmed" if info.confirmed else "unconfirmed",
                        "zone": info.zone,
                        "interval": int(info.interval.total_seconds()),
                        "terms": info.terms,
                        "tells": info.tells,
                        "homepage": info.homepage,
                        "polled": session.store.sources.get(key) is not None,
                    }
                )
            else:
                session.say(f"{key:20}{info.title}{'' if info.confirmed else '  (unconfirmed)'}")
        return
    for row in session.store.sources.all():
        found = source_of(row)
        if session.json:
            session.emit(source_line(row, found.info if found else None))
        else:
            state = "paused" if row.paused else row.state.value.replace("_", " ")
            session.say(f"{row.key:28}{state:18}{row.title}{'  ' + row.detail if row.detail else ''}")
