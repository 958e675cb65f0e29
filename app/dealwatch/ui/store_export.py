"""Writes a deal into a file of the kind its suffix says. Slow; meant for the task runner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dealwatch.export import formats
from dealwatch.export.gather import Choices, gather
from dealwatch.export.whole_file import write_whole
from dealwatch.language import _
from dealwatch.model.errors import DealwatchError, UsageError
from dealwatch.model.progress import UNWATCHED, Progress
from dealwatch.sources.registry import official
from dealwatch.ui.desk.exporting import ExportChoices
from dealwatch.ui.words import count_words

if TYPE_CHECKING:
    from dealwatch.model.source import SourceInfo
    from dealwatch.store.database import Store


def write(
    store: Store, deal_id: str, path: Path, now: datetime, chosen: ExportChoices, progress: Progress = UNWATCHED
) -> str:
    """A sentence about what was written. DealwatchError where it could not be, `Stopped` where the user stops it."""
    progress.step(_("Gathering what is on file"))
    deal = store.deals.get(deal_id)
    if deal is None:
        raise UsageError(_("That deal is not there any more."), _("Nothing was written."))
    choices = Choices(
        marking=chosen.marking,
        with_notes=chosen.with_notes,
        zone=_zone(now),
        prepared_by=chosen.prepared_by,
        prepared_for=chosen.prepared_for,
        paper=chosen.paper,
    )
    material = gather(store, deal, now, _infos(), choices)
    suffix = path.suffix.lower()
    if suffix in formats.REPORTS + formats.TABLES:
        write_whole(path, formats.write(material, suffix))
        return _("{name} is written.").format(name=path.name)
    from dealwatch.export.casefile import render

    rendered = render(material, progress)
    progress.step(_("Writing the file"))
    write_whole(path, rendered.pdf)
    pages = rendered.pages
    for number, volume in enumerate(rendered.further, 2):
        write_whole(path.with_stem(f"{path.stem} ({number})"), volume.pdf)
        pages += volume.pages
    return _("The case file is written: {name}, {pages}.").format(
        name=path.name, pages=count_words(pages, "page", "pages")
    )


def write_monday(
    store: Store, list_name: str, path: Path, now: datetime, chosen: ExportChoices, progress: Progress = UNWATCHED
) -> str:
    """The table of all deals, or of those on a list; a sentence about it. DealwatchError where it cannot be written."""
    from dealwatch.export.monday import monday

    progress.step(_("Gathering what is on file"))
    deals = [deal for deal in store.deals.all(now) if list_name in ("", deal.list_name)]
    made = monday(store, deals, now, _infos(), Choices(marking=chosen.marking, zone=_zone(now)))
    write_whole(path, formats.write_report(made, path.suffix.lower()))
    return _("{name} is written.").format(name=path.name)


def _infos() -> dict[str, SourceInfo]:
    return {key: source.info for key, source in official().items()}


def _zone(now: datetime) -> str:
    """The user's own, for the as-at line."""
    return getattr(now.astimezone().tzinfo, "key", "UTC")


def write_everything(store: Store, folder: Path, now: datetime, going_on: Callable[[int, int], bool]) -> int:
    """Every deal as a JSON file of its own, which `import` takes in; how many were written.

    `going_on(done, all)` is asked before each; what is written when it says no stays. DealwatchError where one could
    not be written.
    """
    from dealwatch.export.tables import write_json

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DealwatchError(_("The folder could not be made."), f"{error.strerror or error} ({folder}).") from error
    infos, choices = _infos(), Choices(zone=_zone(now))
    deals = [*store.deals.all(), *store.deals.archived()]
    used: set[str] = set()
    for done, deal in enumerate(deals):
        if not going_on(done, len(deals)):
            return done
        material = gather(store, deal, now, infos, choices)
        write_whole(folder / f"{_file_name(deal.name, used)}.json", write_json(material))
    return len(deals)


def _file_name(name: str, used: set[str]) -> str:
    """The deal's name as every file system takes it, told apart where two are the same."""
    plain = "".join(char if char.isalnum() or char in " -–" else "–" for char in name).strip()[:80] or "deal"
    found, number = plain, 2
    while found.casefold() in used:
        found, number = f"{plain} ({number})", number + 1
    used.add(found.casefold())
    return found
