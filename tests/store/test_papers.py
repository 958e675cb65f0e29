"""Documents of watched cases as rows."""

from __future__ import annotations

import pytest

from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Status
from dealwatch.store.papers import papers


def fact(name: str, value: str, day: PartialDate | None = None, link: str = "") -> ProvenFact:
    return ProvenFact(name, value, value, "", value, day, link, None)


@pytest.fixture
def cases(store, now):
    """Two watched cases and one that nobody watches, each with documents."""
    with store.write() as database:
        store.watches.add(database, "register", "reg", now)
        for source, number, documents in (
            ("reg", "1", {"a": fact("document:a", "Notice of 100% acquisition", PartialDate(2026, 3, 1), "https://x/a"),
                          "b": fact("document:b", "Summary", PartialDate(2026, 2))}),
            ("reg", "2", {"c": fact("document:c", "Undated paper")}),
            ("other", "3", {"d": fact("document:d", "Nobody watches this", PartialDate(2026, 3, 2))}),
        ):  # fmt: skip
            case_id = store.cases.create(database, source=source, authority="REG", number=number)
            store.cases.save(
                database, case_id, status=Status(), facts={"title": fact("title", f"Case {number}"),
                **{f.name: f for f in documents.values()}}, title=f"Case {number}", url="", printed_number=number,
                procedure="", now=now, changed=True, seen=True,
            )  # fmt: skip
    return store


def test_newest_first_and_only_of_watched_cases(cases, now):
    found = papers(cases.connections)
    assert [(paper.title, paper.day, paper.link) for paper in found] == [
        ("Notice of 100% acquisition", PartialDate(2026, 3, 1), "https://x/a"),
        ("Summary", PartialDate(2026, 2), ""),
        ("Undated paper", None, ""),
    ]
    assert [paper.field for paper in found] == ["a", "b", "c"]
    assert found[2].known == now
    assert len(papers(cases.connections, limit=1)) == 1


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("notice", ["Notice of 100% acquisition"]),
        ("NOTICE acquisition", ["Notice of 100% acquisition"]),
        ("100%", ["Notice of 100% acquisition"]),
        ("10_%", []),
        ("case 2", ["Undated paper"]),
        ("nothing like it", []),
        ("\\", []),
    ],
)
def test_all_words_must_occur(cases, words, titles):
    assert [paper.title for paper in papers(cases.connections, words)] == titles
