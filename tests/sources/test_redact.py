"""No key reaches what is kept or shown of a request."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dealwatch.model.source import Known, Request
from dealwatch.sources.redact import redacted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/v0/list?api_key=abc&page=1", "/v0/list?api_key=…&page=1"),
        ("/search?apiKey=abc", "/search?apiKey=…"),
        ("/a?x=1&access_token=abc#part", "/a?x=1&access_token=…#part"),
        ("/a?X-Amz-Signature=abc", "/a?X-Amz-Signature=…"),
        ("https://me:word@example.com/a?key=abc", "https://…@example.com/a?key=…"),
        ("/a?monkey=banana&keyword=merger", "/a?monkey=banana&keyword=merger"),
        ("/a?q=api_key", "/a?q=api_key"),
    ],
)
def test_values_of_keys_are_left_out(text: str, shown: str) -> None:
    assert redacted(text) == shown


def test_a_printed_request_shows_no_key() -> None:
    assert "abc123" not in repr(Request("https://example.com", "x", "x", headers=(("X-Api-Key", "abc123"),)))
    assert "abc123" not in repr(Known(now=datetime(2030, 1, 1, tzinfo=UTC), target={"api_key": "abc123"}))
