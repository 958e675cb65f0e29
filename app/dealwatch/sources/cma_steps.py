"""The steps of a UK merger case as the headings and timetable rows of a case page name them.

A table of wordings and pure look-ups in it. Must not contain: reading of pages, the status of a case.
Sources of the mapping: Enterprise Act 2002 Part 3 and the CMA's own words on its case pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealwatch.model.status import Outcome, Stage


@dataclass(frozen=True, slots=True)
class Step:
    """What a wording says. `name` is the step of `date:<name>`, empty where its days have no name of their own.

    `stage` is the stage a case has reached when the step has happened. `general` marks a wording that is used for
    several results ("Decision announced"): a more telling one on the page goes before it.
    """

    name: str = ""
    stage: Stage | None = None
    outcome: Outcome | None = None
    general: bool = False
    interim_order: bool = False


_NOTHING = Step()
_REMEDIES_1 = Step("", Stage.PHASE1_REMEDIES)
_AFTER = Step("", Stage.POST_DECISION)
_STEPS: tuple[tuple[re.Pattern[str], Step], ...] = tuple(
    (re.compile(pattern), step)
    for pattern, step in (
        # Moves of a date are told by the date itself; a heading about one says nothing of the stage
        (r"\bextension\b|\bextended\b|\btimetable\b", _NOTHING),
        (
            r"not (?:to )?qualify|no relevant merger situation|not a relevant merger situation",
            Step("decision", Stage.DECISION, Outcome.NO_JURISDICTION),
        ),
        (
            r"\babandon|cancell?(?:ed|ation)\b|\bmerger notice withdrawn|withdrawal of (?:the )?merger notice",
            Step("cancelled", Stage.DECISION, Outcome.WITHDRAWN),
        ),
        (r"de minimis|exceptions? to the duty to refer|exception to duty", Step("decision", Stage.DECISION)),
        (r"unless (?:acceptable )?undertakings|\bslc decision", Step("slc_decision", Stage.PHASE1_REMEDIES)),
        (
            r"undertakings in lieu.*\baccepted|accept(?:ance|ed|s) (?:of )?.*undertakings in lieu",
            Step("undertakings_accepted", Stage.DECISION),
        ),
        (r"undertakings (?:in lieu|offered)|(?:consider(?:ation of)?|proposed) undertakings", _REMEDIES_1),
        (r"duty to refer|substantial lessening", _REMEDIES_1),
        (r"(?:phase 1 )?decision announced|phase 1 decision\b", Step("decision", Stage.DECISION, general=True)),
        (r"\bclearance\b|\bcleared\b", Step("decision", Stage.DECISION)),
        (r"full text (?:of )?(?:the )?decision|decision published", Step("", Stage.DECISION, general=True)),
        (r"european commission|\barticle\b|\brequest", _NOTHING),
        (r"terms of reference|issues statement", Step("", Stage.IN_DEPTH)),
        (r"\brefer(?:ral|ence|red)\b|decision to refer\b|\brefers\b", Step("referred", Stage.IN_DEPTH)),
        (r"provisional findings|provisional decision", Step("provisional_findings", Stage.OBJECTIONS)),
        (r"interim report", Step("interim_report", Stage.OBJECTIONS)),
        (r"(?:final|remed(?:y|ies)) undertakings|final order|undertakings accepted", _AFTER),
        (r"remedy (?:group|implementation)|divestment trustee|case clos", _AFTER),
        (r"final report|final decision", Step("final_report", Stage.DECISION)),
        (
            r"remed(?:y|ies) (?:notice|working|option|proposal|consult|form|hearing)|possible remedies",
            Step("", Stage.REMEDIES),
        ),
        (
            r"launch of (?:the )?(?:cma )?(?:phase 1 |merger )?(?:inquir|investigation)|phase 1 .*launch|commencement",
            Step("notified", Stage.NOTIFIED),
        ),
        (r"pre-?notification", Step("pre_notification", Stage.PRE_NOTIFICATION)),
        (r"revocation|revoked|release of", _NOTHING),
        (
            r"(?:initial enforcement|interim) order",
            Step("initial_enforcement_order", Stage.JURISDICTION_REVIEW, interim_order=True),
        ),
        (r"invitation to comment", Step("comments", Stage.JURISDICTION_REVIEW)),
    )
)
_ABOUT = re.compile(
    r"(?:responses?|summar|submissions?|part(?:y|ies)|third part|consultation|update|full text|notice of"
    r"|directions|amendments|derogation)"
)
_PHASE = {"1": 1, "one": 1, "i": 1, "2": 2, "two": 2, "ii": 2}
_PHASE_WORDS = re.compile(r"\bphase (1|2|one|two|ii|i)\b", re.IGNORECASE)
_PHASE_HEADING = re.compile(
    r"(?:cma )?phase (1|2|one|two|ii|i)(?: (?:investigation|inquiry|review|assessment))?", re.IGNORECASE
)
_REMITTED = re.compile(r"remit(?:tal|ted)\b", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\s*(?:\(?\*+\)?)+\s*$")
_STATE = re.compile(r"\s*[:\u2013-]\s*(?:now )?(?:clos(?:es|ed|ing)|open(?:s|ed)?|ends|ended)\b.*$", re.IGNORECASE)


def step_of(words: str) -> Step:
    """What a heading or a row says; a step without a name and a stage where the wording is not known.

    Something *about* a step ("Responses to provisional findings") shows that the step was taken, but its days are not
    the step's.
    """
    lower = words.lower()
    step = next((step for pattern, step in _STEPS if pattern.search(lower)), _NOTHING)
    if step.name and _ABOUT.match(lower):
        return Step("", step.stage, step.outcome, step.general, step.interim_order)
    return step


def phase_of(*words: str) -> int | None:
    """The phase mentioned, 1 or 2 (3: sent back by the Tribunal); the last of the texts that mentions one decides."""
    for text in reversed(words):
        if _REMITTED.search(text):
            return 3
        match = _PHASE_WORDS.search(text)
        if match is not None:
            return _PHASE[match[1].lower()]
    return None


def phase_under(*headings: str) -> int | None:
    """The phase a section belongs to by the headings above it and its own: only a heading that is a phase counts.

    A section "Reference to phase 2" under "Phase 1" still belongs to Phase 1.
    """
    for text in reversed(headings):
        if _REMITTED.match(text):
            return 3
        match = _PHASE_HEADING.fullmatch(text)
        if match is not None:
            return _PHASE[match[1].lower()]
    return None


def bare(words: str) -> str:
    """A heading or action without its footnote mark and without the state that is added later (": Closed")."""
    return _STATE.sub("", _FOOTNOTE.sub("", words)).strip()


def slug(words: str) -> str:
    """The name of a step that has none of its own: lower case, words joined by underscores."""
    return re.sub(r"[^a-z0-9]+", "_", bare(words).lower()).strip("_")
