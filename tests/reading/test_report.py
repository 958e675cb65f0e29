"""The figures of a labelled corpus."""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dealwatch.reading import report

_EVIDENCE = "The CMA has cleared the merger of Norvik and Talmera."


def _label(**own: Any) -> dict[str, Any]:
    plain = {
        "parties": ["Norvik", "Talmera"],
        "authority": "UK CMA",
        "status_group": "cleared",
        "formal_investigation": True,
        "evidence": _EVIDENCE,
        "role": "main",
        "modality": "fact",
    }
    return {**plain, **own}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Four texts: one read right, one read wrong, one missed, one that tells no step."""
    records: list[tuple[str, str, list[Mapping[str, Any]]]] = [
        ("right", f"{_EVIDENCE} Shares rose.", [_label(), _label(role="background", status_group="phase2")]),
        ("wrong", _EVIDENCE, [_label(status_group="prohibited")]),
        ("missed", "The CMA is busy. Nothing of note happened in the town of late.", [_label(authority=None)]),
        ("none", "Nothing of note happened in the town of late, and the weather was fine.", []),
        ("raised", _EVIDENCE.replace("CMA", "FTC"), [_label(status_group="none", authority="US FTC")]),
        ("neutral", _EVIDENCE, [_label(status_group="pending")]),
    ]
    (tmp_path / "docs").mkdir()
    lines = []
    for name, text, deals in records:
        (tmp_path / "docs" / f"{name}.txt").write_text(text, encoding="utf-8")
        lines.append(json.dumps({"id": name, "lang": "en", "deals": deals}))
    labels = tmp_path / "labels.jsonl"
    labels.write_text("\n".join(lines), encoding="utf-8")
    return labels


def test_right_wrong_missed_and_raised(corpus: Path) -> None:
    found = report.evaluate(report.read_corpus(corpus))
    assert (found.total.right, found.total.wrong, found.total.missed) == (1, 2, 2)
    assert (found.negatives, found.negatives_raised) == (2, 1)
    assert (found.total.formal_right, found.total.evidence_right) == (1, 1)
    assert found.total.precision == pytest.approx(1 / 3)
    assert found.total.recall == pytest.approx(1 / 3)
    assert found.total.f1 == pytest.approx(1 / 3)
    assert set(found.steps) == {"cleared", "prohibited"}


def test_no_figures_of_nothing() -> None:
    row = report.Row()
    assert (row.precision, row.recall, row.f1) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "label", "agrees"),
    [
        (_EVIDENCE, _label(), True),
        (_EVIDENCE, _label(parties=["NORVIK Foods"]), True),
        (_EVIDENCE, _label(parties=["Brellin"]), False),
        (_EVIDENCE, _label(authority="US FTC"), False),
        (_EVIDENCE, _label(status_group="phase2"), False),
        (_EVIDENCE, _label(status_group="unheard of"), True),
        (_EVIDENCE.replace("CMA", "FTC"), _label(authority="US HSR (FTC/DOJ)"), True),
        (_EVIDENCE.replace("CMA", "FTC"), _label(authority="US DOJ"), False),
    ],
)
def test_when_a_proposal_agrees_with_a_label(tmp_path: Path, text: str, label: dict[str, Any], agrees: bool) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(text, encoding="utf-8")
    labels = tmp_path / "labels.jsonl"
    labels.write_text(json.dumps({"id": "a", "lang": "en", "deals": [label]}), encoding="utf-8")
    found = report.evaluate(report.read_corpus(labels))
    assert found.total.wrong == (not agrees)


def test_the_table_has_languages_steps_and_all(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report.main([str(corpus)]) == 0
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.splitlines() if line.strip()] == [
        *("labels", "en", "cleared", "prohibited", "all", "formal", "evidence", "texts", "even", "odd"),
    ]
    assert "texts without a step  1 of 2 raised one" in out


def test_the_figures_for_help_are_printed(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report.main([str(corpus), "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert written["total"] == {"labels": 3, "right": 1, "wrong": 2, "precision": 0.333, "recall": 0.333, "f1": 0.333}
    assert (set(written["languages"]), set(written["steps"])) == ({"en"}, {"cleared", "prohibited"})
    assert (written["formal_right"], written["evidence_right"]) == (1.0, 1.0)
    assert (written["texts_without_a_step"], written["texts_without_a_step_raised"]) == (2, 1)
    assert written["held"] == json.loads(report.SHOWN.read_text(encoding="utf-8"))["held"]


@pytest.mark.parametrize("arguments", [["a", "--json", "b"], ["a", "--other"], ["a", "b"]])
def test_other_arguments_are_refused(arguments: list[str]) -> None:
    assert report.main(arguments) == 2


def test_the_labels_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert report.main([]) == 2
    assert "usage" in capsys.readouterr().err


def test_it_runs_as_a_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["report"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(report.__file__, run_name="__main__")
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err
