"""Pages of the ACCC register that are not as they should be: a health state or a warning, never a wrong fact."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dealwatch.model.facts import CaseFacts
from dealwatch.model.source import Document, Request, SourceProblem, SourceState
from dealwatch.sources.accc_list import Listing, read_list
from dealwatch.sources.accc_page import read_page

FOLDER = Path(__file__).parent
SEEN = datetime(2026, 3, 6, tzinfo=UTC)
RUNNING = (FOLDER / "accc_case_running.html").read_text("utf-8")
CONDITIONS = (FOLDER / "accc_case_conditions.html").read_text("utf-8")
NEW_STATUS = (FOLDER / "accc_case_new_status.html").read_text("utf-8")
EXTENSION = "Timeline extended by 15 business days &ndash; following request for further information"
LIST = (FOLDER / "accc_list.html").read_text("utf-8")


def document(page: str) -> Document:
    request = Request("https://www.accc.gov.au/public-registers/x/acquisitions-register/y", "case", "")
    return Document(request, request.url, page.encode(), "text/html", SEEN)


def page(text: str) -> CaseFacts:
    return read_page(document(text))


def changed(old: str, new: str, text: str = RUNNING) -> str:
    assert old in text, "the example no longer has what the test changes"
    return text.replace(old, new)


def refused(text: str) -> SourceProblem:
    with pytest.raises(SourceProblem) as caught:
        page(text)
    return caught.value


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # the field moved, the label stayed: without the label it would read as absent
        ("field--name-field-acccgov-end-determination", "field--name-field-end"),
        ("field--name-field-acccgov-pub-reg-date", "field--name-field-date"),
        ("field--name-field-acccgov-applicants", "field--name-field-buyers"),
        ("field--acccgov-type", "field--kind"),
        # landmarks gone
        ("accc-full-view", "full-view"),
        ("page-title", "heading"),
        ("field--name-field-acccgov-merger-status", "status-of-merger"),
        ("field--name-dynamic-token-fieldnode-acccgov-merger-id", "merger-id"),
        ("<p>MN-12345</p>", "<p>12345</p>"),
        ("<p>MN-12345</p>", ""),
        # values that no field of the register has ever had
        ("Under assessment", "Under assessment Acquisition case number"),
        ("Under assessment</div>", "</div>"),
        ('<div class="field__item">Phase 1 - initial assessment</div>', ""),
        (
            '<div class="field__item">Phase 1 - initial assessment</div>',
            '<div class="field__item">Phase 1</div><div class="field__item">Phase 2</div>',
        ),
        # days
        ('datetime="2026-04-27T12:00:00Z"', 'datetime="27/04/2026"'),
        ('datetime="2026-04-27T12:00:00Z"', ""),
        ('datetime="2026-04-27T12:00:00Z"', 'datetime="2026-04-31T12:00:00Z"'),
        # the stamp became an instant: 14:00 UTC is already the next day in Sydney
        ('datetime="2026-04-27T12:00:00Z"', 'datetime="2026-04-26T14:00:00Z"'),
    ],
)
def test_an_unknown_layout_is_refused(old: str, new: str) -> None:
    problem = refused(changed(old, new))
    assert problem.state is SourceState.LAYOUT_CHANGED
    assert problem.detail
    assert problem.hint


def shown_day(iso: str, words: str) -> str:
    return f'<time datetime="{iso}T12:00:00Z" class="datetime">{words}</time>'


FIRST_ROW = "document:fd210d4891bc"


@pytest.mark.parametrize(
    ("old", "new", "namespace", "lost"),
    [
        ("field_acccgov_name", "trader-name", "party", "party:acquirer"),
        (shown_day("2026-04-27", "27 April 2026"), "On hold", "deadline", "deadline:determination"),
        (shown_day("2026-02-19", "19 February 2026"), "On hold", "date", "date:notified"),
        (f"<td>{EXTENSION}</td>", "<td></td>", "document", FIRST_ROW),
        (f"<td>{EXTENSION}</td>", "", "document", FIRST_ROW),
        (shown_day("2026-03-05", "5 Mar 2026"), "March", "document", FIRST_ROW),
        (f"</td>\n      <td>{EXTENSION}</td>\n      <td", '</td>\n      <th scope="row"', "document", FIRST_ROW),
    ],
)
def test_what_cannot_be_read_is_a_doubt_and_no_vanished_fact(old: str, new: str, namespace: str, lost: str) -> None:
    """The status is read all the same; in the doubtful namespace nothing counts as gone."""
    facts = page(changed(old, new))
    assert facts.get("stage") is not None
    assert facts.get(lost) is None
    assert namespace not in facts.complete
    assert facts.warnings


def test_a_row_of_headings_is_no_doubt() -> None:
    facts = page(changed("<tbody>", "<tbody><tr><th>Date</th><th>Event</th><th>File</th></tr>"))
    assert facts.warnings == ()
    assert {fact.name: fact.value for fact in facts.facts} == values(RUNNING)


def test_related_papers_count_as_documents_once() -> None:
    """A paper may be listed among the events as well; moving between the two tables is no change."""
    start = RUNNING.index('<div class="field field--name-field-acccgov-merger-events')
    table = RUNNING[start : RUNNING.index("</table>    </div>") + len("</table>    </div>")]
    papers = table.replace("merger-events", "merger-docs")
    assert values(changed(table, table + papers)) == values(RUNNING)
    assert values(changed(table, papers)) == values(RUNNING)


def test_a_label_that_also_stands_elsewhere_does_not_matter() -> None:
    text = changed("<tbody>", "<tbody><tr><th>Stage</th><th>Type</th></tr>")
    assert values(text) == values(RUNNING)


def test_a_field_that_stands_twice_is_refused() -> None:
    stage = RUNNING[RUNNING.index('  <div class="field field--name-field-acquisition-stage') :]
    stage = stage[: stage.index("          </div>\n") + len("          </div>\n")]
    assert refused(changed(stage, stage + stage)).state is SourceState.LAYOUT_CHANGED


def test_an_open_case_without_its_stage_is_refused() -> None:
    text = changed('<h3 class="field__label">Stage</h3>', "")
    text = changed('<div class="field__item">Phase 1 - initial assessment</div>', "", text)
    assert "without a stage" in refused(text).detail


def test_a_completed_case_reads_without_a_stage() -> None:
    text = changed('<h3 class="field__label">Stage</h3>', "", CONDITIONS)
    text = changed('<div class="field__item">Phase 2 - detailed assessment</div>', "", text)
    facts = page(text)
    assert [fact.value for fact in facts.facts[:3]] == ["decision", "cleared_conditions", "expired"]
    assert facts.get("text:stage") is None


def test_a_determination_whose_field_moved_is_not_read_as_pending() -> None:
    text = changed("field--name-field-acccgov-acquisition-deter", "field--name-outcome", CONDITIONS)
    assert refused(text).state is SourceState.LAYOUT_CHANGED


def test_a_new_status_is_kept_verbatim_and_moves_no_axis() -> None:
    facts = page(NEW_STATUS)
    status = facts.get("text:status")
    assert status is not None
    assert status.value == "Assessment paused by agreement"
    assert not {"stage", "outcome", "clock"} & {fact.name for fact in facts.facts}
    assert "status" not in facts.complete
    assert facts.warnings == ("status not mapped: Assessment paused by agreement",)


def test_a_new_status_that_the_page_does_not_confirm_is_a_changed_layout() -> None:
    """The register repeats a status as a class of its field; words without it are a misread page."""
    assert refused(changed("assessment-paused-by-agreement ", "", NEW_STATUS)).state is SourceState.LAYOUT_CHANGED


def test_a_new_stage_moves_no_axis() -> None:
    facts = page(changed("Phase 1 - initial assessment", "Public benefits assessment"))
    assert facts.get("stage") is None
    assert facts.warnings == ("stage not mapped: Public benefits assessment",)


def test_a_determination_beside_an_open_status_is_a_warning() -> None:
    facts = page(changed("Assessment completed", "Under assessment", CONDITIONS))
    outcome = facts.get("outcome")
    assert outcome is not None
    assert (outcome.value, outcome.words, outcome.occurred_on) == ("pending", "Under assessment", None)
    assert facts.warnings == ("Approved with conditions beside under assessment",)


def test_an_empty_field_is_as_good_as_none() -> None:
    facts = page(changed('<div class="field__item">Notification</div>', '<div class="field__item"> </div>'))
    kind = facts.get("text:type")
    assert kind is not None
    assert (kind.value, kind.quote) == ("Notification", "Acquisition case number: MN-12345")


def test_a_page_without_parties_events_or_codes_reads() -> None:
    text = changed("field--name-field-acccgov-other-parties", "gone", changed(">Other party(ies)<", "><"))
    text = changed("field--name-field-acquisition-anzsic-code", "gone", changed(">ANZSIC code(s)<", "><", text))
    text = changed("field--name-field-acccgov-merger-events", "gone", text)
    names = {fact.name for fact in page(text).facts}
    assert not {"party:other", "text:anzsic"} & names
    assert not any(name.startswith("document:") for name in names)


def test_parties_in_another_order_and_spelling_are_the_same() -> None:
    first = "HARBOUR GRAIN HOLDINGS PTY LTD"
    text = changed("Quay Capital Pty. Ltd.", "Harbour Grain Holdings Pty. Ltd.", changed(first, "QUAY CAPITAL PTY LTD"))
    before, after = page(RUNNING).get("party:acquirer"), page(text).get("party:acquirer")
    assert before is not None
    assert after is not None
    assert before.value == after.value
    assert before.words != after.words


def test_a_lost_or_moved_file_is_no_change_of_its_row() -> None:
    href = "/system/files/public-merger-register/documents/Notification%20-%2020%20February%202026.pdf"
    for other in ("/sites/www.accc.gov.au/files/moderated_files/Notification.pdf", ""):
        text = changed(href, other)
        assert values(text) == values(RUNNING)
    link = RUNNING.index('<a href="/system')
    without = RUNNING[:link] + RUNNING[RUNNING.index("</a>", link) + 4 :]
    assert values(without) == values(RUNNING)


def values(text: str) -> dict[str, str]:
    return {fact.name: fact.value for fact in page(text).facts}


def test_a_row_whose_words_stand_in_its_file_is_kept() -> None:
    text = changed("<td>Harbour Grain &ndash; Coastal Silos - Notification</td>", "<td></td>")
    assert any(value.startswith("Attachment") for name, value in values(text).items() if name.startswith("document:"))


def test_equal_rows_stay_apart() -> None:
    text = (FOLDER / "accc_case_phase_2.html").read_text("utf-8")
    rows = [fact.name for fact in page(text).facts if fact.value.startswith("ACCC decided")]
    assert len(rows) == 2
    assert rows[1] == f"{rows[0]}-2"


def test_a_case_page_without_its_class_list_reads_on() -> None:
    facts = page(changed(' class="table table-striped"', ""))
    assert facts.number == "MN-12345"


def listing(text: str) -> Listing:
    return read_list(document(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("view-acccgov-acquisitions-register", "view-other"),
        ("views-row", "row"),  # neither rows nor the note that there are none
        ("Showing 1 - 3 of 7", ""),
        ("view-footer", "footer"),
        ("field--name-field-acccgov-mcmsmergermatterno", "number"),
        ("field--name-field-acccgov-merger-status", "status"),
        ("field--name-node-title", "title"),
    ],
)
def test_an_unknown_list_is_refused(old: str, new: str) -> None:
    with pytest.raises(SourceProblem) as caught:
        listing(changed(old, new, LIST))
    assert caught.value.state is SourceState.LAYOUT_CHANGED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (">MN-30001<", "><"),
        (">MN-30001<", ">pending<"),
        ("Keg Partners - Barrel Pool", ""),
        ("Assessment suspended", ""),
    ],
)
def test_one_unreadable_row_does_not_hide_the_others(old: str, new: str) -> None:
    found = listing(changed(old, new, LIST))
    assert found.numbers == {"MN-12345", "WA-60001"}
    assert len(found.warnings) == 1
    assert found.warnings[0].startswith("row 3: ")


def test_a_row_shown_twice_counts_once() -> None:
    found = listing(changed("MN-30001", "MN-12345", LIST))
    assert [case.number for case in found.cases] == ["MN-12345", "WA-60001"]
