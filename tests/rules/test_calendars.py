"""Which days count for whom, and how openly the doubtful ones are told."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from dealwatch.model.errors import DataError, UsageError
from dealwatch.rules.calendar_files import calendar, load_calendars
from dealwatch.rules.easter import easter_sunday

KEYS = ["AU", "CA", "DE", "EC", "ES", "FR", "IT", "NZ", "PL", "UK", "US"]


@pytest.mark.parametrize(
    ("year", "expected"),
    [(1818, "1818-03-22"), (2000, "2000-04-23"), (2024, "2024-03-31"), (2026, "2026-04-05"), (2038, "2038-04-25")],
)
def test_easter(year: int, expected: str) -> None:
    assert easter_sunday(year).isoformat() == expected


@pytest.mark.parametrize(
    ("key", "day", "reason"),
    [
        ("EC", "2026-04-02", "Maundy Thursday"),
        ("EC", "2026-05-15", "Day after Ascension Day"),
        ("EC", "2026-07-21", "Belgian National Day"),
        ("EC", "2023-06-23", ""),  # Luxembourg's holiday
        ("EC", "2026-11-11", ""),
        ("EC", "2022-12-23", "End-of-year day"),
        ("EC", "2005-10-31", "Bridging day before All Saints' Day"),
        ("EC", "2031-12-29", "End-of-year day"),  # a year without a list
        ("EC", "2026-07-18", "Saturday"),
        ("EC", "2026-07-19", "Sunday"),
        ("UK", "2022-08-01", ""),  # a Scottish holiday
        ("UK", "2022-08-29", "Late Summer Bank Holiday"),
        ("UK", "2022-09-19", "State Funeral of Queen Elizabeth II"),
        ("DE", "2026-06-04", "Corpus Christi"),
        ("FR", "2026-07-14", "National Day"),
        ("US", "2026-07-03", "Independence Day (observed)"),
        ("US", "2024-11-28", "Thanksgiving Day"),
        ("US", "2025-12-26", ""),  # closed by executive order, but no legal public holiday
        ("AU", "2025-12-23", "Year-end period of the Act"),
        ("AU", "2025-12-25", "Christmas Day"),
        ("AU", "2026-01-09", "Year-end period of the Act"),
        ("AU", "2026-01-12", ""),
        ("AU", "2026-03-09", "Canberra Day"),
        ("NZ", "2026-01-15", "Year-end period of the Act"),
        ("NZ", "2026-01-16", ""),
        ("NZ", "2026-07-10", "Matariki"),
        ("CA", "2026-10-12", "Thanksgiving Day"),
        ("CA", "2026-04-06", "Easter Monday"),
        ("ES", "2026-10-12", "National Day"),
        ("IT", "2026-06-02", "Republic Day"),
        ("PL", "2026-11-11", "National Independence Day"),
    ],
)
def test_days_of_each_authority(key: str, day: str, reason: str) -> None:
    assert calendar(key).closed(date.fromisoformat(day)) == reason
    assert calendar(key).is_working(date.fromisoformat(day)) is (reason == "")


def test_every_calendar_is_there_and_says_what_it_rests_on() -> None:
    known = load_calendars()
    assert sorted({each.key for each in known.values()}) == KEYS
    assert all(each.title and each.law for each in known.values())


@pytest.mark.parametrize("alias", ["eu", "EU_COMMISSION", "gb", "us_federal", "De_NrW", "AU_ACT"])
def test_calendars_are_found_by_other_names(alias: str) -> None:
    assert calendar(alias).key in KEYS


def test_an_unknown_calendar_names_the_known_ones() -> None:
    with pytest.raises(UsageError) as error:
        calendar("XX")
    assert "XX" in error.value.title
    assert ", ".join(KEYS) in error.value.hint


def test_working_days_between_two_days() -> None:
    days = calendar("EC")
    friday, monday = date(2026, 7, 17), date(2026, 7, 20)
    assert days.working_days(friday, monday) == 1
    assert days.working_days(friday, friday) == 0
    assert days.working_days(monday, friday) == -1
    assert days.working_days(friday, date(2026, 7, 22)) == 2  # 21 July is closed


def test_rolling_forward_skips_weekends_and_holidays() -> None:
    days = calendar("EC")
    assert days.roll_forward(date(2026, 12, 24)) == date(2027, 1, 4)
    assert days.roll_forward(date(2026, 7, 20)) == date(2026, 7, 20)


def test_a_verified_year_raises_no_doubt_and_a_derived_one_does() -> None:
    days = calendar("EC")
    assert days.doubts(date(2023, 1, 1), date(2023, 12, 31)) == ()
    (doubt,) = days.doubts(date(2026, 2, 1), date(2026, 3, 1))
    assert doubt.startswith("The holidays of 2026 are not verified")
    assert len(days.doubts(date(2023, 12, 1), date(2025, 2, 1))) == 2
    (far,) = days.doubts(date(2040, 2, 1), date(2040, 3, 1))
    assert "2040" in far


def test_a_partly_verified_year_is_good_until_where_it_was_read() -> None:
    days = calendar("EC")
    assert days.doubts(date(2024, 1, 3), date(2024, 8, 15)) == ()
    assert len(days.doubts(date(2024, 1, 3), date(2024, 8, 16))) == 1


def test_a_day_that_is_likely_to_be_missing_is_told() -> None:
    assert any("23 December 2027" in doubt for doubt in calendar("EC").doubts(date(2027, 12, 1), date(2028, 1, 20)))


def test_national_calendars_raise_no_doubt() -> None:
    assert calendar("UK").doubts(date(2026, 1, 1), date(2026, 12, 31)) == ()


def test_inferred_days_say_why() -> None:
    days = calendar("EC")
    assert "decision" in days.inferred(date(2022, 12, 23))
    assert days.inferred(date(2022, 12, 26)) == ""
    opened = days.with_open(date(2022, 12, 23))
    assert opened.is_working(date(2022, 12, 23))
    assert opened.inferred(date(2022, 12, 23)) == ""
    assert not days.is_working(date(2022, 12, 23))


def test_days_can_be_added() -> None:
    days = calendar("UK").with_closed({date(2026, 7, 1): "Jubilee"}).with_closed({date(2026, 7, 2): "After it"})
    assert days.closed(date(2026, 7, 1)) == "Jubilee"
    assert days.closed(date(2026, 7, 2)) == "After it"


def test_every_year_of_the_commission_has_at_least_seventeen_days_but_the_one_that_says_so() -> None:
    short = [year for year in range(2004, 2031) if len(calendar("EC").closures(year).days) < 17]
    assert short == [2027]
    assert calendar("EC").closures(2027).expected


def test_lists_hold_no_weekend_and_stay_in_their_year() -> None:
    for key in KEYS:
        for year in (2014, 2022, 2026):
            days = calendar(key).closures(year).days
            assert days
            assert all(day.year == year and day.weekday() < 5 for day in days)


def test_the_holidays_package_is_not_loaded_for_the_commission() -> None:
    code = (
        "import sys, datetime\n"
        "from dealwatch.rules.calendar_files import calendar\n"
        "calendar('EC').closed(datetime.date(2026, 5, 1))\n"
        "sys.exit('holidays' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


OWN = """
key = "EC"
aliases = ["EU"]
title = "Mine"
law = "My reading"

[pattern]
fixed = [["01-01", "New Year's Day"]]
spans = [["12-30", "01-03", "Bridge"]]

[[year]]
year = 2030
mark = "verified"
source = "the list itself"
days = [[2030-03-04, "Monday of ours"]]
"""


def test_a_file_of_the_user_replaces_the_bundled_one(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(OWN, encoding="utf-8")
    known = load_calendars(tmp_path)
    assert known["EU"] is known["EC"]
    assert known["EC"].title == "Mine"
    assert "EU_COMMISSION" not in known
    assert known["EC"].closed(date(2030, 3, 4)) == "Monday of ours"
    assert known["EC"].closed(date(2031, 1, 1)) == "New Year's Day"
    assert [known["EC"].closed(date(2031, 12, 29) + timedelta(days=n)) for n in range(3)] == ["", "Bridge", "Bridge"]
    assert known["EC"].closed(date(2031, 1, 3)) == "Bridge"
    assert known["EC"].doubts(date(2030, 1, 1), date(2030, 12, 31)) == ()
    assert known["UK"].title == load_calendars()["UK"].title


def test_single_days_can_be_closed_and_opened_in_a_file(tmp_path: Path) -> None:
    text = 'key = "UK"\ntitle = "t"\nlaw = "l"\nclosed = [[2030-07-01, "Jubilee"]]\nopen = [2030-12-25]\n'
    (tmp_path / "uk.toml").write_text(text + '[national]\ncountry = "GB"\nsubdivision = "ENG"\n', encoding="utf-8")
    days = load_calendars(tmp_path)["UK"]
    assert days.closed(date(2030, 7, 1)) == "Jubilee"
    assert days.is_working(date(2030, 12, 25))
    assert not days.is_working(date(2030, 12, 26))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("key = ", "Invalid value"),
        ('key = "EC"\n', "title"),
        ('key = "EC"\ntitle = "t"\nlaw = "l"\ncolour = "red"\n', "colour"),
        ('key = "EC"\ntitle = "t"\nlaw = "l"\n[pattern]\nfixed = [["02-30", "x"]]\n', "02-30"),
        ('key = "EC"\ntitle = "t"\nlaw = "l"\n[pattern]\nfixed = [["02-29", "x"]]\n', "02-29"),
        ('key = "EC"\ntitle = "t"\nlaw = "l"\n[national]\ncountry = "AU"\nspans = [["1", "01-02", "x"]]\n', "“1”"),
        (
            'key = "EC"\ntitle = "t"\nlaw = "l"\n[[year]]\nyear = "x"\nmark = "verified"\nsource = ""\ndays = []\n',
            "year",
        ),
        ('key = "EC"\ntitle = "t"\nlaw = "l"\n[[year]]\nyear = 1\nmark = "sure"\nsource = ""\ndays = []\n', "sure"),
    ],
)
def test_a_wrong_file_is_named_with_its_fault(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "broken.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_calendars(tmp_path)
    assert "broken.toml" in error.value.title
    assert told in error.value.hint


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes('title = "Fête"'.encode("latin-1"))
    with pytest.raises(DataError, match=r"latin\.toml"):
        load_calendars(tmp_path)


def test_a_folder_that_is_not_there_is_an_empty_one(tmp_path: Path) -> None:
    assert load_calendars(tmp_path / "none").keys() == load_calendars().keys()
    (tmp_path / "notes.txt").write_text("no rules", encoding="utf-8")
    assert load_calendars(tmp_path).keys() == load_calendars().keys()
