"""What software centres show: the metadata, the pictures it names, and the same pictures in README."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from dealwatch.system.desktop_entry import entry_text
from dealwatch.system.notification import DESKTOP_ENTRY

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "packaging" / "screenshots"
LARGEST = 200_000  # bytes
LONGEST_SUMMARY = 80


@pytest.fixture
def component() -> Element:
    return fromstring((ROOT / "packaging" / "dealwatch.metainfo.xml.in").read_text("utf-8"))


def named(component: Element) -> list[str]:
    return [(image.text or "").removeprefix("@PICTURES@/") for image in component.iter("image")]


def test_every_picture_is_there_and_no_other(component: Element) -> None:
    assert sorted(named(component)) == sorted(path.name for path in PICTURES.glob("*.png"))
    assert 1 <= len(named(component)) <= 6


def test_pictures_are_of_the_whole_window_and_light(component: Element) -> None:
    for name in named(component):
        content = (PICTURES / name).read_bytes()
        assert len(content) <= LARGEST, name
        assert struct.unpack(">II", content[16:24]) == (1440, 900), name


def test_every_picture_has_a_caption(component: Element) -> None:
    captions = [(shot.findtext("caption") or "").strip() for shot in component.iter("screenshot")]
    assert all(captions)
    assert len(set(captions)) == len(captions)


def test_readme_shows_the_pictures_with_words(component: Element) -> None:
    shown = re.findall(r"!\[([^\]]+)\]\(packaging/screenshots/([^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert {name for _words, name in shown} == set(named(component))


def test_it_speaks_of_the_program_that_the_menu_starts(component: Element) -> None:
    entry = entry_text(["dealwatch"])
    assert component.findtext("id") == component.findtext("launchable") == f"{DESKTOP_ENTRY}.desktop"
    assert f"Name={component.findtext('name')}\n" in entry
    assert component.findtext("icon") == DESKTOP_ENTRY
    for category in component.iter("category"):
        assert f"{category.text};" in entry
    for kind in component.iter("mediatype"):
        assert f"{kind.text};" in entry


def test_summaries_are_short_and_end_without_a_stop(component: Element) -> None:
    summaries = [summary.text or "" for summary in component.findall("summary")]
    assert len(summaries) == 3
    for text in summaries:
        assert 0 < len(text) <= LONGEST_SUMMARY
        assert not text.endswith(".")
