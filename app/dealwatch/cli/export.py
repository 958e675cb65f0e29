"""`export`: a deal as a case file, a report, tables or its deadlines as a calendar, by the suffix of the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from dealwatch.cli.options import as_at_option
from dealwatch.cli.session import Session
from dealwatch.export import formats
from dealwatch.export.casefile_input import CasefileInput
from dealwatch.export.gather import Choices, gather
from dealwatch.export.whole_file import write_whole
from dealwatch.model.errors import UsageError
from dealwatch.sources.registry import official


@click.command("export")
@click.argument("deal")
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="pdf, docx, xlsx, html, md, json, csv or ics.",
)
@as_at_option
@click.option("--marking", default="Confidential", show_default=True, help="Printed on every page.")
@click.option("--with-notes", is_flag=True, help="Include the notes of the file's owner.")
@click.pass_obj
def command(session: Session, deal: str, target: Path, as_at: datetime | None, marking: str, with_notes: bool) -> None:
    """Write DEAL into a file."""
    suffix = target.suffix.lower()
    if suffix not in formats.SUFFIXES:
        raise UsageError("Dealwatch cannot write that kind of file.", f"Choose one of {', '.join(formats.SUFFIXES)}.")
    found = session.store.deals.find(deal)
    if found is None:
        raise UsageError("No such deal is tracked.", f"See `dealwatch deals` ({deal}).")
    infos = {key: source.info for key, source in official().items()}
    chosen = Choices(marking=marking, with_notes=with_notes)
    material = gather(session.store, found, as_at or session.clock.now(), infos, chosen, session.law)
    for number, (body, pages) in enumerate(_render(session, material, suffix), 1):
        volume = target if number == 1 else target.with_name(f"{target.stem}-{number}{target.suffix}")
        write_whole(volume, body)
        digest = hashlib.sha256(body).hexdigest()
        if session.json:
            session.emit({"written": str(volume), "pages": pages, "sha256": digest})
        else:
            session.say(f"{volume}  {f'{pages} pages, ' if pages else ''}SHA-256 {digest}")


def _render(session: Session, material: CasefileInput, suffix: str) -> Iterator[tuple[bytes, int | None]]:
    """The files' bytes and pages, in order: one, or the volumes of a case file too long for one."""
    if suffix == ".pdf":
        from dealwatch.export.casefile import plan, render

        planned = plan(material)
        if planned.volumes > 1:
            session.note(f"About {planned.pages} pages, in {planned.volumes} volumes. This takes a while.")
        rendered = render(material)
        for volume in (rendered, *rendered.further):
            yield volume.pdf, volume.pages
        return
    if suffix == ".ics":
        yield _calendar(session, material), None
        return
    yield formats.write(material, suffix), None


def _calendar(session: Session, material: CasefileInput) -> bytes:
    """The deadlines of every case of the deal as known at the as-at instant."""
    from dealwatch.export.calendar import write_ics
    from dealwatch.watch.deadlines import deadlines_of
    from dealwatch.watch.long_stops import long_stop, today_of

    deadlines = [
        deadline
        for case in material.cases
        for deadline in deadlines_of(
            case, [event for event in material.events if event.case_id == case.id], material.as_at, session.law
        )
    ]
    names = {case.id: material.deal.name for case in material.cases}
    stop = long_stop(material.deal, material.cases, today_of(material.as_at))
    stops = (stop,) if stop is not None else ()
    return write_ics(deadlines, material.as_at, f"Deadlines: {material.deal.name}", names, stops)
