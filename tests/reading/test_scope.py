"""How a step is meant: denied, imagined, rumoured, past, or said in passing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.proposal import Modality, Reading, Role

Read = Callable[..., Reading]
Raised = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("language", "denied"),
    [
        ("en", "The European Commission has not opened a formal investigation into Norvik's takeover of Talmera."),
        ("en", "The CMA has yet to clear the merger of Norvik and Talmera."),
        ("fr", "La Commission européenne n'a pas ouvert d'enquête approfondie sur le rachat de Talmera par Norvik."),
        ("de", "Die EU-Kommission hat die Übernahme von Talmera durch Norvik noch nicht genehmigt."),
        ("es", "La CNMC no ha autorizado la compra de Talmera por Norvik."),
        ("it", "La Commissione europea non ha approvato l'acquisizione di Talmera da parte di Norvik."),
        ("nl", "De ACM heeft de overname van Talmera door Norvik nog niet goedgekeurd."),
        ("pt", "A Autoridade da Concorrência ainda não aprovou a compra da Talmera pela Norvik."),
        ("pl", "UOKiK nie wydał jeszcze zgody na przejęcie spółki Talmera przez Norvik."),
    ],
)
def test_a_denied_step_is_not_raised(raised: Raised, language: str, denied: str) -> None:
    steps = raised(denied, language=language)
    assert not {step for _, step in steps} & {"in_depth", "phase_1", "cleared", "cleared_conditions"}


@pytest.mark.parametrize(
    ("language", "imagined"),
    [
        ("en", "If the CMA blocks the merger of Norvik and Talmera, shareholders will be relieved."),
        ("en", "The CMA will clear the merger of Norvik and Talmera, people familiar with the matter said."),
        ("en", "The European Commission must approve the acquisition of Talmera by Norvik."),
        ("fr", "La Commission européenne pourrait interdire le rachat de Talmera par Norvik."),
        ("fr", "Selon Reuters, la Commission européenne va autoriser le rachat de Talmera par Norvik."),
        ("de", "Die EU-Kommission könnte die Übernahme von Talmera durch Norvik untersagen."),
        ("es", "La CNMC podría autorizar la compra de Talmera por Norvik."),
        ("it", "La Commissione europea potrebbe vietare l'acquisizione di Talmera da parte di Norvik."),
        ("nl", "De ACM kan de overname van Talmera door Norvik verbieden."),
        ("pt", "A Autoridade da Concorrência poderá proibir a compra da Talmera pela Norvik."),
        ("pl", "UOKiK może zakazać przejęcia spółki Talmera przez Norvik."),
    ],
)
def test_what_may_come_is_not_raised(read: Read, language: str, imagined: str) -> None:
    assert read(imagined, language=language).background_only


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (
            "The European Commission could open an in-depth investigation into Norvik's takeover of Talmera.",
            "hypothetical",
        ),
        ("Norvik is expected to win unconditional EU approval for its takeover of Talmera.", "reported"),
        ("The CMA must grant unconditional clearance to the merger of Norvik and Talmera.", "hypothetical"),
        ("Sources said the CMA has cleared the merger of Norvik and Talmera.", "reported"),
        ("According to Bloomberg the CMA has cleared the merger of Norvik and Talmera.", "reported"),
    ],
)
def test_a_step_only_imagined_or_rumoured_is_told_so(read: Read, text: str, modality: str) -> None:
    assert [proposal.modality.value for proposal in read(text).proposals] == [modality]


def test_what_the_authority_says_through_a_paper_is_no_rumour(read: Read) -> None:
    text = (
        "According to Bloomberg, a Commission spokesperson said the European Commission has opened an "
        "in-depth investigation into Norvik's takeover of Talmera."
    )
    proposal = read(text).proposals[0]
    assert proposal.modality is Modality.FACT
    assert proposal.attribution == "a Commission spokesperson, According to Bloomberg"


def test_a_condition_that_follows_makes_a_step_hypothetical(read: Read) -> None:
    text = "The CMA refers the merger of Norvik and Talmera to an in-depth probe, unless they offer remedies."
    assert {p.modality for p in read(text).proposals} == {Modality.HYPOTHETICAL}


def test_a_rumour_goes_on_in_the_next_sentence(read: Read) -> None:
    text = (
        "The European Commission has opened an in-depth investigation into Norvik's takeover of Talmera, sources said. "
        "An in-depth investigation was launched in the morning."
    )
    assert {p.modality for p in read(text).proposals} == {Modality.REPORTED}


@pytest.mark.parametrize(
    ("language", "news", "step"),
    [
        (
            "en",
            "The CMA has cleared the merger of Norvik and Talmera. It had opened an in-depth investigation in January.",
            "cleared",
        ),
        (
            "fr",
            (
                "L'Autorité de la concurrence autorise le rachat de Talmera par Norvik. Elle avait "
                "ouvert une enquête approfondie en janvier."
            ),
            "cleared",
        ),
        (
            "de",
            (
                "Das Bundeskartellamt hat die Übernahme von Talmera durch Norvik freigegeben. Im Januar "
                "hatte es ein Hauptprüfverfahren eingeleitet."
            ),
            "cleared",
        ),
    ],
)
def test_an_earlier_step_is_background(read: Read, language: str, news: str, step: str) -> None:
    proposals = read(news, language=language).proposals
    assert [p.status.value for p in proposals if p.raised] == [step]
    assert all(p.role is Role.BACKGROUND for p in proposals if p.status.value == "in_depth")


def test_a_step_dated_long_before_the_publication_is_lowered(read: Read) -> None:
    text = "The CMA cleared the merger of Norvik and Talmera on 3 February 2024."
    assert "an earlier date" in read(text).proposals[0].reason
    assert "an earlier date" not in read(text, published="2024-02-04").proposals[0].reason


def test_without_a_day_of_publication_a_month_alone_counts_as_history(read: Read) -> None:
    text = "The CMA cleared the merger of Norvik and Talmera in January."
    assert "an earlier date" in read(text, published="").proposals[0].reason


def test_reported_speech_is_not_history(raised: Raised) -> None:
    text = "The CMA said it had cleared the merger of Norvik and Talmera."
    assert raised(text) == [("CMA", "cleared")]


def test_what_is_said_in_passing_is_lowered(read: Read) -> None:
    text = (
        "The CMA has cleared the merger of Norvik and Talmera. "
        "Meanwhile the Bundeskartellamt has opened an in-depth investigation into the merger of Norvik and Talmera."
    )
    proposals = read(text).proposals
    assert [(p.authority, p.raised) for p in proposals] == [("CMA", True), ("BKartA", False)]
    assert "said in passing" in proposals[1].reason


def test_a_step_with_its_own_future_is_a_step(raised: Raised) -> None:
    assert raised("The CMA will not refer the merger of Norvik and Talmera for an in-depth investigation.") == [
        ("CMA", "cleared")
    ]


def test_what_they_must_not_do_stays_apart_from_what_was_decided(raised: Raised) -> None:
    text = (
        "The European Commission said the merger of Norvik and Talmera does not fall under merger "
        "control, but it has opened an antitrust investigation into Norvik."
    )
    assert ("EC", "not_reviewable") in raised(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The CMA has still not cleared the merger of Norvik and Talmera."),
        ("en", "The CMA has not, in the end, cleared the merger of Norvik and Talmera."),
        ("fr", "L'Autorité de la concurrence n'a pas autorisé le rachat de Talmera par Norvik."),
        (
            "en",
            "Previously, as was said by everybody who knew them, the CMA cleared the merger of Norvik and Talmera.",
        ),
    ],
)
def test_cues_inside_a_phrase_and_at_the_beginning(raised: Raised, language: str, text: str) -> None:
    assert raised(text, language=language) == []


def test_a_new_clause_with_a_subject_of_its_own_is_not_denied(raised: Raised) -> None:
    text = "The FTC has not decided and the CMA has cleared the merger of Norvik and Talmera."
    assert raised(text) == [("CMA", "cleared")]


def test_a_medium_named_without_a_name_of_it_is_none(read: Read) -> None:
    text = "According to the times of old, the CMA has cleared the merger of Norvik and Talmera."
    assert read(text).proposals[0].modality is Modality.FACT


def test_an_aside_far_from_the_step_does_not_lower_it(read: Read) -> None:
    text = (
        "The CMA has cleared the merger of Norvik and Talmera, two firms that sell shoes and boots and, "
        "in some shops, hats also."
    )
    assert "said in passing" not in read(text).proposals[0].reason


def test_a_denial_before_a_comma_ends_there(raised: Raised) -> None:
    assert raised("That is not all, the CMA has cleared the merger of Norvik and Talmera.") == [("CMA", "cleared")]


def test_a_year_far_from_the_step_does_not_date_it(read: Read) -> None:
    text = "Talmera, founded in 1987, is glad: the CMA has cleared the merger of Norvik and Talmera."
    assert "an earlier date" not in read(text).proposals[0].reason


def test_a_tense_in_a_later_clause_is_no_hearsay(read: Read) -> None:
    (proposal,) = read(
        "La Commission européenne a autorisé le rachat de Talmera par Norvik, ce qui aurait surpris les analystes.",
        language="fr",
    ).proposals
    assert proposal.modality is Modality.FACT


def test_sources_in_another_part_of_the_sentence_tell_something_else(read: Read) -> None:
    (proposal,) = read("The CMA has cleared the merger of Norvik and Talmera; sources like shoes.").proposals
    assert proposal.modality is Modality.FACT


def test_a_year_gone_by_is_the_past_unless_it_is_the_text_s_own(read: Read) -> None:
    text = "In 2015 the CMA cleared the merger of Norvik and Talmera."
    assert not read(text).proposals[0].raised
    assert not read(text, published="").proposals[0].raised
    assert read(text, published="2015-04-02").proposals[0].raised
