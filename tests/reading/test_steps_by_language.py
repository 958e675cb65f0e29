"""Each step, told in each language about firms that no list knows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TOLD = [
    (
        "en",
        "The European Commission has opened an in-depth investigation into the acquisition of Talmera by Norvik.",
        "EC",
        "in_depth",
    ),
    (
        "en",
        "The CMA has launched a Phase 1 investigation into the merger between Norvik and Talmera.",
        "CMA",
        "phase_1",
    ),
    ("en", "The European Commission has approved the acquisition of Talmera by Norvik.", "EC", "cleared"),
    (
        "en",
        "The European Commission approved Norvik's acquisition of Talmera, subject to conditions.",
        "EC",
        "cleared_conditions",
    ),
    ("en", "The Federal Trade Commission has sued to block Norvik's acquisition of Talmera.", "FTC", "in_court"),
    ("en", "The CMA has blocked the merger between Norvik and Talmera.", "CMA", "prohibited"),
    (
        "en",
        "The European Commission sent Norvik a statement of objections over its acquisition of Talmera.",
        "EC",
        "objections",
    ),
    ("en", "Norvik has abandoned its takeover of Talmera after objections from the CMA.", "CMA", "withdrawn"),
    (
        "en",
        "The German Federal Cartel Office said the merger between Norvik and Talmera is not subject to merger control.",
        "BKartA",
        "not_reviewable",
    ),
    (
        "en",
        "The Federal Trade Commission issued a second request over the merger of Norvik and Talmera.",
        "FTC",
        "in_depth",
    ),
    (
        "fr",
        "La Commission européenne a ouvert une enquête approfondie sur le rachat de Talmera par Norvik.",
        "EC",
        "in_depth",
    ),
    ("fr", "L'Autorité de la concurrence autorise le rachat de Talmera par Norvik.", "AdlC", "cleared"),
    (
        "fr",
        "L'Autorité de la concurrence a autorisé, sous engagements, la prise de contrôle de Talmera par Norvik.",
        "AdlC",
        "cleared_conditions",
    ),
    ("fr", "La Commission européenne a interdit le rachat de Talmera par Norvik.", "EC", "prohibited"),
    (
        "fr",
        "La Commission européenne a adressé une communication des griefs à Norvik dans le cadre du rachat de Talmera.",
        "EC",
        "objections",
    ),
    (
        "fr",
        "Le groupe Norvik renonce au rachat de Talmera face à l'opposition de la Commission européenne.",
        "EC",
        "withdrawn",
    ),
    ("fr", "Norvik a notifié le rachat de Talmera à la Commission européenne.", "EC", "phase_1"),
    (
        "de",
        "Die EU-Kommission hat eine vertiefte Prüfung der Übernahme von Talmera durch Norvik eingeleitet.",
        "EC",
        "in_depth",
    ),
    ("de", "Das Bundeskartellamt hat die Übernahme von Talmera durch Norvik freigegeben.", "BKartA", "cleared"),
    (
        "de",
        "Das Bundeskartellamt hat die Übernahme von Talmera durch Norvik unter Auflagen freigegeben.",
        "BKartA",
        "cleared_conditions",
    ),
    ("de", "Das Bundeskartellamt hat die Übernahme von Talmera durch Norvik untersagt.", "BKartA", "prohibited"),
    ("de", "Norvik hat die Übernahme von Talmera beim Bundeskartellamt angemeldet.", "BKartA", "phase_1"),
    ("es", "La CNMC ha autorizado la compra de Talmera por parte de Norvik.", "CNMC", "cleared"),
    ("es", "La CNMC autoriza con compromisos la compra de Talmera por Norvik.", "CNMC", "cleared_conditions"),
    ("es", "La CNMC abre la segunda fase del análisis de la compra de Talmera por Norvik.", "CNMC", "in_depth"),
    ("es", "La Comisión Europea ha prohibido la compra de Talmera por Norvik.", "EC", "prohibited"),
    ("it", "La Commissione europea ha approvato l'acquisizione di Talmera da parte di Norvik.", "EC", "cleared"),
    ("it", "L'AGCM ha avviato un'istruttoria sull'acquisizione di Talmera da parte di Norvik.", "AGCM", "in_depth"),
    (
        "it",
        "L'Antitrust ha autorizzato con condizioni l'acquisizione di Talmera da parte di Norvik.",
        "AGCM",
        "cleared_conditions",
    ),
    ("it", "La Commissione europea ha vietato l'acquisizione di Talmera da parte di Norvik.", "EC", "prohibited"),
    ("nl", "De ACM heeft de overname van Talmera door Norvik goedgekeurd.", "ACM", "cleared"),
    ("nl", "Norvik heeft de overname van Talmera gemeld bij de ACM.", "ACM", "phase_1"),
    ("nl", "De ACM geeft geen toestemming voor de overname van Talmera door Norvik.", "ACM", "prohibited"),
    (
        "nl",
        "De ACM doet nader onderzoek naar de overname van Talmera door Norvik; er is een vergunning vereist.",
        "ACM",
        "in_depth",
    ),
    ("pt", "A Autoridade da Concorrência aprovou a compra da Talmera pela Norvik.", "AdC", "cleared"),
    (
        "pt",
        "A Autoridade da Concorrência abriu uma investigação aprofundada à compra da Talmera pela Norvik.",
        "AdC",
        "in_depth",
    ),
    ("pt", "A Autoridade da Concorrência proibiu a compra da Talmera pela Norvik.", "AdC", "prohibited"),
    ("pt", "A Norvik notificou a Autoridade da Concorrência da compra da Talmera.", "AdC", "phase_1"),
    ("pl", "UOKiK wydał zgodę na przejęcie Talmery przez Norvik.", "UOKiK", "cleared"),
    (
        "pl",
        "Komisja Europejska wszczęła szczegółowe postępowanie w sprawie przejęcia spółki Talmera przez Norvik.",
        "EC",
        "in_depth",
    ),
    ("pl", "Prezes UOKiK zakazał przejęcia spółki Talmera przez Norvik.", "UOKiK", "prohibited"),
    (
        "pl",
        "Komisja Europejska warunkowo zgodziła się na przejęcie spółki Talmera przez Norvik.",
        "EC",
        "cleared_conditions",
    ),
]


@pytest.mark.parametrize(("language", "sentence", "authority", "step"), TOLD)
def test_a_step_is_read_with_its_authority(
    raised: Callable[..., list[tuple[str, str]]], language: str, sentence: str, authority: str, step: str
) -> None:
    assert raised(sentence, language=language) == [(authority, step)]


@pytest.mark.parametrize(("language", "sentence"), [row[:2] for row in TOLD])
def test_the_parties_are_proposed_as_a_new_deal(read: Callable, language: str, sentence: str) -> None:  # type: ignore[type-arg]
    proposal = read(sentence, language=language).proposals[0]
    assert {party[:6] for party in proposal.parties} == {"Norvik", "Talmer"}
    assert proposal.deal == ""
    assert proposal.evidence == sentence
