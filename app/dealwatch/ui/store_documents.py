"""Documents of every watched case and the user's own files as one list. Must not contain Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dealwatch.model.event import EventKind
from dealwatch.store.papers import papers
from dealwatch.ui.desk import PaperRow

if TYPE_CHECKING:
    from dealwatch.store.database import Store


def paper_rows(store: Store, words: str) -> tuple[PaperRow, ...]:
    """Newest first, the user's own files among the authorities' papers by the day they were added."""
    deals = store.deals.all()
    of_case = {case_id: deal for deal in deals for case_id in deal.case_ids}
    found: list[PaperRow] = []
    titles: dict[str, str] = {}
    brought: dict[str, dict[str, str]] = {}
    for paper in papers(store.connections, words):
        deal = of_case.get(paper.case_id)
        if paper.case_id not in brought:
            brought[paper.case_id] = _events(store, paper.case_id)
        if deal is None and paper.case_id not in titles:
            case = store.cases.get(paper.case_id)
            titles[paper.case_id] = (case.title or case.printed_number or case.number) if case is not None else ""
        found.append(
            PaperRow(
                paper.title,
                paper.authority,
                deal.name if deal is not None else titles[paper.case_id],
                f"deal/{deal.id}" if deal is not None else f"case/{paper.case_id}",
                paper.day,
                paper.known,
                paper.link,
                brought[paper.case_id].get(paper.field, ""),
            )
        )
    low = words.casefold().split()
    found += [
        PaperRow(kept.name, "", deal.name, f"deal/{deal.id}", None, kept.added_at, attachment=kept.id)
        for deal in deals
        for kept in store.attachments.of(deal.id)
        if all(word in f"{kept.name} {deal.name}".casefold() for word in low)
    ]
    return tuple(sorted(found, key=_when, reverse=True))


def _when(row: PaperRow) -> str:
    if row.day is not None:
        return str(row.day.last)
    return row.known.date().isoformat() if row.known is not None else ""


def _events(store: Store, case_id: str) -> dict[str, str]:
    """By document the event that brought it; those that were there at the first look have none."""
    events = store.events.list(case_id=case_id, kinds=(EventKind.DOCUMENT,))
    return {event.field: event.id for event in events if event.new is not None}
