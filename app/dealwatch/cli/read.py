"""`read`: what articles propose. Stores nothing unless asked to, and then only in the inbox: never a status."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from dealwatch.cli.session import Session
from dealwatch.model.dates import PartialDate
from dealwatch.model.errors import DealwatchError, UsageError
from dealwatch.model.proposal import Modality, Outlet, Proposal, Reading, Role
from dealwatch.reading.load import from_bytes
from dealwatch.reading.own_words import FOLDER, read_folder
from dealwatch.store.database import FILE_NAME
from dealwatch.store.snapshots import Snapshot, digest
from dealwatch.watch import wall

STANDARD_INPUT = "-"
_LARGEST = 40_000_000
_SOURCE = "file"


@click.command("read")
@click.argument("paths", nargs=-1, metavar="PATH…")
@click.option(
    "--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A file of paths, one a line."
)
@click.option("--published", metavar="DAY", help="The day of publication where an article does not tell it.")
@click.option("--keep", is_flag=True, help="Put what they propose into the inbox.")
@click.pass_context
def command(ctx: click.Context, paths: Sequence[str], batch: Path | None, published: str | None, keep: bool) -> None:
    """Read articles (HTML, text or PDF; - for standard input) and print what they propose.

    Nothing is stored, unless --keep puts the proposals into the inbox; a proposal never sets a status.
    """
    session: Session = ctx.obj
    wanted = [*paths, *(_paths_in(batch) if batch else ())]
    if not wanted:
        raise UsageError("Nothing to read was named.", "Give one or more paths, or - for standard input.")
    day = _day(published)
    known = keep or (session.paths.data / FILE_NAME).exists()
    words = read_folder(session.paths.data / FOLDER)
    for trouble in words.troubles:
        session.note(str(trouble))
    reader = words.reader(wall.tracked_deals(session.store) if known else ())
    failed = False
    for path in wanted:
        try:
            body = _bytes(path)
            reading = reader.read(from_bytes(body, published=day))
        except DealwatchError as error:
            session.note(f"{path}: {error.title} {error.hint}".rstrip())
            failed = True
            continue
        if keep:
            _keep(session, path, body, reading)
        if session.json:
            session.emit(reading_line(path, reading))
        else:
            for line in _text(path, reading):
                session.say(line)
    ctx.exit(1 if failed else 0)


def reading_line(path: str, reading: Reading) -> dict[str, Any]:
    """The reading object of the command-line contract."""
    return {
        "path": path,
        "language": reading.language or None,
        "title": reading.title or None,
        "published": str(reading.published) if reading.published else None,
        "background_only": reading.background_only,
        "truncated": reading.truncated,
        "proposals": [_proposal(proposal) for proposal in reading.proposals],
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    value = proposal.value
    return {
        "parties": list(proposal.parties),
        "deal": proposal.deal or None,
        "kind": proposal.kind.value,
        "authority": proposal.authority,
        "status": proposal.status.value,
        "formal": proposal.formal,
        "role": proposal.role.value,
        "modality": proposal.modality.value,
        "case_number": proposal.case_number or None,
        "value": {"amount": float(value.amount), "currency": value.currency, "printed": value.printed}
        if value
        else None,
        "event_date": str(proposal.event_date) if proposal.event_date else None,
        "attribution": proposal.attribution or None,
        "evidence": proposal.evidence,
        "score": proposal.score,
        "reason": proposal.reason,
    }


_MODALITIES = {Modality.FACT: "", Modality.REPORTED: ", reported", Modality.HYPOTHETICAL: ", hypothetical"}
_FORMAL = {True: "", False: ", not a formal step", None: ""}


def _text(path: str, reading: Reading) -> Iterator[str]:
    """The reading for people: what would be raised first, the rest marked as background."""
    yield f"{path}: {reading.title}" if reading.title else path
    if not reading.proposals:
        yield "    nothing to propose"
    for proposal in reading.proposals:
        name = proposal.deal or " / ".join(proposal.parties)
        background = ", background" if proposal.role is Role.BACKGROUND else ""
        notes = f"{_FORMAL[proposal.formal]}{_MODALITIES[proposal.modality]}{background}"
        yield f"    {proposal.authority} {name}: {proposal.status.label}{notes}  ({proposal.score:.2f})"
        yield f"        “{proposal.evidence}”"


def _day(text: str | None) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except ValueError as error:
        raise UsageError("The day of publication cannot be read.", "Write it as YYYY-MM-DD.") from error


def _paths_in(batch: Path) -> list[str]:
    return [line.strip() for line in batch.read_text(encoding="utf-8").splitlines() if line.strip()]


def _bytes(path: str) -> bytes:
    """The file's bytes, of a very long one the beginning. DealwatchError where it cannot be read."""
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(_LARGEST)
    try:
        with Path(path).open("rb") as file:
            return file.read(_LARGEST)
    except OSError as error:
        raise DealwatchError("This file cannot be read.", error.strerror or "") from error


def _keep(session: Session, path: str, body: bytes, reading: Reading) -> None:
    """File the reading's main facts in the inbox, with the bytes they rest on."""
    now: datetime = session.clock.now()
    url = "" if path == STANDARD_INPUT else Path(path).resolve().as_uri()
    snapshot = Snapshot(digest(body), body, "", url, now, _SOURCE)
    with session.store.write() as database:
        if not reading.background_only:
            session.store.snapshots.put(database, snapshot)
        wall.take(session.store, database, reading, Outlet(url, reading.title, snapshot.sha256, _SOURCE), now)
