"""Sets the data of a case file (`dealwatch-casefile/1`) into a PDF/A-3a and PDF/UA-1 file with its evidence embedded.

The same data, copies, fonts and typst give the same bytes in any folder, process and zone. Must not contain: facts,
wording; the layout is the template's (`resources/casefile`).
"""

from __future__ import annotations

import hashlib
import json
import logging
import multiprocessing
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from dealwatch.export.casefile_input import Paper
from dealwatch.export.finish import finish
from dealwatch.export.tables import json_bytes
from dealwatch.export.typeset_child import REFUSED, RESULT, SAID, run
from dealwatch.export.typeset_text import clean, marked, printed, shortened
from dealwatch.figures.day_words import month_name
from dealwatch.language import _, spoken
from dealwatch.model.errors import DealwatchError
from dealwatch.model.progress import UNWATCHED, Progress, Stopped

DATA_NAME = "case-file.json"
_COVER_NAME, _HEADER_NAME, _HEADER_NUMBER, _MARKING, _BOOKMARK = 180, 44, 30, 160, 120
_KEPT = 900
"""Rows of up to so many characters are kept on one page; longer ones must be free to break, or they run off it."""

_SAID = re.compile(r"\bsay\(\"([^\"]+)\"")
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_LOOK = 0.1
"""Seconds between two looks at whether the work is to stop."""
_log = logging.getLogger(__name__)


def typeset(
    data: Mapping[str, Any],
    snapshots: Mapping[str, bytes],
    paper: Paper = "a4",
    *,
    rows: Sequence[Mapping[str, Any]] | None = None,
    progress: Progress = UNWATCHED,
) -> tuple[bytes, int]:
    """(PDF, number of pages). `snapshots` are the stored bytes by attachment name, as the data's sources name them.

    `rows` is the whole chronology where the data are those of one volume and hold only its part. Runs typst in a
    process of its own. DealwatchError where it refuses or does not come back; `Stopped` where the user stops it, which
    ends that process.
    """
    own = json_bytes(data)
    with tempfile.TemporaryDirectory(prefix="dealwatch-casefile-") as folder:
        root = Path(folder)
        for entry in resources.files("dealwatch.resources").joinpath("casefile").iterdir():
            if entry.name.endswith(".typ"):
                (root / entry.name).write_bytes(entry.read_bytes())
        (root / "words.json").write_text(json.dumps(template_words(root), sort_keys=True), encoding="utf-8")
        (root / "snap").mkdir()
        for name, body in snapshots.items():
            (root / "snap" / name).write_bytes(body)
        (root / DATA_NAME).write_bytes(own)
        (root / "data.json").write_text(json.dumps(for_print(data, own, paper, rows), sort_keys=True), encoding="utf-8")
        _compile(folder, data["file"]["as_at"]["utc"], progress)
        return finish((root / RESULT).read_bytes())


def template_words(folder: Path) -> dict[str, Any]:
    """What the template says by itself, in the language spoken: it asks for its texts with `say("…")`."""
    texts = {text for path in folder.glob("*.typ") for text in _SAID.findall(path.read_text("utf-8"))}
    months = [month_name(month) for month in range(1, 13)]
    return {"language": spoken(), "months": months, "said": {text: _(text) for text in texts}}


def bundled() -> bool:
    """Whether this is a frozen bundle. It has no interpreter to call; its program starts itself again instead."""
    return bool(getattr(sys, "frozen", False))


def _compile(folder: str, as_at: str, progress: Progress) -> None:
    """Run `typeset_child` on the folder; typst's warnings and refusals go to the log."""
    command = [sys.executable, "-m", "dealwatch.export.typeset_child", folder, as_at]
    if bundled():
        child: Any = multiprocessing.get_context("spawn").Process(target=run, args=(folder, as_at))
        child.start()
        while child.is_alive():
            child.join(_LOOK)
            if progress.stop_wanted:
                child.terminate()
        code = child.exitcode
    else:
        no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would flash a console
        none = subprocess.DEVNULL
        with subprocess.Popen(command, stdin=none, stdout=none, stderr=none, creationflags=no_window) as running:
            code = _wait(running, progress)
    if progress.stop_wanted:
        raise Stopped(_("The case file was stopped."), _("Nothing was written."))
    said = Path(folder, SAID)
    words = said.read_text("utf-8") if said.exists() else ""
    if words:
        _log.warning("typst: %s", words)
    if code == REFUSED:
        raise DealwatchError(
            _("The case file could not be set."),
            _("Nothing else is affected. The details are in the log; the facts can still be exported as JSON or CSV."),
        )
    if code:
        raise DealwatchError(
            _("The case file could not be set: its process ended before it was done."),
            _("Nothing else is affected. There may be too little free memory; close other programs and try again."),
        )


def _wait(running: subprocess.Popen[bytes], progress: Progress) -> int:
    """Its exit status; it is ended where the user stops the work."""
    while True:
        try:
            return running.wait(_LOOK)
        except subprocess.TimeoutExpired:
            if progress.stop_wanted:
                running.kill()


def for_print(
    data: Mapping[str, Any], own: bytes, paper: Paper, rows: Sequence[Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """The data with clean texts, and what only the page needs: short names, capitals, the data file itself."""
    shown: dict[str, Any] = printed(dict(data))
    _head(shown, data)
    shorts = [item["short"] for item in shown["authorities"]]
    for given, item in zip(data["authorities"], shown["authorities"], strict=True):
        item["twin"] = shorts.count(item["short"]) > 1
        item["name"] = marked(shortened(clean(given["name"]), _BOOKMARK))
        for quotation in item["quotes"]:
            quotation["lang"] = _language(quotation["lang"])
    shown["rows"] = shown["chronology"] if rows is None else [printed(dict(row)) for row in rows]
    for row in (*shown["chronology"], *shown["rows"]):
        row["lang"] = _language(row["lang"])
        row["long"] = len(row["event"]) + len(row["quote"] or "") > _KEPT
    for row in shown["news"]:
        row["long"] = len(row["title"]) + len(row["quote"]) > _KEPT
    for given, source in zip(data["sources"], shown["sources"], strict=True):
        _source(source, given)
    shown["paper"] = paper
    shown["own"] = {"name": DATA_NAME, "bytes": len(own), "sha256": hashlib.sha256(own).hexdigest()}
    return shown


def _head(shown: dict[str, Any], data: Mapping[str, Any]) -> None:
    """Names in the lengths that cover, header and bookmarks have room for; the document's own description."""
    deal, file, name = shown["deal"], shown["file"], clean(data["deal"]["name"])
    deal["full"] = marked(name) if len(name) > _COVER_NAME else ""
    deal["short"] = marked(shortened(name, _COVER_NAME))
    deal["length"] = min(len(name), _COVER_NAME)
    deal["header"] = marked(shortened(name, _HEADER_NAME))
    # capitals are made before the text is cleaned: a letter may have a glyph and its capital none
    file["head"] = marked(shortened(clean(data["file"]["marking"].upper()), _MARKING))
    file["number"] = marked(shortened(clean(data["file"]["number"]), _HEADER_NUMBER))
    file.setdefault("volume", None)
    shown["about"] = {
        "title": _("{name} – case file").format(name=name),
        "author": clean(data["file"]["prepared_by"]) or "Dealwatch",
        "description": _("Case file as at {moment}: {lead}").format(
            moment=data["file"]["as_at"]["text"], lead=clean(data["deal"]["lead"][0])
        ),
        "keywords": sorted({clean(item["name"]) for item in data["authorities"]}),
    }


def _source(source: dict[str, Any], given: Mapping[str, Any]) -> None:
    source["lang"] = _language(given["lang"])
    source["long"] = len(given["title"]) + len(given["url"]) + len(given["publisher"]) > _KEPT
    source.setdefault("missing", "")
    snapshot = source["snapshot"]
    if snapshot is not None:
        snapshot["name_text"] = marked(given["snapshot"]["name"])
        snapshot["name"] = given["snapshot"]["name"]
        title = shortened(clean(given["title"]), _BOOKMARK)
        about = f"captured {source['captured']}, SHA-256 {snapshot['sha256']}"
        snapshot["description"] = f"S{source['n']}: {title}, {about}"


def _language(code: str) -> str:
    """A code that typst takes; empty for anything else."""
    return code if _LANGUAGE.match(code) else ""
