"""`deadlines`, the calendar file and the reminders, on a register page of ours whose deadline moves and then goes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal
from dealwatch.model.evidence import Evidence
from dealwatch.model.status import Outcome, Stage, Status
from dealwatch.store.database import Store
from dealwatch.watch.by_hand import Entry, enter
from dealwatch.watch.reminder_distances import distances, long_stop_distances

FIXTURES = Path(__file__).parent.parent / "sources"
PAGE = "https://www.accc.gov.au/public-registers/acquisitions-and-mergers-registers/acquisitions-register/some-case"
FIRST, MOVED, GONE = "2026-02-25T00:00:00Z", "2026-03-06T00:00:00Z", "2026-03-20T00:00:00Z"
NOW = "2026-03-16T00:00:00Z"  # the first possible day of a determination, 13 March, is over


@pytest.fixture
def register(dealwatch, tmp_path):
    """The page as first seen, then with a day two days later, in the register watched and in a tracked deal."""
    dealwatch("add", "accc")
    body = (FIXTURES / "accc_case_running.html").read_bytes()
    for at, page in ((FIRST, body), (MOVED, body.replace(b"27 April 2026", b"29 April 2026"))):
        saved = tmp_path / "page.html"
        saved.write_bytes(page.replace(b"2026-04-27", b"2026-04-29") if at == MOVED else page)
        assert dealwatch("ingest", "--source", "accc", "--url", PAGE, "--at", at, str(saved)).status == 0
    now = datetime(2026, 3, 7, tzinfo=UTC)
    with Store.open(tmp_path / "data", now) as store, store.write() as database:
        deal_id = store.deals.add(database, Deal("", "Grain / Silos"), now)
        store.deals.link(database, deal_id, store.cases.find("accc", "MN-12345", database).id)
    return dealwatch


def test_published_and_computed_side_by_side_with_what_proves_them(register):
    (line,) = register("--json", "deadlines", now=NOW).lines
    assert (line["authority"], line["case"], line["deal"], line["step"]) == (
        "ACCC", "MN-12345", "Grain / Silos", "determination",
    )  # fmt: skip
    assert (line["published"], line["computed"], line["difference"], line["cause"]) == (
        "2026-04-29", "2026-04-29", 0, None,
    )  # fmt: skip
    assert (line["computable"], line["reason"], line["state"], line["zone"]) == (
        True,
        None,
        "ahead",
        "Australia/Sydney",
    )
    assert line["working_days_left"] == 29
    assert [version["value"] for version in line["versions"]] == ["2026-04-27", "2026-04-29"]
    assert [version["observed_at"] for version in line["versions"]] == [FIRST, MOVED]
    assert len({version["snapshot"] for version in line["versions"]}) == 2
    assert line["snapshot"] == line["versions"][1]["snapshot"]
    assert line["quote"] == "End of determination period: 29 April 2026"
    assert line["workings"][-1] == "2026-04-29 Wednesday: day 45, the last day"
    assert (line["source"], line["url"], line["warnings"], line["elapsed"]) == ("accc", PAGE, [], None)


def test_as_at_a_past_instant_the_day_is_the_one_known_then(register):
    earliest, line = register("--json", "deadlines", "--as-at", "2026-03-01T00:00:00Z", now=NOW).lines
    assert (earliest["step"], earliest["published"], earliest["versions"]) == ("phase_1_earliest", None, [])
    assert (line["published"], line["difference"]) == ("2026-04-27", -2)
    assert line["cause"]
    assert [version["value"] for version in line["versions"]] == ["2026-04-27"]
    assert register("--json", "deadlines", "--as-at", "2026-02-01T00:00:00Z", now=NOW).lines == []


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--deal", "Grain"], 1),
        (["--authority", "ACCC", "--deal", "Grain"], 1),
        (["--authority", "EC"], 0),
        (["--authority", "EC", "--deal", "Grain"], 0),
        (["--watched", "--open"], 1),
        (["--since", "2026-04-29"], 1),
        (["--since", "2026-04-30"], 0),
    ],
)
def test_the_list_can_be_narrowed(register, options, count):
    assert len(register("--json", "deadlines", *options, now=NOW).lines) == count


def test_a_person_reads_the_day_the_step_and_both_sides(register):
    shown = register("deadlines", now=NOW).out
    assert shown == (
        "29 Apr 2026 (Wed)  ACCC MN-12345  End of the Phase 1 determination period, 29 working days left\n"
        "    Grain / Silos: Harbour Grain – Coastal Silos\n"
        "    published 29 Apr 2026 (Wed) · computed 29 Apr 2026 (Wed), the same\n"
        "    earlier: 27 Apr 2026 (Mon)\n"
    )
    workings = register("deadlines", "--workings", now=NOW).out
    assert "2026-03-05 Thursday: 15 working days added, timeline extended" in workings
    assert f"“End of determination period: 29 April 2026” {PAGE}" in workings
    differing = register("deadlines", "--as-at", "2026-03-01", now=NOW).out
    assert "computed 29 Apr 2026 (Wed) · difference -2 working days. The period" in differing


@pytest.mark.parametrize(
    ("now", "words"),
    [("2026-04-28T20:00:00Z", "today"), ("2026-04-28T00:00:00Z", "1 working day left"),
     ("2026-05-01T00:00:00Z", "the day has passed")],
)  # fmt: skip
def test_how_near_it_is(register, now, words):
    assert register("deadlines", now=now).out.splitlines()[0].endswith(f"period, {words}")


@pytest.mark.parametrize(("day", "words"), [("2026-02-20", "settled on 20 Feb 2026 (Fri)"), ("2026-02", "settled")])
def test_a_decided_case_says_so(dealwatch, tmp_path, day, words):
    at = datetime(2026, 3, 1, tzinfo=UTC)
    decided = Entry("M.1", "EC", "A / B", "Cleared", Evidence("", "https://x", at, "", "Cleared."),
                    Status(Stage.DECISION, Outcome.CLEARED), deadlines={"decision": date(2026, 2, 25)},
                    day=PartialDate.parse(day), procedure="EU_MERGER")  # fmt: skip
    with Store.open(tmp_path / "data", at) as store, store.write() as database:
        enter(store, database, decided, at)
    (line,) = dealwatch("--json", "deadlines").lines
    assert (line["state"], line["working_days_left"], line["published"]) == ("settled", None, "2026-02-25")
    assert (line["computed"], line["difference"], line["computable"]) == (None, None, None)
    shown = dealwatch("deadlines", "--workings").out.splitlines()
    assert shown[0].endswith(f"Decision, {words}")
    assert (
        shown[2]
        == "    published 25 Feb 2026 (Wed) · nothing computed: the rules of this step or its beginning are not known"
    )
    assert shown[3] == "    “Cleared.” https://x"
    assert dealwatch("deadlines", "--open").out == ""


def test_a_day_that_went_is_shown_as_gone_and_cancelled_in_the_calendar(register, tmp_path):
    first, later = tmp_path / "first.ics", tmp_path / "later.ics"
    assert register("export", "Grain", "--to", str(first), now=NOW).status == 0
    (entry,) = icalendar.Calendar.from_ical(first.read_bytes()).walk("VEVENT")
    assert (entry.start, str(entry["status"])) == (date(2026, 4, 29), "CONFIRMED")
    assert str(entry["summary"]) == "ACCC MN-12345: End of the Phase 1 determination period – Grain / Silos"

    saved = tmp_path / "page.html"
    text = (FIXTURES / "accc_case_running.html").read_text("utf-8")
    start = text.index('<div class="field field--name-field-acccgov-end-determination')
    saved.write_text(text[:start] + text[text.index("</div></div>", start) + 12 :], "utf-8")
    register("ingest", "--source", "accc", "--url", PAGE, "--at", GONE, str(saved))
    (line,) = register("--json", "deadlines", now=GONE).lines
    assert (line["state"], line["published"], line["computed"]) == ("vanished", None, "2026-04-29")
    assert "no longer shown" in register("deadlines", now=GONE).out

    assert register("deadlines", "--ics", str(later), now=GONE).out.startswith(f"{later}  1 deadline")
    (gone,) = icalendar.Calendar.from_ical(later.read_bytes()).walk("VEVENT")
    assert (gone["uid"], str(gone["status"])) == (entry["uid"], "CANCELLED")
    assert gone["sequence"] > entry["sequence"]


def test_the_calendar_can_be_written_for_a_deal_as_json_says(register, tmp_path):
    target = tmp_path / "deal.ics"
    (line,) = register("--json", "deadlines", "--deal", "Grain", "--ics", str(target), now=NOW).lines
    assert line == {"written": str(target), "deadlines": 1}
    assert str(icalendar.Calendar.from_ical(target.read_bytes())["x-wr-calname"]) == "Deadlines: Grain"


def test_the_reminders_can_be_chosen(dealwatch, tmp_path):
    assert "5, 1 working days" in dealwatch("deadlines", "--remind", "5, 1").err
    with Store.open(tmp_path / "data", datetime(2026, 3, 2, tzinfo=UTC)) as store:
        assert distances(store) == (5, 1)
    assert dealwatch("deadlines", "--remind", "none").err == "No reminders.\n"
    for wrong in ("soon", "-1", "99"):
        assert dealwatch("deadlines", f"--remind={wrong}").status == 2


def test_the_reminders_of_long_stop_dates_can_be_chosen(dealwatch, tmp_path):
    assert "14, 2 days before" in dealwatch("deadlines", "--remind-long-stop", "14,2").err
    with Store.open(tmp_path / "data", datetime(2026, 3, 2, tzinfo=UTC)) as store:
        assert (distances(store), long_stop_distances(store)) == ((3, 1), (14, 2))
    both = dealwatch("deadlines", "--remind", "2", "--remind-long-stop", "none").err
    assert both == "Reminders: 2 working days before.\nNo reminders of long-stop dates.\n"
    for wrong in ("soon", "-1", "366"):
        assert dealwatch("deadlines", f"--remind-long-stop={wrong}").status == 2


def test_an_unknown_deal_is_named(dealwatch):
    ran = dealwatch("deadlines", "--deal", "Nobody")
    assert (ran.status, ran.out) == (2, "")
    assert "No such deal" in ran.err


@pytest.fixture
def agreed(register, tmp_path):
    """The deal with a long-stop date."""
    now = datetime(2026, 3, 7, tzinfo=UTC)
    with Store.open(tmp_path / "data", now) as store, store.write() as database:
        store.deals.add(database, Deal("", "Mills / Ovens", long_stop=PartialDate(2026, 6, 30)), now)
    return register


def test_long_stop_dates_are_among_the_deadlines(agreed):
    lines = agreed("--json", "deadlines", now=NOW).lines
    (line,) = [line for line in lines if line["step"] == "long_stop"]
    assert (line["deal"], line["agreed"], line["days_left"], line["state"]) == (
        "Mills / Ovens", "2026-06-30", 106, "ahead",
    )  # fmt: skip
    assert (line["authority"], line["case"], line["published"], line["computed"]) == (None,) * 4
    assert len(lines) == 2
    assert [line["step"] for line in agreed("--json", "deadlines", "--authority", "ACCC", now=NOW).lines] == [
        "determination"
    ]
    assert agreed("--json", "deadlines", "--deal", "Mills / Ovens", now=NOW).lines == [line]
    assert agreed("--json", "deadlines", "--deal", "Grain / Silos", now=NOW).lines[0]["step"] == "determination"
    assert "30 Jun 2026 (Tue)  Long-stop date of the deal, 106 days left" in agreed("deadlines", now=NOW).out
    assert "the day has passed" in agreed("deadlines", "--deal", "Mills / Ovens", now="2026-07-02T00:00:00Z").out


def test_a_long_stop_date_stands_once_in_a_calendar(agreed, tmp_path):
    target = tmp_path / "deadlines.ics"
    entries = []
    for command in (("deadlines", "--ics"), ("export", "Mills / Ovens", "--to")):
        assert agreed(*command, str(target), now=NOW).status == 0
        found = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
        entries += [entry for entry in found if "long_stop" in str(entry["uid"])]
    first, second = entries
    assert str(first["uid"]) == str(second["uid"])
    assert (first.start, first.end) == (date(2026, 6, 30), date(2026, 7, 1))
    assert str(first["summary"]) == "Long-stop date – Mills / Ovens"


def test_a_settled_long_stop_date_is_not_open(agreed, tmp_path):
    now = datetime(2026, 3, 7, tzinfo=UTC)
    with Store.open(tmp_path / "data", now) as store, store.write() as database:
        case_id = store.cases.create(database, source="reg", authority="EC", number="M.1")
        store.cases.save(
            database, case_id, status=Status(Stage.DECISION, Outcome.CLEARED), facts={}, title="", url="",
            printed_number="", procedure="", now=now, changed=False, seen=True,
        )  # fmt: skip
        store.deals.link(database, store.deals.find("Mills / Ovens").id, case_id)
    line = agreed("--json", "deadlines", "--deal", "Mills / Ovens", now=NOW).lines[0]
    assert line["state"] == "settled"
    steps = [line["step"] for line in agreed("--json", "deadlines", "--open", now=NOW).lines]
    assert "long_stop" not in steps


def test_a_check_tells_of_near_deadlines_only_where_it_is_asked_to(register, tmp_path):
    near = "2026-04-28T00:00:00Z"
    with Store.open(tmp_path / "data", datetime(2026, 4, 28, tzinfo=UTC)) as store, store.write() as database:
        store.sources.pause(database, "accc", True)  # nothing is due, nothing is asked for
    plain = register("check", now=near)
    assert "tomorrow" not in plain.err
    asked = register("check", "--remind", now=near)
    assert "End of the Phase 1 determination period tomorrow" in asked.err
