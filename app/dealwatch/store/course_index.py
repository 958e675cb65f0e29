"""The columns of the index that holds the days of a case's course. Must not contain: queries."""

from __future__ import annotations

COURSE_EXPRESSIONS = (
    """json_extract(facts, '$."date:notified".value')""",
    """json_extract(facts, '$."date:applied".value')""",
    """json_extract(facts, '$."date:phase_2".value')""",
    """json_extract(facts, '$."date:referred".value')""",
    """json_extract(facts, '$."date:decision".value')""",
    """json_extract(facts, '$.outcome.occurred_on')""",
    """json_extract(facts, '$."text:stage".value')""",
)
"""As released in `0002_courses`: a query finds the index only by the very same expressions."""
