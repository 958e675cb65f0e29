"""What counts as a case number, whose it is, and what does not count."""

from __future__ import annotations

import pytest

from dealwatch.rules.case_numbers import CaseNumber, recognise_numbers


def numbers(text: str) -> list[tuple[str, str]]:
    return [(found.authority, found.number) for found in recognise_numbers(text)]


@pytest.mark.parametrize(
    ("text", "authority", "procedure", "number", "source"),
    [
        ("M.20001", "EC", "EU_MERGER", "M.20001", "ec"),
        ("M.20001.AP", "EC", "EU_MERGER", "M.20001.AP", "ec"),
        ("M.02001", "EC", "EU_MERGER", "M.2001", "ec"),
        ("COMP/M.5001", "EC", "EU_MERGER", "M.5001", "ec"),
        ("IV/M.301", "EC", "EU_MERGER", "M.301", "ec"),
        ("IV/M 301", "EC", "EU_MERGER", "M.301", "ec"),
        ("COMP/JV.41", "EC", "EU_MERGER", "JV.41", "ec"),
        ("52030M20001(02)", "EC", "EU_MERGER", "M.20001", "ec"),
        ("AT.49999", "EC", "EU_ART101_102", "AT.49999", "ec-at"),
        ("COMP/AT.39999", "EC", "EU_ART101_102", "AT.39999", "ec-at"),
        ("COMP/37.999", "EC", "EU_ART101_102", "AT.37999", "ec-at"),
        ("COMP/C-3/37.999", "EC", "EU_ART101_102", "AT.37999", "ec-at"),
        ("SA.70001 (2030/N)", "EC", "EU_STATE_AID", "SA.70001", "ec-sa"),
        ("SA.700012", "EC", "EU_STATE_AID", "SA.700012", "ec-sa"),
        ("DMA.100999", "EC", "EU_DMA", "DMA.100999", "ec-dma"),
        ("FS.100999", "EC", "EU_FSR", "FS.100999", "ec-fs"),
        ("FSP.100999", "EC", "EU_FSR", "FSP.100999", "ec-fs"),
        ("FSEX.100999", "EC", "EU_FSR", "FSEX.100999", "ec-fs"),
        ("C(2030) 123", "EC", "", "C(2030) 123", ""),
        ("T-1001/30", "General Court", "", "T-1001/30", ""),
        ("C-901/30 P", "Court of Justice", "", "C-901/30 P", ""),
        ("C-901/30", "Court of Justice", "", "C-901/30", ""),
        ("ME/7999/30", "CMA", "UK_CMA_MERGER", "ME/7999/30", "cma"),
        ("ME 7999/30", "CMA", "UK_CMA_MERGER", "ME/7999/30", "cma"),
        ("ME7999-30", "CMA", "UK_CMA_MERGER", "ME/7999/30", "cma"),
        ("MER 1234", "CMA", "UK_CMA_MERGER", "MER-1234", "cma"),
        ("1999/4/12/30", "CAT", "", "1999/4/12/30", ""),
        ("File No. 231-0999", "FTC", "", "231 0999", "ftc"),
        ("Matter/File Number 231 0999", "FTC", "", "231 0999", "ftc"),
        ("Docket No. 9999", "FTC", "", "9999", "ftc"),
        ("Docket No. C-4999", "FTC", "", "C-4999", "ftc"),
        ("P249999", "FTC", "US_FTC_6B", "P249999", "ftc"),
        ("3:30-cv-2880-ABC", "US courts", "", "3:30-cv-02880", ""),
        ("B6-22/30", "BKartA", "DE_MERGER", "B6-22/30", "bkarta"),
        ("VI-Kart 4/30 (V)", "OLG Düsseldorf", "", "VI-Kart 4/30 (V)", ""),
        ("VI-2 Kart 4/30 (V)", "OLG Düsseldorf", "", "VI-2 Kart 4/30 (V)", ""),
        ("BWB/Z-7999", "BWB", "", "BWB/Z-7999", ""),
        ("30-DCC-96", "AdlC", "FR_MERGER", "30-DCC-96", "adlc-decisions"),
        ("30-D-12", "AdlC", "", "30-D-12", "adlc-decisions"),
        ("MN-99001", "ACCC", "AU_MERGER", "MN-99001", "accc"),
        ("WA-99001", "ACCC", "AU_MERGER", "WA-99001", "accc"),
        ("ACT 1 of 2030", "ACT", "", "ACT 1 of 2030", ""),
        ("C/1999/30", "CNMC", "ES_MERGER", "C/1999/30", "cnmc"),
        ("C19999B", "AGCM", "IT_MERGER", "C19999B", "agcm"),
        ("Ccent. 38/2030", "AdC", "", "Ccent. 38/2030", ""),
        ("ACM/30/123456", "ACM", "", "ACM/30/123456", "acm"),
        ("DKK-1/2030", "UOKiK", "PL_MERGER", "DKK-1/2030", ""),
    ],
)
def test_a_number_alone(text: str, authority: str, procedure: str, number: str, source: str) -> None:
    (found,) = recognise_numbers(f"  {text}\n")
    assert (found.authority, found.procedure, found.number, found.source) == (authority, procedure, number, source)
    assert found.printed == text


def test_the_public_page_follows_from_the_number_where_it_can() -> None:
    assert recognise_numbers("dma.100999") == [
        CaseNumber(
            "EC",
            "EU_DMA",
            "DMA.100999",
            "dma.100999",
            "https://digital-markets-act-cases.ec.europa.eu/cases/DMA.100999",
            "ec-dma",
        )
    ]
    (merger,) = recognise_numbers("IV/M.301")
    assert merger.url == "https://competition-cases.ec.europa.eu/cases/M.301"
    (british,) = recognise_numbers("ME/7999/30")
    assert british.url == ""


@pytest.mark.parametrize("short", ["M.841", "M.7", "C.1886", "JV.41"])
def test_a_short_number_in_running_text_needs_its_words(short: str) -> None:
    assert numbers(f"The road {short} is closed on Sunday.") == []
    assert numbers(f"The Commission cleared {short} on Sunday.") == [("EC", short)]


def test_words_too_far_away_do_not_count() -> None:
    assert numbers("case " + "x" * 100 + " M.841 " + "y" * 100) == []


def test_four_digits_need_no_words_but_a_missing_dot_does() -> None:
    assert numbers("About M.5001 and nothing else") == [("EC", "M.5001")]
    assert numbers("About M 5001 and nothing else") == []
    assert numbers("In merger case M 5001 nothing moved") == [("EC", "M.5001")]
    assert numbers("a merger worth 30 M 2031 at the latest") == []


def test_the_italian_number_needs_its_authority() -> None:
    assert numbers("Item C12345 is sold out.") == []
    assert numbers("Provvedimento C12345 dell'AGCM") == [("AGCM", "C12345")]


def test_slash_is_spain_and_hyphen_is_luxembourg() -> None:
    assert numbers("In C\u2011611/30 P and in C/1470/30") == [("Court of Justice", "C-611/30 P"), ("CNMC", "C/1470/30")]


@pytest.mark.parametrize("text", ["OJ C/2030/33", "published in ABl. C/2030/33", "/eli/C/2030/33/oj", "C/2030/3360"])
def test_an_official_journal_reference_is_no_spanish_case(text: str) -> None:
    assert numbers(text) == []


def test_dashes_and_spaces_are_normalised_and_the_printed_form_kept() -> None:
    text = "Az. B6\u00a0–\u202f22/30; décision 30‑DCC‑96; COMP / M.5001"
    assert [found.number for found in recognise_numbers(text)] == ["B6-22/30", "30-DCC-96", "M.5001"]
    assert recognise_numbers(text)[0].printed == "B6\u00a0–\u202f22/30"


def test_each_number_once_in_order_of_appearance() -> None:
    text = "ME/7999/30, M.20001, ME 7999/30, COMP/M.20001 and M.20001.AP"
    assert numbers(text) == [("CMA", "ME/7999/30"), ("EC", "M.20001"), ("EC", "M.20001.AP")]


def test_the_longer_reading_wins() -> None:
    assert numbers("Case COMP/M.841 of old") == [("EC", "M.841")]
    assert numbers("Docket No. C-4999") == [("FTC", "C-4999")]


@pytest.mark.parametrize("text", ["", "M.", "M.123456", "on 12/4/30", "1.5 M", "MN-1234", "AT.123", "C-611", "x-DCC-1"])
def test_what_is_no_number(text: str) -> None:
    assert numbers(text) == []


def test_numbers_in_addresses() -> None:
    assert numbers("see https://competition-cases.ec.europa.eu/cases/M.20001.") == [("EC", "M.20001")]
