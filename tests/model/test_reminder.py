"""What a reminder keeps of its deadline."""

from __future__ import annotations

from datetime import date

import pytest

from dealwatch.model.alert import Reminder


@pytest.mark.parametrize("published", [True, False])
def test_a_reminder_is_kept_as_text_and_read_back(published):
    reminder = Reminder("phase_1", date(2026, 7, 10), 3, 5, published, "Phase 1 | decision")
    assert Reminder.parse(reminder.text) == reminder


def test_another_text_is_no_reminder():
    with pytest.raises(ValueError, match="not enough values"):
        Reminder.parse("blocked")
