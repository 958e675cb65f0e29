"""The finished PDF as a checker sees it: standards, tags, bookmarks, pages, attachments, text."""

from __future__ import annotations

import hashlib
import json
import re
from itertools import pairwise

import pikepdf
import pytest
from casefile_pdf import bookmarks, elements, kinds, links, opened, squeezed, text

from dealwatch.export.casefile import RenderedCasefile, build
from dealwatch.export.casefile_input import CasefileInput
from dealwatch.export.casefile_text import page_text


@pytest.fixture(params=["mistral", "three"])
def given(request: pytest.FixtureRequest) -> CasefileInput:
    found: CasefileInput = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def rendered(given: CasefileInput, request: pytest.FixtureRequest) -> RenderedCasefile:
    name = "mistral_pdf" if given.deal.id == "deal-1" else "three_pdf"
    found: RenderedCasefile = request.getfixturevalue(name)
    return found


@pytest.fixture
def document(rendered: RenderedCasefile) -> pikepdf.Pdf:
    return opened(rendered.pdf)


def test_names_its_standards_language_and_title(document: pikepdf.Pdf, given: CasefileInput) -> None:
    metadata = document.Root.Metadata.read_bytes().decode()
    assert re.search(r"<pdfaid:part>3</pdfaid:part>", metadata)
    assert re.search(r"<pdfaid:conformance>A</pdfaid:conformance>", metadata)
    assert re.search(r"<pdfuaid:part>1</pdfuaid:part>", metadata)
    assert str(document.Root.Lang) == "en-GB"
    assert document.Root.MarkInfo.Marked
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert str(document.Root.OutputIntents[0].S) == "/GTS_PDFA1"
    assert given.deal.name in str(document.docinfo.Title)


def test_has_no_fault_of_syntax(document: pikepdf.Pdf) -> None:
    assert document.check_pdf_syntax() == []


def test_opens_on_page_one_in_full_size_beside_its_bookmarks(document: pikepdf.Pdf) -> None:
    action = document.Root.OpenAction
    assert action[0].objgen == document.pages[0].obj.objgen
    assert float(action[4]) == 1
    assert str(document.Root.PageMode) == "/UseOutlines"


def test_embeds_every_font(document: pikepdf.Pdf) -> None:
    fonts = {font.objgen: font for page in document.pages for font in page.Resources.Font.values()}
    descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts.values()]
    assert descriptors
    assert all("/FontFile2" in descriptor or "/FontFile3" in descriptor for descriptor in descriptors)


def test_the_label_of_a_page_is_its_number(document: pikepdf.Pdf) -> None:
    assert [page.label for page in document.pages] == [str(n) for n in range(1, len(document.pages) + 1)]


def test_every_page_has_marking_version_and_number(document: pikepdf.Pdf, given: CasefileInput) -> None:
    version = f"Version {given.version}"
    for number, page in enumerate(document.pages, 1):
        shown = page_text(page)
        assert given.marking.upper() in shown
        assert version in shown
        assert "as at 23 Nov 2026, 14:05 CET" in shown
        assert f"{number} / {len(document.pages)}" in shown


def test_every_heading_has_a_bookmark_with_its_true_page(document: pikepdf.Pdf) -> None:
    found = bookmarks(document)
    headings = [kind for kind in kinds(document.Root.StructTreeRoot) if re.fullmatch(r"H\d", kind)]
    assert [f"H{level}" for level, *_ in found] == headings
    for _, title, page, zoom in found:
        assert title.endswith(f" · p. {page}")
        assert zoom == 0
    assert found[0][1] == "1 Summary · p. 2"


def test_tags_are_complete(document: pikepdf.Pdf) -> None:
    found = list(elements(document.Root.StructTreeRoot))
    for element in found:
        inside = kinds(element.get("/K", pikepdf.Array()))
        match str(element.S):
            case "/Table":
                assert "THead" in inside
                assert "TH" in inside
            case "/Figure":
                assert str(element.Alt)
            case "/TOCI":
                assert "Reference" in inside
    levels = [int(kind[1]) for kind in kinds(document.Root.StructTreeRoot) if re.fullmatch(r"H\d", kind)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {"Title", "P", "Table", "TOC", "Link", "Figure", "Caption", "BlockQuote"} <= set(
        kinds(document.Root.StructTreeRoot)
    )


def test_the_chronology_is_printed_whole_and_in_order(rendered: RenderedCasefile, given: CasefileInput) -> None:
    data, _ = build(given)
    shown = squeezed(text(rendered.pdf))
    at = shown.index("No.DateAuthorityEventSource")
    for row in data["chronology"]:
        printed = f"{row['no']}{row['date']['text']}{row['flag'] or ''}{row['authority']}{row['event']}"
        at = shown.index(squeezed(printed), at)
        if row["quote"]:
            at = shown.index(squeezed(f"“{row['quote']}”"), at)


def test_chronology_rows_link_to_their_source_inside_and_outside(document: pikepdf.Pdf, given: CasefileInput) -> None:
    data, _ = build(given)
    page = next(page for page in document.pages if "No.DateAuthority" in squeezed(page_text(page)))
    outside, inside = links(page)
    sources = {source["n"]: source for source in data["sources"]}
    cited = [sources[n] for row in data["chronology"] for n in row["sources"]]
    assert sorted(outside) == sorted(source["link"] for source in cited if source["link"])
    assert inside == len(cited)


def test_every_citation_resolves_and_every_source_is_cited(rendered: RenderedCasefile, given: CasefileInput) -> None:
    data, _ = build(given)
    known = {source["n"] for source in data["sources"]}
    assert known == set(range(1, len(known) + 1))
    assert {int(n) for n in re.findall(r"\[S(\d+)\]", json.dumps(data))} <= known
    shown = text(rendered.pdf)
    sources = shown[shown.index("Cited on") :]
    assert len(re.findall(r"p\. \d", sources)) == len(known)


def test_attachments_are_the_stored_bytes_and_described(document: pikepdf.Pdf, given: CasefileInput) -> None:
    data, copies = build(given)
    attached = dict(document.attachments.items())
    assert set(attached) == {*copies, "case-file.json"}
    for source in data["sources"]:
        if source["snapshot"] is None:
            continue
        name, sha256 = source["snapshot"]["name"], source["snapshot"]["sha256"]
        assert re.fullmatch(r"[A-Za-z0-9_.-]{1,80}", name)
        body = attached[name].get_file().read_bytes()
        assert body == given.snapshots[sha256].body
        assert hashlib.sha256(body).hexdigest() == sha256
        assert attached[name].obj.AFRelationship == pikepdf.Name.Source
        assert attached[name].get_file().mime_type == source["snapshot"]["mime"]
        assert f"S{source['n']}: " in attached[name].description
        assert sha256 in attached[name].description
    embedded = attached["case-file.json"]
    assert embedded.obj.AFRelationship == pikepdf.Name.Data
    assert json.loads(embedded.get_file().read_bytes()) == data


def test_the_print_holds_every_hash(rendered: RenderedCasefile, given: CasefileInput) -> None:
    shown = squeezed(text(rendered.pdf))
    assert given.snapshots
    assert all(sha256 in shown for sha256 in given.snapshots)


def test_a_computed_date_is_never_printed_as_official(three_pdf: RenderedCasefile) -> None:
    shown = text(three_pdf.pdf)
    table = shown[shown.index("StepRuleOfficialComputedDiff.Remark") : shown.index("The official date decides.")]
    assert "not on file8 Nov 2022" in table
    assert "22 May 202323 Mar 2023+38 WD" in table


def test_pages_are_numbered_and_none_is_blank(document: pikepdf.Pdf) -> None:
    assert all(len(page_text(page)) > 200 for page in document.pages)
