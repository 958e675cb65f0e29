"""`sources`: what is polled and how healthy it is; `--available`: what could be; `--opml`: the feeds as a list."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import click

from dealwatch.cli.lines import source_line
from dealwatch.cli.session import Session
from dealwatch.model.errors import UsageError
from dealwatch.sources.opml import ListedFeed, write_opml
from dealwatch.sources.registry import official, source_of


@click.command("sources")
@click.option("--available", is_flag=True, help="List every source Dealwatch knows, polled or not.")
@click.option("--opml", type=click.Path(dir_okay=False, path_type=Path), help="Write the feeds as a list (OPML).")
@click.pass_obj
def command(session: Session, available: bool, opml: Path | None) -> None:
    """List sources with their state."""
    if opml is not None:
        _write_opml(session, opml)
        return
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
    today = session.clock.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    by_host, hosts = session.store.ledger.by_host(today), session.store.ledger.hosts_of(today)
    for row in session.store.sources.all():
        found = source_of(row)
        if session.json:
            asked = {host: by_host[host] for host in sorted(hosts.get(row.key, ()))}
            line = source_line(row, found.info if found else None)
            session.emit({**line, "requests_today": sum(asked.values()), "hosts_today": asked})
        else:
            state = "paused" if row.paused else row.state.value.replace("_", " ")
            session.say(f"{row.key:28}{state:18}{row.title}{'  ' + row.detail if row.detail else ''}")


def _write_opml(session: Session, path: Path) -> None:
    rows = [row for row in session.store.sources.all() if row.key.startswith("feed:")]
    feeds = [ListedFeed(row.target["url"], "" if row.title == row.target["url"] else row.title) for row in rows]
    try:
        path.write_bytes(write_opml(feeds, "Feeds of Dealwatch"))
    except OSError as error:
        raise UsageError("The list cannot be written there.", f"{error.strerror}: {path}") from error
    if session.json:
        session.emit({"written": str(path), "feeds": len(feeds)})
    else:
        session.say(f"{len(feeds)} feeds written to {path}.")
