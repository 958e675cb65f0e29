"""What is shipped with Dealwatch and under which licences, from the packages' own metadata. No network, no Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.resources import files
from pathlib import Path

_NAME = re.compile(r"^[A-Za-z0-9._-]+")
_TEXT = re.compile(r"(?:^|/)(?:licen[cs]es?/.+|(?:licen[cs]e|copying|notice|authors)[^/]*)$", re.IGNORECASE)
_CLASSIFIER = "License :: "
_LONG = 80
OURS = "dealwatch"


@dataclass(frozen=True, slots=True)
class Shipped:
    """One package. `texts` are the files with its licence's words; empty where it carries none."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]


def shipped(first: str = OURS) -> list[Shipped]:
    """Dealwatch itself, then all that it needs, and what those need, by name."""
    found = {entry.name.casefold(): entry for entry in _walk(first)}
    own = found.pop(first.casefold(), None)
    return ([own] if own is not None else []) + [found[name] for name in sorted(found)]


def licence_text(entry: Shipped) -> str:
    """The words of its licence, as they were shipped; those of the GPL family, which Qt's packages leave out, by us."""
    parts = [path.read_text("utf-8", errors="replace").strip() for path in entry.texts]
    if not parts and "LGPL-3.0" in entry.licence:
        folder = files("dealwatch.resources") / "help" / "licences"
        parts = [(folder / name).read_text("utf-8").strip() for name in ("LGPL-3.0.txt", "GPL-3.0.txt")]
    return "\n\n---\n\n".join(parts)


def _walk(first: str) -> Iterator[Shipped]:
    waiting, seen = [first], set()
    while waiting:
        name = _canonical(waiting.pop())
        if name in seen:
            continue
        seen.add(name)
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system, or an extra that is not installed
        yield _entry(package)
        needed = (wanted for wanted in package.requires or () if "extra ==" not in wanted)
        waiting.extend(match[0] for wanted in needed if (match := _NAME.match(wanted)))


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()


def _entry(package: metadata.Distribution) -> Shipped:
    facts = package.metadata
    expression = "".join(facts.get_all("License-Expression") or ())
    classes = [line.rpartition(" :: ")[2] for line in facts.get_all("Classifier") or () if line.startswith(_CLASSIFIER)]
    written = "".join(facts.get_all("License") or ()).strip()
    licence = expression or ", ".join(classes) or (written if len(written) <= _LONG else "")
    name = facts["Name"]
    texts = tuple(
        sorted(
            {
                place
                for file in package.files or ()
                if _is_text(str(file)) and (place := _place(package, file)).is_file()
            }
        )
    )
    return Shipped(name, package.version, licence.removeprefix("OSI Approved").strip() or "", texts)


def _is_text(file: str) -> bool:
    return ".dist-info/" in file and _TEXT.search(file.partition(".dist-info/")[2]) is not None


def _place(package: metadata.Distribution, file: metadata.PackagePath) -> Path:
    return Path(str(package.locate_file(file)))
