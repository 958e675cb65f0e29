"""What a filing with the SEC is about, told by its form and, for a current report (8-K), by its items. Tables only.

Form and item names: 17 CFR 240 and 249, Form 8-K General Instructions. Must not contain: answers of EDGAR.
"""

from __future__ import annotations

from collections.abc import Sequence

CURRENT_REPORT = "8-K"

_FORMS = {
    "SC TO-T": "tender offer",
    "SC TO-I": "tender offer by the issuer",
    "SC TO-C": "communication before a tender offer",
    "SC 14D9": "the target's answer to a tender offer",
    "SC 13E3": "going-private transaction",
    "SC 13D": "stake above five per cent",
    "SCHEDULE 13D": "stake above five per cent",
    "DEFM14A": "merger proxy statement",
    "PREM14A": "preliminary merger proxy statement",
    "DEFM14C": "merger information statement",
    "PREM14C": "preliminary merger information statement",
    "S-4": "shares registered for a merger",
    "F-4": "shares registered for a merger",
    "425": "communication about a merger",
}
_ITEMS = {
    "1.01": "material agreement entered into",
    "1.02": "material agreement terminated",
    "2.01": "acquisition or disposal completed",
    "5.01": "change in control",
    "7.01": "disclosure under Regulation FD",
    "8.01": "other events",
}
_DEAL_ITEMS = frozenset({"1.01", "1.02", "2.01", "5.01", "8.01"})
_ROUTINE_ITEMS = frozenset({"2.02", "5.02", "5.03", "5.05", "5.07", "5.08", "9.01"})

SEARCHED_FORMS = (CURRENT_REPORT, *_FORMS)
"""The forms to search for: EDGAR counts amendments (`/A`) with the form they amend."""


def about_a_deal(form: str, items: Sequence[str]) -> bool:
    """Whether a company's filing may be about a deal: by its form, or a current report with an item of that kind."""
    root = _root(form)
    if root == CURRENT_REPORT:
        return not items or not _DEAL_ITEMS.isdisjoint(items)
    return root in _FORMS


def routine(form: str, items: Sequence[str]) -> bool:
    """Whether a current report has nothing but items that companies file in every year (results, elections)."""
    return _root(form) == CURRENT_REPORT and bool(items) and _ROUTINE_ITEMS.issuperset(items)


def words(form: str, items: Sequence[str]) -> str:
    """What a filing is, for a title: `material agreement entered into (8-K, items 1.01, 9.01)`; codes as printed."""
    root = _root(form)
    meant = [_FORMS[root]] if root in _FORMS else [_ITEMS[item] for item in items if item in _ITEMS]
    codes = f"{form}, item{'s' if len(items) > 1 else ''} {', '.join(items)}" if items else form
    return f"{', '.join(meant)} ({codes})" if meant else codes


def _root(form: str) -> str:
    return form.upper().removesuffix("/A")
