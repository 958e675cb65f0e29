"""The days and documents a CMA case page tells of, as facts: timetable rows, dated sections, files.

Must not contain: the status of the case, the case data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import Fact
from dealwatch.sources.cma_body import Link, Section
from dealwatch.sources.cma_signs import BODY, row_fact
from dealwatch.sources.cma_steps import bare, slug, step_of
from dealwatch.sources.cma_timetable import Row


def timetable_facts(rows: Sequence[Row]) -> Iterator[Fact]:
    """`deadline:<step>` and `date:<step>`; a range gives `<step>_from` and `<step>_until`.

    Of several rows for one step the oldest keeps the plain name and later ones are numbered (a new row must not rename
    an old one); of several deadlines for one step the last one stands. A value that is no day is kept as text.
    """
    deadlines: dict[str, tuple[PartialDate, Row]] = {}
    seen: dict[str, int] = {}
    for row in sorted(rows, key=_by_day):
        step = row.deadline
        if row.days is None or (step and row.days.first.exact is None):
            yield row_fact(f"text:timetable_{step or slug(row.action)}", row.value, row)
        elif step:
            deadlines[step] = (row.days.first, row)
        else:
            name = step_of(row.action).name or slug(row.action)
            seen[name] = seen.get(name, 0) + 1
            number = "" if seen[name] == 1 else f"_{seen[name]}"
            yield from _day_facts(f"date:{name}{number}", row)
    for step, (day, row) in deadlines.items():
        yield row_fact(f"deadline:{step}", str(day), row)


def _by_day(row: Row) -> PartialDate:
    return PartialDate(1) if row.days is None else row.days.first


def _day_facts(name: str, row: Row) -> Iterator[Fact]:
    assert row.days is not None
    if row.days.last is None and not name.startswith("date:comments"):
        yield row_fact(name, str(row.days.first), row, row.days.first)
        return
    yield row_fact(f"{name}_from", str(row.days.first), row, row.days.first)
    if row.days.last is not None:
        yield row_fact(f"{name}_until", str(row.days.last), row, row.days.last)


def chronology(sections: Sequence[Section]) -> Iterator[Fact]:
    """Sections whose paragraphs begin with a day: `date:<step>` for a known step, else `document:step:<heading>`.

    The state that is added to a heading later (": closed") is left out of name and value.
    """
    entries = sorted(
        ((day, section, line) for section in sections for day, line in section.dated), key=lambda entry: entry[0]
    )
    seen: set[str] = set()
    for day, section, line in entries:
        title = bare(section.title)
        step = step_of(title).name
        place = f"{BODY}#{section.anchor}"
        name = f"document:step:{slug(title)}"
        if step:
            if step not in seen and step != "comments":
                yield Fact(f"date:{step}", str(day), title, place, line, day)
            seen.add(step)
        elif title:
            yield Fact(f"{name}:{day}" if name in seen else name, title, title, place, line, day)
            seen.add(name)


def documents(attachments: Mapping[str, tuple[str, str]], sections: Sequence[Section]) -> Iterator[Fact]:
    """`document:<id>` for every file. `attachments` maps the id to title and address, as the case data list them.

    The day is the one in brackets behind the link on the page; a file the data do not list is taken from the page.
    """
    links = [link for section in sections for link in section.links]
    by_key: dict[str, Link] = {link.key: link for link in reversed(links)}
    by_url: dict[str, Link] = {link.url: link for link in reversed(links)}
    for number, (key, (title, url)) in enumerate(attachments.items()):
        shown = by_key.get(key) or by_url.get(url)
        yield Fact(
            f"document:{key}",
            title,
            title,
            f"/details/attachments/{number}",
            title,
            None if shown is None else shown.day,
            url,
        )
    listed = {url for _, url in attachments.values()}
    for link in links:
        if link.key not in attachments and link.url not in listed:
            yield Fact(f"document:{link.key}", link.title, link.title, BODY, link.title, link.day, link.url)
