"""One view of a case out of what several providers say. Pure.

For each fact the provider with the higher precedence speaks, among equals the fresher one. Instants are kept to the
second, and a whole check may fit into one: where they tie, what was read later is the fresher. A provider that is
exhaustive for a namespace also speaks by silence: what it does not state there is not so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import CaseFacts, Fact, ProvenFact, Record, namespace


def merged(records: Iterable[Record]) -> dict[str, ProvenFact]:
    """Facts by name, in the order in which the strongest provider states them. `records` in the order of reading."""
    latest_first = [*records][::-1]
    ranked = sorted(latest_first, key=lambda record: (record.precedence, record.as_of), reverse=True)
    view: dict[str, ProvenFact] = {}
    closed: set[str] = set()  # namespaces for which a stronger provider has said all there is
    for record in ranked:
        for name, fact in record.facts.items():
            if name not in view and namespace(name) not in closed:
                view[name] = fact
        closed |= record.complete
    return view


def renewed(old: Record | None, facts: CaseFacts, evidence: Evidence, digest: str, asked: str) -> Record:
    """The provider's record after reading `facts`.

    A fact that says the same as before keeps its older proof (it was so since then); facts the new document is not
    exhaustive about are carried over. `asked` is the address that was asked for: by it the document is known when the
    server says that it has not changed (`evidence.url` is where the answer came from).
    """
    before: Mapping[str, ProvenFact] = old.facts if old else {}
    stated = {fact.name: _proven(before.get(fact.name), fact, evidence) for fact in facts.facts}
    carried = {
        name: fact for name, fact in before.items() if name not in stated and namespace(name) not in facts.complete
    }
    return Record(
        provider=facts.provider,
        url=asked,
        facts={**stated, **carried},
        complete=facts.complete,
        precedence=facts.precedence,
        as_of=facts.as_of or evidence.fetched_at,
        observed_at=evidence.fetched_at,
        digest=digest,
    )


def _proven(old: ProvenFact | None, new: Fact, evidence: Evidence) -> ProvenFact:
    if old is not None and old.value == new.value:
        return replace(old, link=new.link, occurred_on=new.occurred_on or old.occurred_on)
    return ProvenFact(
        name=new.name,
        value=new.value,
        words=new.words,
        locator=new.locator,
        quote=new.quote,
        occurred_on=new.occurred_on,
        link=new.link,
        evidence=replace(evidence, locator=new.locator, quote=new.quote),
    )
