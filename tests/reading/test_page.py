"""What is text and what only stands beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.proposal import Reading
from dealwatch.reading.page import Page

Read = Callable[..., Reading]
Marked = Callable[..., Page]
_NEWS = "The CMA has cleared the merger of Norvik and Talmera after a long review."


@pytest.mark.parametrize(
    "furniture",
    [
        "Read also: The European Commission opens an in-depth investigation into the merger of Norvik and Talmera",
        "Photo by the European Commission, which prohibited the merger of Norvik and Talmera",
        "EU prohibits merger of Norvik and Talmera | Business | The Daily Wire",
    ],
)
def test_captions_and_teasers_are_not_read(read: Read, furniture: str) -> None:
    proposals = read(f"{_NEWS}\n\n{furniture}\n\nShares rose.").proposals
    assert [(p.authority, p.status.value) for p in proposals] == [("CMA", "cleared")]


def test_a_long_line_is_text_whatever_it_begins_with(read: Read) -> None:
    line = (
        "Subscribe they may, but the European Commission has prohibited the merger of Norvik and Talmera, and that is "
        "the end of it as far as anybody who has followed the two firms over the years can tell today."
    )
    assert ("EC", "prohibited") in [(p.authority, p.status.value) for p in read(f"{_NEWS}\n\n{line}").proposals]


def test_depth_counts_full_sentences_of_the_body(page: Marked) -> None:
    text = f"A title here\n\nCaption\n\n{_NEWS} Then some more words follow in a sentence. Short one."
    lines = page(text, title_end=len("A title here")).lines
    assert [line.depth for line in lines] == [0, 0, 0, 1, 2]
    assert lines[0].sentence.title


def test_a_sentence_is_quoted_as_it_stands(page: Marked) -> None:
    marked = page(f"  {_NEWS}  ")
    assert marked.quote(marked.lines[0]) == _NEWS
    assert marked.text == f"  {_NEWS}  "


def test_a_sentence_of_nothing_but_steps_is_bounded(page: Marked) -> None:
    assert len(page("cleared, blocked, " * 60).lines[0].steps) == 12


def test_headlines_below_read_also_are_of_other_stories(page: Marked) -> None:
    marked = page(
        "They like shoes and boots in the town.\n\nRead also:\nCMA clears merger of Norvik and Talmera\nShoes!\n"
        "The CMA has blocked the merger of Brellin and Quellon.\n\nThey like Zorbia a lot."
    )
    told = [[step.payload.name for step in line.steps] for line in marked.lines]
    assert told == [[], [], [], [], ["prohibited"], []]


def test_a_caption_is_no_sentence_of_the_text(page: Marked) -> None:
    marked = page("The seat where the CMA cleared Norvik (Photo: Bob)\n\nThe CMA has cleared it.")
    assert [len(line.steps) for line in marked.lines] == [0, 1]
    assert marked.lines[-1].depth == 0
