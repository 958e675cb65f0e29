"""Files written from a real store: what was chosen is remembered, notes go in where wanted, the past is the past."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dealwatch.model.deal import Deal
from dealwatch.model.note import Note
from dealwatch.store.database import Store
from dealwatch.ui.desk.exporting import ExportChoices
from dealwatch.ui.time_desk import TimeDesk

NOTE = "Ask counsel about the stake"


@pytest.fixture
def deal_id(store: Store, start: datetime) -> str:
    with store.write() as database:
        deal_id = store.deals.add(database, Deal("", "Alpha / Beta", list_name="Live"), start)
        store.deals.add(database, Deal("", "Gamma / Delta"), start)
        store.notes.put(database, Note("", NOTE, deal_id), start + timedelta(hours=2))
    return deal_id


def test_what_was_chosen_for_a_file_is_remembered_but_neither_notes_nor_reader(times: TimeDesk) -> None:
    desk = times.desk
    assert desk.export_habits() == ExportChoices()
    desk.keep_export_habits(ExportChoices("", True, "Team", "Board", "us-letter"))
    assert desk.export_habits() == ExportChoices("", prepared_by="Team", paper="us-letter")
    desk.keep_export_habits(ExportChoices("Draft"))
    assert desk.export_habits() == ExportChoices("Draft")


@pytest.mark.parametrize("wanted", [True, False])
def test_notes_go_into_the_file_where_they_are_wanted(
    times: TimeDesk, deal_id: str, tmp_path: Path, wanted: bool
) -> None:
    assert times.desk.note_count(deal_id) == 1
    times.desk.write_case_file(deal_id, tmp_path / "n.md", ExportChoices(with_notes=wanted))
    assert (NOTE in (tmp_path / "n.md").read_text()) == wanted


def test_in_the_past_a_file_holds_what_was_known_and_habits_are_kept_in_the_present(
    times: TimeDesk, deal_id: str, start: datetime, tmp_path: Path
) -> None:
    times.look_at(start + timedelta(hours=1))
    times.desk.keep_export_habits(ExportChoices("Draft"))
    times.desk.write_case_file(deal_id, tmp_path / "n.md", ExportChoices(with_notes=True))
    assert NOTE not in (tmp_path / "n.md").read_text()
    times.look_at(None)
    assert times.desk.export_habits().marking == "Draft"


def test_the_monday_table_is_of_one_list_or_of_all(times: TimeDesk, deal_id: str, tmp_path: Path) -> None:
    for list_name, there in (("", True), ("Live", False)):
        said = times.desk.write_monday_table(list_name, tmp_path / "m.md", ExportChoices())
        assert said == "m.md is written."
        text = (tmp_path / "m.md").read_text()
        assert "Alpha / Beta" in text
        assert ("Gamma / Delta" in text) == there
