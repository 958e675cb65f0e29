"""How well the reader reads a labelled corpus: `python -m dealwatch.reading.report LABELS [--json]`.

Prints the table by language and by step, and that of the even and the odd texts apart: rules made for one half of the
texts must hold on the other. With `--json` it prints the figures that Help shows instead, those of texts that nobody
wrote phrases for (`held`, counted elsewhere) taken over from the file that Help has.

LABELS is a JSON Lines file; its texts lie beside it in `docs/<id>.txt`. A proposal is to be raised for each label that
is a main fact of a known group; it is right when authority, a party of that deal alone, and the step agree. Proposals
that agree with a background label are neither right nor wrong.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from dealwatch.model.proposal import Proposal, Reading
from dealwatch.model.status import Badge
from dealwatch.reading.load import from_bytes
from dealwatch.reading.reader import Reader
from dealwatch.reading.tokens import tokenize

SHOWN = files("dealwatch.resources") / "help" / "reading_figures.json"
"""The figures that Help shows."""

_B = Badge
ADMITS: Mapping[str, frozenset[Badge]] = {
    "no_formal_investigation": frozenset({_B.JURISDICTION_CHECK, _B.MONITORING}),
    "call_for_contributions": frozenset({_B.JURISDICTION_CHECK, _B.MONITORING}),
    "pre_notification": frozenset({_B.PRE_NOTIFICATION, _B.ANNOUNCED, _B.JURISDICTION_CHECK}),
    "referral": frozenset({_B.JURISDICTION_CHECK, _B.REFERRED, _B.PRE_NOTIFICATION}),
    "notified": frozenset({_B.PHASE_1}),
    "phase1": frozenset({_B.PHASE_1}),
    "phase2": frozenset({_B.IN_DEPTH}),
    "second_request": frozenset({_B.IN_DEPTH}),
    "objections": frozenset({_B.OBJECTIONS}),
    "remedies": frozenset({_B.REMEDIES, _B.PHASE_1_REMEDIES}),
    "cleared": frozenset({_B.CLEARED, _B.WAITING_PERIOD_OVER, _B.CLOSED_NO_ACTION}),
    "cleared_conditions": frozenset({_B.CLEARED_CONDITIONS, _B.COMMITMENTS_BINDING}),
    "prohibited": frozenset({_B.PROHIBITED}),
    "litigation": frozenset({_B.IN_COURT}),
    "abandoned": frozenset({_B.WITHDRAWN}),
    "no_jurisdiction": frozenset({_B.NOT_REVIEWABLE}),
    "fine": frozenset({_B.INFRINGEMENT}),
    "appeal": frozenset({_B.UNDER_APPEAL, _B.IN_COURT}),
    "conduct_probe": frozenset({_B.IN_DEPTH, _B.JURISDICTION_CHECK, _B.MONITORING}),
    "complaint": frozenset({_B.MONITORING, _B.JURISDICTION_CHECK, _B.IN_COURT}),
}
"""Which badges are right for a group of labels."""

_NEUTRAL = frozenset({"pending", "interim_order", "derogation", "decision_outcome_unknown"})
_AUTHORITIES = {
    "EC": "european commission",
    "CMA": "uk cma",
    "FTC": "us ftc",
    "DOJ": "us doj",
    "BKartA": "bundeskartellamt",
    "AdlC": "autorite de la concurrence",
    "ACM": "netherlands acm",
    "AGCM": "italy agcm",
    "SAMR": "china samr",
    "UOKiK": "poland uokik",
    "AdC": "portugal adc",
    "Bureau": "canada competition bureau",
    "HSR": "us hsr ftc doj",
}
_US_MERGER_FILING = frozenset({"HSR", "FTC", "DOJ"})


@dataclass
class Row:
    """Counts of one line of the table."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    formal_right: int = 0
    evidence_right: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Report:
    """The figures: rows by language and by step, the total, and how many texts without a step raised one."""

    languages: Mapping[str, Row]
    steps: Mapping[str, Row]
    total: Row
    negatives: int = 0
    negatives_raised: int = 0


def _plain(text: str) -> str:
    return " ".join(tokenize(text).words)


def _same_words(one: Iterable[str], other: Iterable[str]) -> bool:
    pairs = [(_plain(a), _plain(b)) for a in one for b in other]
    return any(
        f" {a} " in f" {b} " or f" {b} " in f" {a} " or a.replace(" ", "") == b.replace(" ", "")
        for a, b in pairs
        if a and b
    )


def _own_parties(label: Mapping[str, Any], labels: Sequence[Mapping[str, Any]]) -> set[str]:
    """The parties of a label that no other deal of the text has; all of them where none is."""
    mine = {_plain(party) for party in label["parties"]}
    others = [{_plain(party) for party in other["parties"]} for other in labels]
    return {party for party in mine if not any(party in other for other in others if other != mine)} or mine


def _agrees(proposal: Proposal, label: Mapping[str, Any], labels: Sequence[Mapping[str, Any]]) -> bool:
    """Whether authority, party and step of a proposal are those of a label. A neutral label admits any step."""
    wanted = _plain(label["authority"] or "")
    named = {_plain(proposal.authority), _AUTHORITIES.get(proposal.authority, "")}
    filing = proposal.authority in _US_MERGER_FILING and wanted in {_AUTHORITIES[key] for key in _US_MERGER_FILING}
    either = proposal.authority == "HSR" or wanted == _AUTHORITIES["HSR"]
    if wanted not in named and not (filing and either):
        return False
    admitted = ADMITS.get(label["status_group"])
    step = admitted is None or proposal.status in admitted
    return step and _same_words(proposal.parties, _own_parties(label, labels))


def evaluate(cases: Iterable[tuple[Mapping[str, Any], Reading]]) -> Report:
    """The figures for labelled texts and what was read in them."""
    languages: defaultdict[str, Row] = defaultdict(Row)
    steps: defaultdict[str, Row] = defaultdict(Row)
    report = Report(languages, steps, Row())
    for record, reading in cases:
        labels = record["deals"]
        raised = [proposal for proposal in reading.proposals if proposal.raised]
        wanted = [
            label
            for label in labels
            if label["role"] == "main" and label["modality"] == "fact" and label["status_group"] in ADMITS
        ]
        used: set[int] = set()
        for label in wanted:
            rows = (languages[record["lang"]], steps[label["status_group"]], report.total)
            place = next((i for i, p in enumerate(raised) if i not in used and _agrees(p, label, labels)), None)
            for row in rows:
                _count(row, raised[place] if place is not None else None, label)
            used.update(() if place is None else (place,))
        for i, proposal in enumerate(raised):
            known = any(_agrees(proposal, label, labels) for label in labels if label["status_group"] != "none")
            if i not in used and not known:
                for row in (languages[record["lang"]], steps[proposal.status.value], report.total):
                    row.wrong += 1
        if not wanted and not any(label["status_group"] in _NEUTRAL for label in labels):
            report.negatives += 1
            report.negatives_raised += bool(raised)
    return report


def _count(row: Row, hit: Proposal | None, label: Mapping[str, Any]) -> None:
    if hit is None:
        row.missed += 1
        return
    row.right += 1
    row.formal_right += label["formal_investigation"] in (None, hit.formal)
    row.evidence_right += _same_words([hit.evidence], [label["evidence"]])


def read_corpus(labels: Path) -> Iterable[tuple[Mapping[str, Any], Reading]]:
    """Every labelled text with its reading, the texts taken from `docs` beside the labels."""
    reader = Reader()
    for line in labels.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        body = (labels.parent / "docs" / f"{record['id']}.txt").read_bytes()
        yield record, reader.read(from_bytes(body))


def table(report: Report) -> str:
    """The figures as text, languages first, then steps, then all."""
    lines = [f"{'':24} {'labels':>6} {'right':>6} {'wrong':>6} {'precision':>9} {'recall':>7} {'F1':>6}"]
    groups: tuple[Mapping[str, Row], ...] = (report.languages, report.steps, {"all": report.total})
    for group in groups:
        for name, row in sorted(group.items()):
            figures = f"{row.precision:9.3f} {row.recall:7.3f} {row.f1:6.3f}"
            lines.append(f"{name:24} {row.right + row.missed:6} {row.right:6} {row.wrong:6} {figures}")
        lines.append("")
    right = max(1, report.total.right)
    lines.append(f"formal step right     {report.total.formal_right / right:.3f}")
    lines.append(f"evidence right        {report.total.evidence_right / right:.3f}")
    lines.append(f"texts without a step  {report.negatives_raised} of {report.negatives} raised one")
    return "\n".join(lines) + "\n"


def figures(report: Report) -> dict[str, Any]:
    """The figures as Help shows them: shares from 0 to 1, rounded, with the counts that they rest on."""

    def row(counted: Row) -> dict[str, float]:
        return {
            "labels": counted.right + counted.missed,
            "right": counted.right,
            "wrong": counted.wrong,
            "precision": round(counted.precision, 3),
            "recall": round(counted.recall, 3),
            "f1": round(counted.f1, 3),
        }

    right = max(1, report.total.right)
    return {
        "languages": {name: row(counted) for name, counted in sorted(report.languages.items())},
        "steps": {name: row(counted) for name, counted in sorted(report.steps.items())},
        "total": row(report.total),
        "formal_right": round(report.total.formal_right / right, 3),
        "evidence_right": round(report.total.evidence_right / right, 3),
        "texts_without_a_step": report.negatives,
        "texts_without_a_step_raised": report.negatives_raised,
    }


def held() -> Any:
    """The figures of texts that nobody saw while building, as the shipped file has them: a list, each with a name."""
    return json.loads(SHOWN.read_text(encoding="utf-8"))["held"]


def halves(cases: Sequence[tuple[Mapping[str, Any], Reading]]) -> str:
    """F1 of the even and of the odd texts, as a line each."""
    rows = [(name, evaluate(cases[first::2]).total) for name, first in (("even", 0), ("odd", 1))]
    return "".join(f"{name + ' texts':20}  F1 {row.f1:.3f}  precision {row.precision:.3f}\n" for name, row in rows)


def main(arguments: Sequence[str]) -> int:
    """Print the table or the figures for a labels file; exit status 2 for other arguments."""
    labels, *rest = arguments or ("",)
    if not labels or rest not in ([], ["--json"]):
        sys.stderr.write("usage: python -m dealwatch.reading.report LABELS.jsonl [--json]\n")
        return 2
    cases = list(read_corpus(Path(labels)))
    report = evaluate(cases)
    shown = {**figures(report), "held": held()} if rest else {}
    sys.stdout.write(json.dumps(shown, indent=1, ensure_ascii=False) + "\n" if rest else table(report) + halves(cases))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
