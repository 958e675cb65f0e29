"""The reader as a whole: what went into it comes out verbatim, the same each time, and never more than a proposal."""

from __future__ import annotations

import ast
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Party
from dealwatch.model.proposal import Modality, Proposal, Reading, Role, TrackedDeal
from dealwatch.model.status import Badge
from dealwatch.reading.document import Document
from dealwatch.reading.lexicon import LANGUAGES
from dealwatch.reading.reader import Reader
from dealwatch.reading.reader import read as read_one

Read = Callable[..., Reading]
_TRACKED = (TrackedDeal("Norvik takes Talmera", (Party("Norvik"), Party("Talmera")), "d1"),)

_WORDS = [
    "Norvik",
    "Talmera",
    "Microsoft",
    "OpenAI",
    "CMA",
    "FTC",
    "EU",
    "Brussels",
    "the",
    "The",
    "of",
    "and",
    "by",
    "has",
    "not",
    "could",
    "will",
    "if",
    "whether",
    "cleared",
    "blocks",
    "merger",
    "takeover",
    "acquisition",
    "in-depth",
    "investigation",
    "opened",
    "phase",
    "2",
    "second",
    "request",
    "conditions",
    "Bloomberg",
    "sources",
    "said",
    "according",
    "to",
    "yesterday",
    "Friday",
    "2021",
    "$5",
    "billion",
    ",",
    ".",
    ";",
    ":",
    "(",
    ")",
    "/",
    "-",
    "“",
    "”",
    "\n",
    "\n\n",
    "Read",
    "also",
    "|",
    "a",
    "la",
    "der",
    "die",
    "het",
    "en",
    "e",
    "i",
    "Übernahme",
    "rachat",
    "autorise",
    "freigegeben",
    "fusión",
    "overname",
    "acquisizione",
    "przejęcie",
]
_TEXT = st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join)


def test_a_badly_syndicated_copy_with_two_deals(read: Read) -> None:
    text = (
        "Contrôle de Bruxelles\n\n"
        "Norvik est devenue l'une des plus grandes entreprises. Après avoir investi environ 12 milliards de dollars "
        "dans Brellin, le géant a annoncé hier un accord de 14 millions de dollars avec une société nommée Talmera.\n\n"
        "Ce mardi, selon Bloomberg, un porte-parole de la Commission européenne a déclaré que la division concurrence "
        "avait reçu une copie de l'accord entre Norvik et Talmera, et qu'elle procéderait à son analyse. Nous ne "
        "sommes pas confrontés à une enquête formelle, mais les régulateurs pourraient ruiner ces plans.\n\n"
        "Talmera plaît à Norvik. Norvik et Brellin se connaissent aussi.\n\n"
        "Il convient de noter que ce partenariat entre Norvik et Brellin fait également l'objet d'un examen minutieux "
        "de la part des régulateurs aux États-Unis, dans l'Union européenne et au Royaume-Uni.\n\n"
        "Images | Norvik\n\nÀ lire aussi | Personne ne devrait apprendre à programmer"
    )
    reading = read(text, title="Contrôle (Talmera / Norvik)", language="fr", published="2024-02-27")
    main, *others = reading.proposals
    assert (main.authority, main.status, main.formal, main.role) == ("EC", Badge.JURISDICTION_CHECK, False, Role.MAIN)
    assert set(main.parties) == {"Norvik", "Talmera"}
    assert main.evidence.startswith("Ce mardi, selon Bloomberg")
    assert main.attribution == "un porte-parole de la Commission européenne, selon Bloomberg"
    assert main.event_date == PartialDate(2024, 2, 27)
    assert main.value is not None
    assert main.value.printed == "14 millions de dollars"
    assert all(p.role is Role.BACKGROUND and p.score < main.score for p in others)


def test_a_language_that_is_not_read_proposes_nothing() -> None:
    document = Document("委員会は買収を承認した。" * 10)
    assert read_one(document).proposals == ()
    assert read_one(Document("")).language == ""


def test_reading_one_document_is_reading_with_a_reader() -> None:
    document = Document("The CMA has cleared the merger of Norvik and Talmera.", language="en")
    assert read_one(document, _TRACKED) == Reader(_TRACKED).read(document)
    assert read_one(document, _TRACKED).proposals[0].deal_id == "d1"


@settings(max_examples=150, deadline=None)
@given(_TEXT, st.sampled_from(LANGUAGES), st.booleans())
def test_whatever_is_read_is_quoted_verbatim_and_scored(text: str, language: str, titled: bool) -> None:
    title_end = len(text.split("\n")[0]) if titled else 0
    document = Document(text, text[:title_end], title_end, PartialDate(2024, 5, 17), language)
    reader = Reader(_TRACKED)
    reading = reader.read(document)
    assert reading == reader.read(document)
    for proposal in reading.proposals:
        assert reading.text[proposal.start :].startswith(proposal.evidence)
        assert 0 < proposal.score <= 1
        assert proposal.reason
        assert "\n" not in proposal.reason
        assert proposal.authority
        assert proposal.parties
        assert not (proposal.raised and proposal.modality is not Modality.FACT)
    roles = [proposal.role for proposal in reading.proposals]
    assert roles == sorted(roles, key=lambda role: role is Role.BACKGROUND)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_no_text_breaks_it(text: str, language: str) -> None:
    reading = Reader(_TRACKED).read(Document(text, language=language))
    assert (reading.text, reading.language, reading.truncated) == (text, language, False)
    assert all(proposal.evidence in text for proposal in reading.proposals)


@settings(max_examples=100, deadline=None)
@given(_TEXT, st.sampled_from(LANGUAGES))
def test_no_reading_is_more_than_proposals(text: str, language: str) -> None:
    """What comes out are frozen values without a case or an event in them; the deals given stay as they are."""
    before = repr(_TRACKED)
    reading = Reader(_TRACKED).read(Document(text, language=language))
    assert all(type(proposal) is Proposal for proposal in reading.proposals)
    assert repr(_TRACKED) == before
    for proposal in reading.proposals:
        with pytest.raises(AttributeError):
            proposal.status = Badge.CLEARED  # type: ignore[misc]


def test_no_reading_path_can_write_a_status() -> None:
    """The package imports nothing that stores, watches or fetches, and opens no file for writing."""
    spec = find_spec("dealwatch.reading")
    assert spec is not None
    assert spec.origin is not None
    for path in Path(spec.origin).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        modules |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
        ours = {module for module in modules if module.startswith("dealwatch.")}
        assert all(
            module.startswith(("dealwatch.model.", "dealwatch.reading", "dealwatch.language")) for module in ours
        ), path.name
        assert not modules & {"sqlite3", "httpx", "socket", "subprocess", "urllib.request", "os"}, path.name
        called = {
            node.func.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        assert not called & {"write_text", "write_bytes", "execute", "unlink"}, path.name
