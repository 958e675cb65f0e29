"""`watch`: keeps checking until it is stopped, without a window."""

from __future__ import annotations

import signal
import threading

import click

from dealwatch.alerts.channel_thread import PostThread
from dealwatch.cli.session import Session
from dealwatch.system.notifier import native_channels
from dealwatch.watch.heartbeat import Heartbeat
from dealwatch.watch.reminders import remind


@click.command("watch")
@click.option("--quiet", is_flag=True, help="No native notifications, only lines.")
@click.pass_obj
def command(session: Session, quiet: bool) -> None:
    """Keep checking until stopped (Ctrl+C)."""
    channels = () if quiet else native_channels(lambda _chosen: None)
    outbox, poller = session.outbox(channels), session.poller
    post = PostThread(session.post, session.sender.stop, lambda: None)
    stopped = threading.Event()

    def cycle() -> None:
        poller.tick()
        session.store.backup_daily(session.clock.now())
        remind(session.store, session.clock.now(), session.law)
        tell()

    def tell() -> None:
        outbox.deliver()
        session.digests.make_due()
        outbox.show_digest()
        post.wake()

    def stop(*_signal: object) -> None:
        poller.stop()
        stopped.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, stop)
    tell()
    heart = Heartbeat(session.store, session.clock, cycle)
    heart.start()
    session.note(f"Watching {len(session.store.sources.all())} sources. Stop with Ctrl+C.")
    stopped.wait()
    heart.stop()
    post.stop()
    for channel in channels:
        channel.close()
