"""The case file: facts in, a signed-off PDF with its evidence out.

`build` makes the data (`dealwatch-casefile/1`), `render` sets it. Must not contain: wording of the parts (the modules
`casefile_*` have it), layout (the template), storage.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dealwatch import __version__
from dealwatch.export.casefile_authority import authority_data
from dealwatch.export.casefile_changes import changes_between
from dealwatch.export.casefile_dates import day_data, day_text, instant_in_zone, local_day
from dealwatch.export.casefile_entries import Entry, is_mere_text
from dealwatch.export.casefile_input import CasefileInput, CoverageRow, Gap
from dealwatch.export.casefile_news import news_rows
from dealwatch.export.casefile_review import Review, chronology, reviews_of
from dealwatch.export.casefile_ribbon import axis_of, key_of, lanes_of, ribbon_of
from dealwatch.export.casefile_sources import Sources
from dealwatch.export.casefile_summary import facts, key_dates, lead, next_deadlines, parties, without_deadline
from dealwatch.export.casefile_volumes import estimated_pages, volumes_of
from dealwatch.export.casefile_workings import numbered_workings, workings_data
from dealwatch.export.typeset import typeset
from dealwatch.language import _, n_, spoken
from dealwatch.model.dates import instant_text
from dealwatch.model.event import EventNote
from dealwatch.model.progress import UNWATCHED, Progress
from dealwatch.sources.cards import shown_title

SCHEMA = "dealwatch-casefile/1"


@dataclass(frozen=True, slots=True)
class RenderedCasefile:
    """A finished case file. `sha256` is that of `pdf`; `further` are volumes 2 … n of a file too long for one."""

    pdf: bytes
    pages: int
    sha256: str
    further: tuple[RenderedCasefile, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What writing a case file will come to, by estimate: worth telling before it is begun."""

    pages: int
    volumes: int


def plan(given: CasefileInput) -> Plan:
    """About how many pages, in how many volumes. Costs little beside `render`."""
    data, _copies = build(given)
    return Plan(estimated_pages(data), len(volumes_of(data)))


def render(given: CasefileInput, progress: Progress = UNWATCHED) -> RenderedCasefile:
    """Write the case file. Equal input gives equal bytes, on every machine with the same fonts and typst.

    Raises DataError where a stored copy no longer matches its fingerprint, DealwatchError where it cannot be set,
    `Stopped` where the user stops it.
    """
    progress.step(_("Putting the chronology and the sources together"))
    data, snapshots = build(given)
    done: list[RenderedCasefile] = []
    volumes = volumes_of(data)
    for volume in volumes:
        progress.step(_("Setting the pages"), len(done), len(volumes) if len(volumes) > 1 else 0)
        names = {source["snapshot"]["name"] for source in volume["sources"] if source["snapshot"] is not None}
        copies = {name: body for name, body in snapshots.items() if name in names}
        pdf, pages = typeset(volume, copies, given.paper, rows=data["chronology"], progress=progress)
        done.append(RenderedCasefile(pdf, pages, hashlib.sha256(pdf).hexdigest()))
    return replace(done[0], further=tuple(done[1:]))


def build(given: CasefileInput) -> tuple[dict[str, Any], dict[str, bytes]]:
    """(the data of the case file, attachment name → stored bytes). Sources are numbered in reading order."""
    reviews = reviews_of(given)
    rows = chronology(reviews)
    numbered = numbered_workings(given.computed, reviews)
    sources = Sources(given)
    deadlines = next_deadlines(reviews, sources)
    dates = key_dates(given, reviews, sources)
    authorities = [authority_data(review, sources, numbered) for review in reviews]
    lanes = lanes_of(reviews, rows)
    axis = axis_of(lanes, local_day(given.as_at, given.zone))
    key: list[int] = []
    if axis is not None:
        ribbons = [ribbon_of(lane, axis) for lane in lanes]
        key = key_of(ribbons, rows)
        for section, ribbon in zip(authorities, ribbons, strict=True):
            section["ribbon"] = ribbon
    for section, review in zip(authorities, reviews, strict=True):
        section["rows"] = [n for n, (owner, _entry) in enumerate(rows) if owner.id == review.id]
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "lang": spoken(),
        "region": "gb" if spoken() == "en" else None,
        "file": _file(given),
        "deal": {
            "name": given.deal.name or _("Deal without a name"),
            "instrument": facts(given, reviews)[0][1],
            "lead": lead(reviews),
            "facts": facts(given, reviews),
            "parties": parties(given, reviews),
            "dates": dates,
        },
        "deadlines": deadlines,
        "no_deadline": without_deadline(reviews),
        "axis": axis,
        "authorities": authorities,
        "chronology": [_row(n, review, entry, sources) for n, (review, entry) in enumerate(rows, 1)],
        "key": key,
        "gaps": _gaps(given, reviews),
        "workings": workings_data(numbered, reviews),
        "news": news_rows(given, sources),
        "notes": _notes(given),
    }
    data["sources"] = sources.data()
    data["coverage"] = [_coverage(given, row) for row in given.coverage]
    data["changes"] = _changes(given, data)
    return data, sources.snapshots()


def _file(given: CasefileInput) -> dict[str, Any]:
    return {
        "number": given.file_number,
        "version": given.version,
        "supersedes": _supersedes(given),
        "marking": given.marking.strip(),
        "prepared_by": given.prepared_by,
        "prepared_for": given.prepared_for,
        "app": f"Dealwatch {__version__}",
        "as_at": {
            "text": instant_in_zone(given.as_at, given.zone),
            "utc": instant_text(given.as_at),
            "day": local_day(given.as_at, given.zone).isoformat(),
        },
        "remark": _remark(given),
        "notes": _notes_line(given),
    }


def _supersedes(given: CasefileInput) -> str:
    """`version 1 of 3 Jun 2024`; empty for a first version."""
    if given.previous is not None:
        file = given.previous["file"]
        return _("version {n} of {day}").format(
            n=file["version"], day=day_text(date.fromisoformat(file["as_at"]["day"]))
        )
    if given.supersedes is not None:
        return _("version {n} of {day}").format(n=given.supersedes[0], day=day_text(given.supersedes[1]))
    return ""


def _remark(given: CasefileInput) -> str:
    if given.remark:
        return given.remark
    if any(event.note is EventNote.DEMO for event in given.events):
        return _(
            "Demonstration. The pages in this file were played by Dealwatch's built-in register; they retell public"
            " steps and are not what an authority's site sent."
        )
    if given.deal.sample:
        return _(
            "Sample. This deal comes from the watchlist that is bundled with Dealwatch; it is not kept up to date."
        )
    return ""


def _notes_line(given: CasefileInput) -> str:
    shown = len(_notes(given))
    if not given.with_notes:
        return _("not included")
    left_out = len(given.notes) - shown
    words = n_("{n} included", "{n} included", shown).format(n=shown)
    return words if not left_out else _("{notes}, {n} privileged left out").format(notes=words, n=left_out)


def _notes(given: CasefileInput) -> list[dict[str, Any]]:
    """The owner's notes, only where ticked; privileged ones only with the second tick."""
    if not given.with_notes:
        return []
    return [
        {
            "text": note.text,
            "lines": note.text.splitlines(),
            "author": note.author,
            "written": instant_in_zone(note.written_at, given.zone),
        }
        for note in sorted(given.notes, key=lambda note: note.written_at)
        if given.with_privileged_notes or not note.privileged
    ]


def _row(number_of_row: int, review: Review, entry: Entry, sources: Sources) -> dict[str, Any]:
    number = sources.cite(entry.evidence, source=review.case.source, case=review.case, note=entry.note)
    return {
        "id": entry.id,
        "date": day_data(entry.day, sure=entry.sure),
        "authority": review.case.authority,
        "event": entry.text,
        "short": entry.short,
        "quote": entry.quote or None,
        "lang": sources.language(number) if number else "",
        "no": number_of_row,
        "flag": entry.flag or None,
        "step": entry.weight > 0,
        "sources": [number] if number else [],
    }


def _gaps(given: CasefileInput, reviews: Sequence[Review]) -> list[str]:
    """Sentences under the chronology on what it cannot show."""
    found = [
        _("No dated event is on file at {who}.").format(who=review.authority.spoken)
        for review in reviews
        if not review.entries
    ]
    for row in given.coverage:
        if row.gaps:
            n = len(row.gaps)
            many = n_("once", "{n} times", n).format(n=n)
            found.append(
                _("{source}: not read for a time ({many}); see the coverage statement.").format(
                    source=_source_title(given, row), many=many
                )
            )
    later = sum(event.observed_at > given.as_at for event in given.events)
    mere = sum(is_mere_text(event) for event in given.events if event.observed_at <= given.as_at)
    if mere:
        found.append(
            _("Changes of wording alone are not listed ({mere}); the export as JSON or CSV has them.").format(mere=mere)
        )
    return found + (
        [_("Events seen after the as-at instant are left out ({later}).").format(later=later)] if later else []
    )


def _coverage(given: CasefileInput, row: CoverageRow) -> list[str]:
    since = day_text(local_day(row.since, given.zone)) if row.since else ""
    until = day_text(local_day(row.last_success, given.zone)) if row.last_success else ""
    return [
        _source_title(given, row),
        _("{first} to {last}").format(first=since, last=until) if since and until else _("not read yet"),
        instant_in_zone(row.last_success, given.zone) if row.last_success else _("none"),
        "; ".join(_gap(gap, given.zone) for gap in row.gaps) or _("none"),
    ]


def _source_title(given: CasefileInput, row: CoverageRow) -> str:
    info = given.sources.get(row.source)
    return shown_title(info.key, info.title) if info is not None else row.source


def _gap(gap: Gap, zone: str) -> str:
    """`3 Mar 2026, 09:00 CET to 4 Mar 2026, 08:00 CET: this machine was offline`."""
    return _("{first} to {last}: {reason}").format(
        first=instant_in_zone(gap.start, zone),
        last=instant_in_zone(gap.end, zone) if gap.end else _("now"),
        reason=_(gap.reason),
    )


def _changes(given: CasefileInput, data: Mapping[str, Any]) -> list[list[str]]:
    if given.previous is not None:
        return changes_between(given.previous, data)
    if given.supersedes is not None:
        return [[_("All parts"), _("The version superseded was not at hand, so that no comparison was made.")]]
    return []
