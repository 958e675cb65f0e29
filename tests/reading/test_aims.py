"""What is only asked, doubted or aimed at, and what papers are said to know."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.proposal import Modality, Reading

Read = Callable[..., Reading]
Raised = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Has the CMA blocked the merger of Norvik and Talmera?"),
        ("fr", "Norvik devra-t-il offrir des concessions à la Commission européenne pour racheter Talmera ?"),
        ("de", "Untersagt das Bundeskartellamt die Übernahme von Talmera durch Norvik?"),
        ("es", "¿Prohíbe la CNMC la compra de Talmera por Norvik?"),
        ("en", "“Has the CMA blocked the merger of Norvik and Talmera?”"),
    ],
)
def test_a_question_tells_no_step(raised: Raised, language: str, text: str) -> None:
    assert raised(text, language=language) == []


def test_a_question_after_a_colon_leaves_the_news_before_it(raised: Raised) -> None:
    assert raised("CMA blocks the merger of Norvik and Talmera: what now for the shops?") == [("CMA", "prohibited")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La CMA veut établir si le rachat de Talmera par Norvik peut réduire la concurrence au Royaume-Uni."),
        ("en", "The CMA will establish whether the purchase of Talmera by Norvik could harm competition in Britain."),
        (
            "de",
            "Das Bundeskartellamt prüft, ob die Übernahme von Talmera durch Norvik den Wettbewerb behindern könnte.",
        ),
        ("nl", "De ACM kijkt of de overname van Talmera door Norvik de concurrentie kan schaden."),
    ],
)
def test_what_an_authority_asks_itself_is_no_objection(read: Read, language: str, text: str) -> None:
    assert all(p.status.value != "objections" or not p.raised for p in read(text, language=language).proposals)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "Norvik a soumis des engagements à Bruxelles pour lever ses réserves sur le rachat de Talmera.",
        ),
        ("es", "Norvik ha presentado compromisos a la CNMC para superar sus objeciones a la compra de Talmera."),
        (
            "de",
            "Norvik hat dem Kartellamt Zusagen angeboten, um die Freigabe der Übernahme von Talmera zu erreichen.",
        ),
        ("it", "Norvik ha presentato impegni all'Agcm per ottenere il via libera all'acquisizione di Talmera."),
    ],
)
def test_what_remedies_are_for_is_not_reached_yet(raised: Raised, language: str, text: str) -> None:
    assert [step for _, step in raised(text, language=language)] == ["remedies"]


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("EU blocks merger of Norvik and Talmera: report", "en"),
        ("EU blocks merger of Norvik and Talmera: Bloomberg", "en"),
        ("Zeitung: Kartellamt untersagt Fusion von Norvik und Talmera", "de"),
    ],
)
def test_a_headline_that_gives_its_news_to_papers_is_hearsay(read: Read, title: str, language: str) -> None:
    (proposal,) = read("", title=title, language=language).proposals
    assert proposal.modality is Modality.REPORTED


def test_that_an_authority_asks_around_is_known_from_papers(raised: Raised) -> None:
    text = "According to Bloomberg, the FTC is looking into the deal between Norvik and Talmera."
    assert raised(text) == [("FTC", "jurisdiction_check")]
    text = "According to Bloomberg, the FTC has blocked the deal between Norvik and Talmera."
    assert raised(text) == []
    text = "The FTC is looking into the deal between Norvik and Talmera, people familiar with the matter told Reuters."
    assert raised(text) == [("FTC", "jurisdiction_check")]


def test_an_objection_that_is_to_come_is_none_yet(raised: Raised) -> None:
    text = "The European Commission will send a statement of objections to Norvik over its bid for Talmera."
    assert raised(text) == []


def test_conditions_that_there_are_not_make_no_conditional_clearance(raised: Raised) -> None:
    text = "De Europese Commissie keurt de overname van Talmera door Norvik goed. Extra voorwaarden zijn er niet."
    assert raised(text, language="nl") == [("EC", "cleared")]


def test_a_worry_beside_a_named_stage_is_its_reason(raised: Raised) -> None:
    text = (
        "The takeover of Talmera by Norvik could harm competition, the CMA fears. "
        "The CMA has opened an in-depth investigation into the takeover."
    )
    assert raised(text) == [("CMA", "in_depth")]


def test_what_the_two_do_about_a_prohibition_is_news_without_their_names(raised: Raised) -> None:
    title = "CMA blocks merger of Norvik and Talmera"
    text = (
        "The CMA has blocked the merger of Norvik and Talmera. Prices would have risen in many towns of the north. "
        "Within the hour the two announced that they had agreed to terminate the transaction."
    )
    assert raised(text, title=title) == [("CMA", "prohibited"), ("CMA", "withdrawn")]


def test_a_text_whose_beginning_tells_no_step_raises_no_past_one(raised: Raised) -> None:
    text = (
        "Shoes are sold in many countries of the world. People like them a lot in all of them. "
        "The makers hope for more sales in spring. "
        "In March 2019 the CMA cleared the merger of Norvik and Talmera."
    )
    assert raised(text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The CMA let Norvik buy Talmera, though it will have to hand forty shops to a rival."),
        (
            "fr",
            "L'Autorité de la concurrence autorise le rachat de Talmera par Norvik, mais il devra ouvrir son réseau.",
        ),
        (
            "de",
            "Das Bundeskartellamt gibt die Übernahme von Talmera durch Norvik frei, doch muss Norvik Filialen abgeben.",
        ),
        ("es", "La CNMC autoriza la compra de Talmera por Norvik, aunque la obliga a abrir su red."),
        ("it", "L'Agcm autorizza l'acquisizione di Talmera da parte di Norvik, ma vieta contratti in esclusiva."),
        ("nl", "De ACM laat Norvik Talmera overnemen, al moet Norvik twee winkels van de hand doen."),
        ("pt", "A AdC autorizou a compra da Talmera pela Norvik, mas obriga a abrir a rede."),
        ("pl", "UOKiK zgodził się na przejęcie Talmera przez Norvik, ale spółka musi oddać dwa sklepy."),
    ],
)
def test_a_clearance_with_a_duty_is_conditional(raised: Raised, language: str, text: str) -> None:
    assert [step for _, step in raised(text, language=language)] == ["cleared_conditions"]


def test_a_duty_to_ask_another_authority_is_no_condition(raised: Raised) -> None:
    text = "The CMA has cleared the merger of Norvik and Talmera, but it must still win approval from the FTC."
    assert ("CMA", "cleared") in raised(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Despite protests by rivals, the CMA has cleared the merger of Norvik and Talmera."),
        ("es", "Ocho meses después de la opa, la CNMC ha autorizado la compra de Talmera por Norvik."),
        ("fr", "Malgré les protestations de ses rivaux, Bruxelles autorise le rachat de Talmera par Norvik."),
    ],
)
def test_what_came_before_is_told_by_its_own_clause_alone(raised: Raised, language: str, text: str) -> None:
    assert [step for _, step in raised(text, language=language)] == ["cleared"]


def test_what_would_follow_is_no_hearsay(raised: Raised) -> None:
    text = "Bruxelles interdit le rachat de Talmera par Norvik, qui aurait pesé 66 % du marché."
    assert raised(text, language="fr") == [("EC", "prohibited")]
    text = "La CNMC habría autorizado la compra de Talmera por Norvik."
    assert raised(text, language="es") == []


def test_a_merger_that_is_off_because_it_was_forbidden_is_told_as_forbidden(raised: Raised) -> None:
    text = "The merger of Norvik and Talmera is off. The European Commission has blocked the deal."
    assert raised(text) == [("EC", "prohibited")]


def test_a_deal_is_given_up_once_whatever_authorities_had_it(raised: Raised) -> None:
    title = "Norvik abandons merger with Talmera"
    text = "Norvik has abandoned its merger with Talmera after objections of the CMA. The FTC had been looking at it."
    assert raised(text, title=title) == [("CMA", "withdrawn")]


def test_what_an_authority_asks_of_a_judge_is_a_suit(raised: Raised) -> None:
    text = "The Justice Department argued before a judge that the merger of Norvik and Talmera should be stopped."
    assert raised(text) == [("DOJ", "in_court")]


def test_a_decision_that_follows_a_question_stands(raised: Raised) -> None:
    text = (
        "For three months the CMA asked itself whether prices rise, and has cleared the merger of Norvik and Talmera."
    )
    assert raised(text) == [("CMA", "cleared")]
    text = "The CMA will decide whether the merger of Norvik and Talmera can be cleared."
    assert raised(text) == []


def test_a_text_about_what_another_body_decided_raises_nothing(raised: Raised) -> None:
    text = (
        "The European Central Bank has cleared the merger of Norvik and Talmera. It met on a rainy day in town. "
        "Many shops of both firms stand in the north. The deal has not yet been notified to the CMA."
    )
    assert raised(text) == []
