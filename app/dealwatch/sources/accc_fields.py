"""The fields of the ACCC register's pages: where each stands, and how its visible words are read.

Two templates are known: before 18 November 2025 the status and the number stood in their field's own element, since
then in a child with a label. Must not contain: what the words mean (`accc_status`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from selectolax.lexbor import LexborNode

from dealwatch.language import mark
from dealwatch.model.source import SourceProblem
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.printed import clean, english_day, level

SITE = mark("the ACCC register")
NUMBER = re.compile(r"(?:MN|WA)-\d{5}")

SELECTORS = {
    "status": ".field--name-field-acccgov-merger-status",
    "number": ".field--name-dynamic-token-fieldnode-acccgov-merger-id",
    "row_number": ".field--name-field-acccgov-mcmsmergermatterno",
    "type": ".field--acccgov-type",
    "notified": ".field--name-field-acccgov-pub-reg-date",
    "stage": ".field--name-field-acquisition-stage",
    "determination": ".field--name-field-acccgov-acquisition-deter",
    "decided": ".field--name-field-acccgov-pub-reg-end-date",
    "due": ".field--name-field-acccgov-end-determination",
    "acquirer": ".field--name-field-acccgov-applicants",
    "target": ".field--name-field-acccgov-pub-reg-targets",
    "other": ".field--name-field-acccgov-other-parties",
    "anzsic": ".field--name-field-acquisition-anzsic-code",
    "events": ".field--name-field-acccgov-merger-events",
    "papers": ".field--name-field-acccgov-merger-docs",
}
_LABELS = {
    "acquisition status": "status",
    "acquisition case number": "number",
    "case number": "row_number",
    "type": "type",
    "effective notification date": "notified",
    "waiver application date": "notified",
    "stage": "stage",
    "accc determination": "determination",
    "determination publication date": "decided",
    "end of determination period": "due",
    "acquirer(s)": "acquirer",
    "target(s) or vendor(s)": "target",
    "other party(ies)": "other",
    "anzsic code(s)": "anzsic",
}
_LABEL_PLACES = ".field__label, h2, h3, h4, h5, h6, dt, th, label"
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


@dataclass(frozen=True, slots=True)
class Shown:
    """One field as it is shown: its words, where they stand, and the words with their label as a quote."""

    words: str
    locator: str
    quote: str
    day: date | None = None


@dataclass(slots=True)
class Doubts:
    """What could not be read without harm to the rest: a warning each, and a namespace that is then not exhaustive."""

    warnings: list[str] = field(default_factory=list)
    namespaces: set[str] = field(default_factory=set)

    def add(self, namespace: str, warning: str) -> None:
        self.namespaces.add(namespace)
        self.warnings.append(warning)


def changed(detail: str) -> SourceProblem:
    return layout_changed(SITE, detail)


def show(root: LexborNode, name: str) -> Shown | None:
    """The field's visible words, None where the page does not have it. Raises `SourceProblem` where it has two."""
    found = _field(root, name)
    if found is None:
        return None
    value, locator, label = found
    words = clean(value.text(separator=" "))
    return Shown(words, locator, f"{label}: {words}" if label else words) if words else None


def show_day(root: LexborNode, name: str) -> Shown | None:
    """A day. The stamp is noon UTC and stands for the calendar day, so it is taken as it is, never shifted to Sydney.

    The printed day must agree with it: a stamp that became a real instant would be off by one on half the clock.
    `day` is None where words stand instead of a day ("To be confirmed").
    """
    found = _field(root, name)
    if found is None:
        return None
    value, locator, label = found
    words = clean(value.text())
    day = stamped_day(value, words)
    return Shown(words, f"{locator} time" if day else locator, f"{label}: {words}" if label else words, day)


def stamped_day(node: LexborNode, words: str) -> date | None:
    """The calendar day of the `time` element in the node, checked against the words beside it; None without one."""
    times = node.css("time")
    if not times:
        return None
    stamp = times[0].attributes.get("datetime") or ""
    if len(times) > 1 or not _STAMP.fullmatch(stamp):
        raise changed(f"no single day in {words!r}")
    try:
        day = date.fromisoformat(stamp[:10])
    except ValueError:
        raise changed(f"day {stamp!r} does not exist") from None
    printed = english_day(words)
    if printed is not None and printed != day:
        raise changed(f"stamp {stamp} is printed as {words!r}")
    return day


def check_labels(root: LexborNode) -> None:
    """Raise where a known label stands on the page but its field does not: it would be read as absent."""
    for node in root.css(_LABEL_PLACES):
        name = _LABELS.get(level(node.text()).casefold().rstrip(":"))
        if name is not None and root.css_first(SELECTORS[name]) is None:
            raise changed(f"label {clean(node.text())!r} without its field")


def classes(node: LexborNode | None) -> list[str]:
    """The class names of an element."""
    return ((node.attributes.get("class") or "") if node is not None else "").split()


def _field(root: LexborNode, name: str) -> tuple[LexborNode, str, str] | None:
    """The element that holds the value, its selector, the label's words."""
    selector = SELECTORS[name]
    fields = root.css(selector)
    if not fields:
        return None
    if len(fields) > 1:
        raise changed(f"{name} stands {len(fields)} times")
    labels = fields[0].css(".field__label")
    label = clean(labels[0].text()).rstrip(":") if labels else ""
    items = [node for node in fields[0].css(".field__item") if node.mem_id != fields[0].mem_id]
    if len(items) == 1:
        return items[0], f"{selector} .field__item", label
    if items or labels:
        raise changed(f"{name} has {len(items)} values")
    return fields[0], selector, ""
