"""What a person may show to get help: versions, counts, states, the log's last errors, the doctor's lines.

Nothing in it tells who they are or what they watch: no name, folder, host, key, deal, case or address. Sends nothing.
Must not contain: the window, words in other languages (whoever reads it helps in English).
"""

from __future__ import annotations

import getpass
import platform
import re
import socket
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dealwatch import __version__
from dealwatch.sources.redact import redacted
from dealwatch.sources.registry import official
from dealwatch.store.database import Store
from dealwatch.system.checkup import Finding, examine
from dealwatch.system.paths import Paths
from dealwatch.watch.contact import contact_of

LAST = 20
"""Lines of the log that are shown at most."""
_SHORTEST = 3
"""Letters; a shorter name would take half of the text with it."""
_URL = re.compile(r"\b(?:https?|socks[45]?h?|file|dealwatch)://[^\s'\"<>)\]]*", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_FOLDER = re.compile(r"(?:[A-Za-z]:\\Users\\|/home/|/Users/)[^\s/\\:'\"]+")
_ADDRESS = re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b")
_TOKEN = re.compile(r"\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{20,}\b")
_GIVEN = re.compile(
    r"((?:x-api-key|api[_ -]?key|authorization|cookie|passw(?:or)?d|token|secret)\b[\"']?\s*[:=]\s*)"
    r"(?:bearer |basic )?\S+",
    re.IGNORECASE,
)
_TROUBLE = re.compile(r"^\S+ \S+ (?:WARNING|ERROR|CRITICAL) ")


@dataclass(frozen=True, slots=True)
class Look:
    """How the window looks, as far as it may matter. `toolkit` is its library with its version."""

    toolkit: str = ""
    theme: str = ""
    language: str = ""


class Redactor:
    """Takes names and addresses out of a text. `words` are what must not be told, each with what stands for it."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        found = {word.strip().casefold(): stand for word, stand in words if len(word.strip()) >= _SHORTEST}
        self._stands = found
        longest = sorted(found, key=len, reverse=True)
        parts = (rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest)
        self._names = re.compile("|".join(parts), re.IGNORECASE) if longest else None

    def __call__(self, text: str) -> str:
        text = _MAIL.sub("[e-mail]", _GIVEN.sub(r"\1[secret]", redacted(text)))
        text = _FOLDER.sub("~", _URL.sub("[address]", text))
        if self._names is not None:
            text = self._names.sub(lambda found: self._stands[found[0].casefold()], text)
        return _TOKEN.sub("[long text]", _ADDRESS.sub("[address]", text))


def diagnose(store: Store, paths: Paths, now: datetime, look: Look, secrets: Iterable[str] = ()) -> str:
    """The report, ready to be copied. `secrets` are values that must not be in it whatever else is: keys, and the
    addresses of channels with all that is secret in them.
    """
    clean = Redactor(_private(store, paths, secrets))
    lines = [*_machine(look, now), "", *_data(store, paths), "", "Sources", *_sources(store), "", "Channels"]
    lines += [*(list(_channels(store)) or ["none"]), "", "Checks"]
    lines += [clean(line) for line in _checks(examine(paths.data, lambda: store, now))]
    lines += ["", "Last lines of trouble in the log"]
    lines += [clean(line) for line in _log(paths.logs)] or ["none"]
    return "\n".join(lines) + "\n"


def _machine(look: Look, now: datetime) -> list[str]:
    system = f"{platform.system()} {platform.release()} ({platform.machine()})"
    parts = [f"Dealwatch {__version__}", f"Python {platform.python_version()}"]
    parts += [part for part in (look.toolkit, system) if part]
    lines = [", ".join(parts), f"Written {now:%Y-%m-%d %H:%M} UTC"]
    if getattr(sys, "frozen", False):
        lines.append("Bundled build")
    if look.theme or look.language:
        lines.append(f"Look: {look.theme}; language: {look.language}")
    return lines


def _data(store: Store, paths: Paths) -> list[str]:
    size = sum(path.stat().st_size for path in paths.data.rglob("*") if path.is_file())
    deals = len(store.deals.all())
    counts = f"{deals} deals, {len(store.cases.all())} cases, {store.events.count()} events"
    return [f"Data folder: {size / 2**20:.1f} MiB", f"In it: {counts}, {store.ledger.count()} requests"]


def _sources(store: Store) -> Iterator[str]:
    """The sources of ours by key; those of the user's own only counted, since their address tells what is watched."""
    own: Counter[str] = Counter()
    known = official()
    for row in store.sources.all():
        state = "paused" if row.paused else row.state.value
        if row.key not in known:
            own[f"{row.key.partition(':')[0]} of the user's own: {state}"] += 1
            continue
        last = f"{row.last_ok:%Y-%m-%d %H:%M}" if row.last_ok else "never"
        yield f"{row.key}: {state}, last read {last}, {row.failures} failures in a row"
    yield from (f"{words} ({count})" for words, count in sorted(own.items()))


def _channels(store: Store) -> Iterator[str]:
    """By kind; the names the user gave them may tell whom they work for."""
    for channel in store.channels.all():
        state = channel.trouble.value if channel.trouble is not None else "on" if channel.enabled else "off"
        last = f"{channel.sent_at:%Y-%m-%d %H:%M}" if channel.sent_at else "never"
        yield f"{channel.kind}: {state}, last sent {last}, {channel.failures} failures in a row"


def _checks(findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        if finding.check.startswith(("source ", "channel ")):
            continue  # told above, without their titles
        yield f"{finding.check}: {finding.state.value}. {finding.detail}"


def _log(folder: Path) -> list[str]:
    """The last lines of trouble, without what follows them: a traceback holds values."""
    try:
        text = (folder / "dealwatch.log").read_text("utf-8", errors="replace")
    except OSError:
        return []
    return [line for line in text.splitlines() if _TROUBLE.match(line)][-LAST:]


def _private(store: Store, paths: Paths, secrets: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield str(Path.home()), "~"
    yield str(paths.data), "[data folder]"
    yield from ((name, "[user]") for name in _users())
    host = socket.gethostname()
    yield from ((name, "[computer]") for name in (host, host.partition(".")[0], platform.node()))
    yield from ((secret, "[secret]") for secret in secrets)
    yield contact_of(store), "[e-mail]"
    yield from ((channel.name, "[channel]") for channel in store.channels.all())
    for deal in (*store.deals.all(), *store.deals.archived()):
        yield deal.name, "[deal]"
        yield deal.list_name, "[list]"
        for party in deal.parties:
            yield from ((name, "[party]") for name in (party.name, *party.aliases))
    for case in store.cases.all():
        yield from ((name, "[case]") for name in (case.title, case.number, case.printed_number))
    for row in store.sources.all():
        if row.key not in official():
            yield from ((name, "[source]") for name in (row.title, row.key))


def _users() -> Iterator[str]:
    try:
        yield getpass.getuser()
    except (KeyError, OSError):
        return  # a machine that has no name for its user
