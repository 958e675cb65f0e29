"""Facts as the text of a column: nothing is lost, and little is said twice."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dealwatch.model.dates import PartialDate
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import ProvenFact
from dealwatch.store.facts_text import facts_from, facts_text

NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
WORDS = st.sampled_from(["", "Approved", "cleared", "ü\u2028"])
EVIDENCE = st.builds(
    Evidence,
    st.sampled_from(["", "a" * 64, "b" * 64]),
    st.just("https://register.example/1"),
    st.sampled_from([NOON, NOON + timedelta(days=1)]),
    WORDS,
    WORDS,
)
DAYS = st.none() | st.sampled_from([PartialDate(2026), PartialDate(2026, 3), PartialDate(2026, 3, 2)])
FACTS = st.builds(ProvenFact, st.just("stage"), WORDS, WORDS, WORDS, WORDS, DAYS, WORDS, evidence=st.none() | EVIDENCE)


@given(st.lists(FACTS, max_size=6))
def test_what_is_written_is_read(facts: list[ProvenFact]) -> None:
    named = {f"text:{place}": ProvenFact(f"text:{place}", *_rest(fact)) for place, fact in enumerate(facts)}
    found = facts_from(facts_text(named))
    assert found == named
    assert list(found) == list(named)


def _rest(fact: ProvenFact) -> tuple[object, ...]:
    return (fact.value, fact.words, fact.locator, fact.quote, fact.occurred_on, fact.link, fact.evidence)


def test_days_can_be_read_by_sql_and_a_proof_stands_once() -> None:
    proof = Evidence("a" * 64, "https://register.example/1", NOON, "/x", "cleared")
    day = PartialDate(2026, 3, 2)
    facts = {
        name: ProvenFact(name, "cleared", "cleared", "/x", "cleared", day, "", proof) for name in ("outcome", "title")
    }
    text = facts_text(facts)
    assert json.loads(text)["outcome"]["occurred_on"] == {"year": 2026, "month": 3, "day": 2}
    assert json.loads(text)["outcome"]["value"] == "cleared"
    assert text.count("a" * 64) == 1
    assert text.count("/x") == 2
