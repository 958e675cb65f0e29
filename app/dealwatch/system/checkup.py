"""The doctor's checks of this machine: each says how it stands, in words, and what to do next. Sends nothing."""

from __future__ import annotations

import shutil
import ssl
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

import truststore

from dealwatch.alerts.channel_words import trouble_words
from dealwatch.model.errors import DealwatchError
from dealwatch.model.source import SourceState
from dealwatch.store.database import Store
from dealwatch.system.network import network_up
from dealwatch.system.notifier import native_channels
from dealwatch.system.proxy import Way, way_out
from dealwatch.system.secrets import Secrets

LITTLE_ROOM = 500 * 2**20
NO_ROOM = 20 * 2**20
_TRAY = "org.kde.StatusNotifierWatcher"


class Verdict(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor. `next_step` is empty where nothing is to be done."""

    check: str
    state: Verdict
    detail: str
    next_step: str = ""


def examine(folder: Path, open_store: Callable[[], Store], now: datetime) -> Iterator[Finding]:
    """All checks, each yielded when it is done. `open_store` may raise `DealwatchError`; that is a finding."""
    yield _network()
    yield _proxy()
    yield _certificates()
    yield _notifications()
    yield _tray()
    yield _keyring()
    yield _disk(folder)
    yield _clock(now)
    yield from _data(open_store, now)


def _network() -> Finding:
    if network_up():
        return Finding("network", Verdict.OK, "This machine has a way out.")
    return Finding(
        "network",
        Verdict.WARN,
        "This machine is offline.",
        "Nothing is lost; checking goes on by itself when the network is back.",
    )


def _proxy() -> Finding:
    way, address = way_out()
    match way:
        case Way.DIRECT:
            return Finding("proxy", Verdict.OK, "No proxy is set; requests go out directly.")
        case Way.PROXY:
            return Finding("proxy", Verdict.OK, f"Requests go through the system's proxy: {address}")
        case Way.SOCKS_MISSING:
            return Finding(
                "proxy",
                Verdict.FAIL,
                f"The proxy {address} speaks SOCKS, and the part of Dealwatch for that is not installed.",
                "Install it (pip install socksio), or enter an HTTP proxy in the system settings.",
            )
    return Finding(
        "proxy",
        Verdict.WARN,
        f"The system chooses its proxy by a script (PAC), which Dealwatch does not run: {address}",
        "If requests fail, ask for the proxy's address and set it: in the system settings, or as https_proxy.",
    )


def _certificates() -> Finding:
    try:
        truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        count = len(ssl.create_default_context().get_ca_certs())
    except (ssl.SSLError, OSError) as error:
        return Finding("certificates", Verdict.FAIL, f"The system's certificates cannot be read ({error}).", _CA)
    if sys.platform == "linux" and not count:
        return Finding("certificates", Verdict.FAIL, "The system has no certificates.", _CA)
    return Finding("certificates", Verdict.OK, "The system's own certificates are used.")


_CA = "Install the package ca-certificates, or ask who looks after this machine."


def _notifications() -> Finding:
    channels = native_channels(lambda _chosen: None)
    try:
        working = [channel.name for channel in channels if channel.available()]
    finally:
        for channel in channels:
            channel.close()
    if working:
        return Finding("notifications", Verdict.OK, "Native notifications work.")
    return Finding(
        "notifications",
        Verdict.WARN,
        "This desktop has no notification service.",
        "Alerts are shown in the tray and in the window instead.",
    )


def _tray() -> Finding:
    if sys.platform != "linux":
        return Finding("tray", Verdict.OK, "This system has a tray.")
    from dealwatch.system.session_bus import BusError, SessionBus

    try:
        bus = SessionBus(lambda _signal: None)
        try:
            found = bus.has_owner(_TRAY)
        finally:
            bus.close()
    except BusError:
        found = False
    if found:
        return Finding("tray", Verdict.OK, "The desktop has a tray.")
    return Finding(
        "tray",
        Verdict.WARN,
        "No tray was found on this desktop.",
        "Closing the window then ends Dealwatch; minimise it instead.",
    )


def _keyring() -> Finding:
    unavailable = Secrets().state()
    if unavailable is None:
        return Finding("keyring", Verdict.OK, "The system's keyring can be used.")
    return Finding(
        "keyring",
        Verdict.WARN,
        f"The system's keyring cannot be used: {unavailable.reason}",
        "Keys and passwords are then kept for one session only, never in a file.",
    )


def _disk(folder: Path) -> Finding:
    existing = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    free = shutil.disk_usage(existing).free
    words = f"{free / 2**30:.1f} GiB are free where the data is kept."
    if free < NO_ROOM:
        return Finding("disk", Verdict.FAIL, words, "Free some space; nothing new can be stored until then.")
    if free < LITTLE_ROOM:
        return Finding("disk", Verdict.WARN, words, "Free some space soon.")
    return Finding("disk", Verdict.OK, words)


def _clock(now: datetime) -> Finding:
    built = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    if now < built - timedelta(days=1):
        return Finding(
            "clock",
            Verdict.FAIL,
            f"This machine's clock ({now:%d %b %Y}) is behind the day Dealwatch was installed.",
            "Set the clock; times in evidence would be wrong.",
        )
    return Finding("clock", Verdict.OK, f"The clock says {now:%d %b %Y, %H:%M} UTC.")


def _channels(store: Store) -> Iterator[Finding]:
    """Channels beyond this computer, by name. Sends nothing: what the last message met."""
    for channel in store.channels.all():
        check = f"channel {channel.name}"
        if not channel.enabled:
            yield Finding(check, Verdict.OK, "It is switched off.")
        elif channel.trouble is not None:
            title, hint = trouble_words(channel.trouble)
            yield Finding(check, Verdict.WARN, title, hint)
        else:
            yield Finding(
                check, Verdict.OK, "It took the last message." if channel.sent_at else "Nothing was sent yet."
            )


def _data(open_store: Callable[[], Store], now: datetime) -> Iterator[Finding]:
    try:
        store = open_store()
        verdict = store.check()
    except DealwatchError as error:
        yield Finding("data", Verdict.FAIL, error.title, error.hint)
        return
    if verdict != "ok":
        yield Finding("data", Verdict.FAIL, f"The data file is damaged: {verdict}", "Restore the newest backup.")
        return
    yield Finding("data", Verdict.OK, f"The data file is whole ({store.events.count()} events).")
    yield from _channels(store)
    for row in store.sources.all():
        if row.paused:
            continue
        age = now - row.last_ok if row.last_ok else None
        if row.state is SourceState.NEEDS_SETUP:
            yield Finding(f"source {row.key}", Verdict.WARN, row.detail, "Give it what it needs; it goes on by itself.")
        elif row.state.trouble:
            yield Finding(f"source {row.key}", Verdict.WARN, row.detail, "It is tried again by itself.")
        elif age is not None and age > 3 * row.interval + timedelta(hours=1):
            yield Finding(
                f"source {row.key}", Verdict.WARN, f"Last read {age.days} days ago.", "Start Dealwatch, or check now."
            )
        else:
            yield Finding(f"source {row.key}", Verdict.OK, f"{row.title}: {row.state.value.replace('_', ' ')}.")
