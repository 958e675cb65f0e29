"""`check`: one polling pass over what is due, what is named, or everything."""

from __future__ import annotations

import time

import click

from dealwatch.alerts.channel_words import trouble_line
from dealwatch.cli.session import Session
from dealwatch.model.errors import UsageError
from dealwatch.model.source import SourceState
from dealwatch.watch.passes import Tally
from dealwatch.watch.reminders import remind


@click.command("check")
@click.option("--source", "keys", multiple=True, help="Check this source now, due or not (repeatable).")
@click.option("--all", "everything", is_flag=True, help="Check every source now.")
@click.option("--remind", "reminding", is_flag=True, help="Also tell of deadlines that come near, as `watch` does.")
@click.argument("more", nargs=-1, metavar="[KEY]…")
@click.pass_context
def command(
    ctx: click.Context, keys: tuple[str, ...], everything: bool, reminding: bool, more: tuple[str, ...]
) -> None:
    """Check sources once: those that are due, the named ones, or all."""
    session: Session = ctx.obj
    wanted = [*keys, *more]
    known = {row.key for row in session.store.sources.all()}
    for key in wanted:
        if key not in known:
            raise UsageError("That source is not watched.", f"Add it first: dealwatch add {key}")
    started = time.monotonic()
    if wanted:
        tally = session.poller.check(wanted)
    elif everything:
        tally = session.poller.check()
    else:
        tally = session.poller.tick()
    if reminding:
        remind(session.store, session.clock.now(), session.law)
    session.outbox().deliver()
    while session.post.deliver():
        pass
    show_channels(session)
    show_totals(session, tally, time.monotonic() - started)
    ctx.exit(1 if tally.failed else 0)


def show_channels(session: Session) -> None:
    """Channels beyond this computer that did not take what was sent to them."""
    for channel in session.store.channels.all():
        if channel.trouble is not None:
            session.note(f"{channel.name}: {trouble_line(channel.trouble)}")


def show_totals(session: Session, tally: Tally, seconds: float) -> None:
    """The totals of the contract, and for people the state of each source that needs a look."""
    for warning in dict.fromkeys(tally.warnings):
        session.note(f"Note: {warning}")
    if session.json:
        session.emit(
            {
                "checked": tally.checked,
                "changed": tally.changed,
                "not_modified": tally.not_modified,
                "failed": tally.failed,
                "events": len(tally.events),
                "seconds": round(seconds, 3),
            }
        )
        return
    for row in session.store.sources.all():
        if row.state.trouble or row.state is SourceState.NEEDS_SETUP:
            session.note(f"{row.title}: {row.detail}")
    session.say(
        f"{tally.checked} documents checked, {tally.not_modified} unchanged, {tally.failed} failed, "
        f"{len(tally.events)} events, {seconds:.1f} s"
    )
