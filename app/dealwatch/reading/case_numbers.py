"""Case numbers that a text prints, by the authority whose form they have.

Only to quote them in a proposal: recognition with normal forms and public pages is the business of the rules.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dealwatch.reading.page import Line, Page

_FORMS = {
    "EC": r"\b(?:COMP/)?(?:M\.\d{4,5}(?:\.[A-Z]{2})?|AT\.\d{5}|DMA\.\d{6})\b",
    "CMA": r"\bME[/ ]\d{4}[/-]\d{2}\b",
    "FTC": r"\b(?:File No\. ?\d{3}[- ]\d{4}|Docket No\. ?(?:[DC]-)?\d{4,5})\b",
    "DOJ": r"\b\d:\d{2}-cv-\d{4,5}\b",
    "BKartA": r"\bB\d{1,2}\s?-\s?\d{1,3}/\d{2}\b",
    "AdlC": r"\b\d{2}-DCC-\d{1,3}\b",
    "ACCC": r"\b(?:MN|WA)-\d{5}\b",
    "CNMC": r"\bC/\d{4}/\d{2}\b",
    "AGCM": r"\bC\d{4,5}[A-Z]?\b",
    "AdC": r"\bCcent\.?\s?\d{1,3}/\d{4}\b",
    "UOKiK": r"\bDKK-\d{1,3}/\d{4}\b",
    "ACM": r"\bACM/\d{2}/\d{6}\b",
    "EU courts": r"\b[TC][-‑]\d{1,4}/\d{2}(?: P)?\b",
}
_MARKS = {
    "EC": ("M.", "AT.", "DMA."),
    "CMA": ("ME",),
    "FTC": ("No. ",),
    "DOJ": ("-cv-",),
    "BKartA": ("B",),
    "AdlC": ("-DCC-",),
    "ACCC": ("MN-", "WA-"),
    "CNMC": ("C/",),
    "AGCM": ("C",),
    "AdC": ("Ccent",),
    "UOKiK": ("DKK-",),
    "ACM": ("ACM/",),
    "EU courts": ("T-", "C-", "T‑", "C‑"),
}
"""Letters of which a text with such a number has one at least, so that most texts need no closer look."""

_COMPILED = {authority: re.compile(form) for authority, form in _FORMS.items()}


def near(page: Page, line: Line, authority: str) -> str:
    """The authority's case number in the sentence, else the only one of its form in the text; empty for none."""
    form = _COMPILED.get(authority)
    if form is None or not any(mark in page.text for mark in _MARKS[authority]):
        return ""
    here = form.search(page.quote(line))
    if here is not None:
        return here.group()
    everywhere = _all(form, page.text)
    return next(iter(everywhere)) if len(everywhere) == 1 else ""


@lru_cache(maxsize=8)
def _all(form: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(match.group() for match in form.finditer(text))
