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
@click.argument("deal", required=False)
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="pdf, docx, xlsx, html, md, json, csv or ics.",
)
@click.option("--all", "everything", is_flag=True, help="One table of every deal, for the weekly meeting.")
@click.option("--list", "list_name", help="With --all: only the deals of this list.")
@as_at_option
@click.option("--marking", default="Confidential", show_default=True, help="Printed on every page.")
@click.option("--with-notes", is_flag=True, help="Include the notes of the file's owner.")
@click.pass_obj
def command(
    session: Session,
    deal: str | None,
    target: Path,
    everything: bool,
    list_name: str | None,
    as_at: datetime | None,
    marking: str,
    with_notes: bool,
) -> None:
    """Write DEAL into a file, or with --all where every deal stands and what changed in seven days."""
    suffix = target.suffix.lower()
    if suffix not in formats.SUFFIXES:
        raise UsageError("Dealwatch cannot write that kind of file.", f"Choose one of {', '.join(formats.SUFFIXES)}.")
    moment = as_at or session.clock.now()
    if everything or deal is None:
        if deal is not None or not everything or with_notes:
            raise UsageError("Say which deal, or --all.", "Notes go with one deal only. See `dealwatch export --help`.")
        _written(session, target, _monday(session, suffix, list_name, moment, marking), None)
        return
    if list_name is not None:
        raise UsageError("A list goes with --all.", "A deal is named by its own name.")
    found = session.store.deals.find(deal)
    if found is None:
        raise UsageError("No such deal is tracked.", f"See `dealwatch deals` ({deal}).")
    infos = {key: source.info for key, source in official().items()}
    chosen = Choices(marking=marking, with_notes=with_notes)
    material = gather(session.store, found, moment, infos, chosen, session.law)
    for number, (body, pages) in enumerate(_render(session, material, suffix), 1):
        volume = target if number == 1 else target.with_name(f"{target.stem}-{number}{target.suffix}")
        _written(session, volume, body, pages)


def _written(session: Session, target: Path, body: bytes, pages: int | None) -> None:
    write_whole(target, body)
    digest = hashlib.sha256(body).hexdigest()
    if session.json:
        session.emit({"written": str(target), "pages": pages, "sha256": digest})
    else:
        session.say(f"{target}  {f'{pages} pages, ' if pages else ''}SHA-256 {digest}")


def _monday(session: Session, suffix: str, list_name: str | None, moment: datetime, marking: str) -> bytes:
    from dealwatch.export.monday import monday

    if suffix not in formats.REPORTS:
        raise UsageError("That kind of file holds one deal only.", f"Choose one of {', '.join(formats.REPORTS)}.")
    deals = [deal for deal in session.store.deals.all(moment) if list_name in (None, deal.list_name)]
    if list_name is not None and not deals:
        raise UsageError("No such list is there.", f"See `dealwatch deals` ({list_name}).")
    infos = {key: source.info for key, source in official().items()}
    return formats.write_report(
        monday(session.store, deals, moment, infos, Choices(marking=marking), session.law), suffix
    )


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
