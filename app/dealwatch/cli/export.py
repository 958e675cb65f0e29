"""`export`: a deal as a case file (PDF), JSON or CSV, by the suffix of the file."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import click

from dealwatch.cli.options import as_at_option
from dealwatch.cli.session import Session
from dealwatch.export.casefile_input import CasefileInput
from dealwatch.export.gather import Choices, gather
from dealwatch.export.whole_file import write_whole
from dealwatch.model.errors import UsageError
from dealwatch.sources.registry import official

SUFFIXES = (".pdf", ".json", ".csv")


@click.command("export")
@click.argument("deal")
@click.option(
    "--to", "target", required=True, type=click.Path(dir_okay=False, path_type=Path), help="pdf, json or csv."
)
@as_at_option
@click.option("--marking", default="Confidential", show_default=True, help="Printed on every page.")
@click.option("--with-notes", is_flag=True, help="Include the notes of the file's owner.")
@click.pass_obj
def command(session: Session, deal: str, target: Path, as_at: datetime | None, marking: str, with_notes: bool) -> None:
    """Write DEAL into a file."""
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError("Dealwatch cannot write that kind of file.", f"Choose one of {', '.join(SUFFIXES)}.")
    found = session.store.deals.find(deal)
    if found is None:
        raise UsageError("No such deal is tracked.", f"See `dealwatch deals` ({deal}).")
    infos = {key: source.info for key, source in official().items()}
    chosen = Choices(marking=marking, with_notes=with_notes)
    material = gather(session.store, found, as_at or session.clock.now(), infos, chosen)
    body, pages = _render(material, suffix)
    write_whole(target, body)
    digest = hashlib.sha256(body).hexdigest()
    if session.json:
        session.emit({"written": str(target), "pages": pages, "sha256": digest})
    else:
        session.say(f"{target}  {f'{pages} pages, ' if pages else ''}SHA-256 {digest}")


def _render(material: CasefileInput, suffix: str) -> tuple[bytes, int | None]:
    if suffix == ".pdf":
        from dealwatch.export.casefile import render

        rendered = render(material)
        return rendered.pdf, rendered.pages
    from dealwatch.export.tables import write_csv, write_json

    return (write_json(material) if suffix == ".json" else write_csv(material)), None
