"""What a document of an antitrust case is, told by its own name. Pure.

The label beside a link is a category: "Final Judgments + Proposed Final Judgments" covers both. So the kind is read
from the slug of the document's address, or from the title of its page where the slug is a bare number; never from the
label. Stages of a consent: Antitrust Procedures and Penalties Act (Tunney Act), 15 U.S.C. 16(b)-(h). Must not contain:
HTML, what the kinds mean for a case (`doj_status`).
"""

from __future__ import annotations

import re
from enum import StrEnum

from dealwatch.sources.printed import level


class Kind(StrEnum):
    """The kinds of document that tell how a case stands; everything else is `OTHER`."""

    COMPLAINT = "complaint"
    CHARGE = "charge"  # information or indictment: a criminal case
    PROPOSED_JUDGMENT = "proposed_judgment"
    IMPACT_STATEMENT = "impact_statement"
    COMMENTS_ANSWERED = "comments_answered"
    JUDGMENT = "judgment"
    DISMISSAL = "dismissal"
    NO_PROSECUTION = "no_prosecution"  # an agreement that ends a criminal matter before any charge
    OTHER = "other"


_PUNCTUATION = re.compile(r"[^\w]+|_")
_NUMBER = re.compile(r"(?: \d+[a-z]?)+$")
_NUMBERED = re.compile(r"\d+[a-z]?")

_ABOUT = (
    "affidavit amicus answer appeal appendix application brief briefing briefs certificate certification comment"
    " comments declaration enforcement enforce entering entry excuse explanation hearing leave letter memoradum"
    " memoranda memorandum modification modify motion motions notice objection objections opposing opposition petition"
    " procedures regarding reply report request response schedule steps summary support terminate terminating"
    " termination transcript vacate"
)
"""Words of a paper that speaks of a judgment (a motion for its entry, a notice, a response to comments): none itself.

Misreading a motion for a judgment would call a pending case decided, so in doubt a paper is `OTHER`.
"""

_ABOUT_WORDS = frozenset(_ABOUT.split())
_JUDGMENT = re.compile(r"(?P<before>.*?)\bfinal judge?ment(?:\b|$)(?P<after>.*)")
_MOST_WORDS = 4
_EXHIBIT = re.compile(r"(?:exhibits?|attachment|appendix)\b")
_EXHIBIT_TO = re.compile(r"(?:exhibits?|attachment|appendix) (?:\w+ )?to\b")
_ENTERED = re.compile(r"order (?:granting )?(?:the )?entry (?:of )?(?:the )?(?:\w+ )?final judge?ment\b")
_DISMISSED = re.compile(
    r"(?:(?:plaintiffs?|united states?|joint|s|the) )*(?:notice|stipulations?|order)(?: and order)?(?: of| for)?"
    r"(?: voluntary)? dismissal\b(?!.*\b(?:appeal|interven\w+|defendant)\b)"
)
_ANSWERED = re.compile(r"(?:\w+ ){0,5}(?:response|reply)\b.*\bpublic comments?\b")
_IMPACT = re.compile(r"\bcompetitive impact statement\b")
_COMPLAINT = re.compile(r"\bcomplaint\b(?!.*\binterven)")
_NO_PROSECUTION = re.compile(r"(?:\w+ )?non ?prosecution agreement\b")
_CHARGE = re.compile(r"(?:(?:superseding|corrected|amended|redacted|second|third) )*(?:information|indictment)\b")


def kind(name: str) -> Kind:
    """The kind a document's name says: a slug (`proposed-final-judgment-304`) or a title (`[Proposed] Final Judgment`).

    Case, punctuation and a running number at the end do not matter.
    """
    words = plain_words(name)
    if _ENTERED.match(words):
        return Kind.JUDGMENT
    if _DISMISSED.match(words):
        return Kind.DISMISSAL
    if _ANSWERED.match(words) and not _EXHIBIT.match(words):
        return Kind.COMMENTS_ANSWERED
    if not _ABOUT_WORDS.isdisjoint(words.split()) or _EXHIBIT_TO.match(words):
        return Kind.OTHER
    if judgment := _JUDGMENT.match(words):
        return _judgment(words, judgment["before"], judgment["after"])
    if _IMPACT.search(words):
        return Kind.IMPACT_STATEMENT
    if _COMPLAINT.search(words):
        return Kind.COMPLAINT
    if _NO_PROSECUTION.match(words):
        return Kind.NO_PROSECUTION
    return Kind.CHARGE if _CHARGE.match(words) else Kind.OTHER


def _judgment(words: str, before: str, after: str) -> Kind:
    """A paper with "final judgment" in its name: an exhibit is a draft that a motion asks for, not the entered one."""
    if "order" in words.split() or "proposed" in after.split():
        return Kind.OTHER
    if "proposed" in before.split() or _EXHIBIT.match(words):
        return Kind.PROPOSED_JUDGMENT
    return Kind.JUDGMENT if len(before.split()) <= _MOST_WORDS else Kind.OTHER


def plain_words(name: str) -> str:
    """The name in lower case without punctuation and without a number at its end."""
    spaced = " ".join(_PUNCTUATION.sub(" ", level(name).casefold()).split())
    return _NUMBER.sub("", spaced)


def is_numbered(slug: str) -> bool:
    """Whether a slug is a bare number (`413613`, `387257b`): it says nothing, the title of the page does."""
    return _NUMBERED.fullmatch(slug) is not None


def readable(slug: str) -> str:
    """A slug as words: `proposed-final-judgment-304` → `Proposed final judgment`."""
    words = plain_words(slug).replace("united states", "United States")
    return words[:1].upper() + words[1:]
