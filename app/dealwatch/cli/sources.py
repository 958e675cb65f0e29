"""`sources`: what is polled and how healthy it is; `--available`: what could be; `--opml`: the feeds as a list."""

from __future__ import annotations

from pathlib import Path

import click

from dealwatch.cli import source_setup
from dealwatch.cli.lines import available_line, source_line
from dealwatch.cli.session import Session
from dealwatch.model.errors import UsageError
from dealwatch.sources.budget import DAILY, start_of_day
from dealwatch.sources.opml import ListedFeed, write_opml
from dealwatch.sources.registry import official, source_of


@click.command("sources")
@click.option("--available", is_flag=True, help="List every source Dealwatch knows, polled or not.")
@click.option("--hosts", is_flag=True, help="List today's requests per host, and how many there may be.")
@click.option("--contact", help="Your e-mail address for those who want one (the SEC); `none` to name none.")
@click.option("--key", metavar="SOURCE", help="Ask for your key for a source and keep it in the keyring.")
@click.option("--forget-key", metavar="SOURCE", help="Remove a key.")
@click.option("--opml", type=click.Path(dir_okay=False, path_type=Path), help="Write the feeds as a list (OPML).")
@click.pass_obj
def command(
    session: Session,
    available: bool,
    hosts: bool,
    contact: str | None,
    key: str | None,
    forget_key: str | None,
    opml: Path | None,
) -> None:
    """List sources with their state, or give one what it needs of you."""
    if opml is not None:
        _write_opml(session, opml)
    elif contact is not None:
        source_setup.give_contact(session, contact)
    elif key is not None:
        source_setup.give_key(session, key)
    elif forget_key is not None:
        source_setup.forget_key(session, forget_key)
    elif available:
        _show_available(session)
    elif hosts:
        _show_hosts(session)
    else:
        _show_polled(session)


def _show_available(session: Session) -> None:
    for key, source in sorted(official().items()):
        info = source.info
        row = session.store.sources.get(key)
        if session.json:
            session.emit({**available_line(key, info), "polled": row is not None and not row.paused})
        else:
            session.say(f"{key:20}{info.title}{'' if info.confirmed else '  (unconfirmed)'}")


def _show_polled(session: Session) -> None:
    today = start_of_day(session.clock.now())
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


def _show_hosts(session: Session) -> None:
    """What each host saw of us today (UTC), beside what it is to see at most."""
    today = start_of_day(session.clock.now())
    sources = session.store.ledger.hosts_of(today)
    for host, count in session.store.ledger.by_host(today).items():
        asking = sorted(key for key, hosts in sources.items() if host in hosts)
        if session.json:
            session.emit({"host": host, "requests_today": count, "budget": DAILY, "sources": asking})
        else:
            session.say(f"{host:52}{count:>6} of {DAILY} requests today")


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
