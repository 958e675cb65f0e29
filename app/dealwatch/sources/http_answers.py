"""What an answer that is no document means: refused, moved, busy, broken. Words for people, codes in `detail` only.

Must not contain: connections (`http`), failures to get an answer at all (`http_failures`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from dealwatch.model.source import SourceProblem, SourceState
from dealwatch.sources.landmarks import blocked, is_html, is_maintenance, is_wall, maintenance
from dealwatch.sources.troubles import Hint, Trouble, site, told

LONGEST_SILENCE = timedelta(days=1)
"""A site that asks for more is asked again after this long all the same: a gap must not become endless."""

_SECONDS = re.compile(r"\d{1,9}")


def refusal(status: int, headers: Mapping[str, str], body: bytes, host: str, now: datetime) -> SourceProblem:
    """The problem behind a status that is neither a document nor a redirect.

    `headers` have lower-case names; `body` may be cut. A bot wall is told by its page, whatever the status.
    """
    named, detail = site("site", host), str(status)
    wait = retry_after(headers.get("retry-after", ""), now)
    if status in (404, 410):
        return SourceProblem(
            SourceState.MOVED,
            told(Trouble.PAGE_GONE, site=named),
            Hint.NEW_ADDRESS,
            detail=detail,
        )
    if status == 407:
        return proxy_refused(detail)
    if status in (401, 403, 451) or (status != 429 and is_html(body) and is_wall(body)):
        return blocked(named, detail)
    if status == 429 or (status == 503 and wait is not None):
        return rate_limited(named, detail, wait)
    if status >= 500 and is_html(body) and is_maintenance(body):
        return maintenance(named, detail)
    if status >= 500:
        return SourceProblem(SourceState.SERVER_ERROR, told(Trouble.FAULT, site=named), Hint.AGAIN, detail=detail)
    return SourceProblem(SourceState.SERVER_ERROR, told(Trouble.DID_NOT_ANSWER, site=named), Hint.AGAIN, detail=detail)


def rate_limited(named: str, detail: str, wait: timedelta | None) -> SourceProblem:
    """Too many questions; `wait` is how long the site wants to be left alone, None where it does not say."""
    return SourceProblem(
        SourceState.RATE_LIMITED,
        told(Trouble.ASKED_PAUSE, site=named),
        Hint.WAITS_AS_ASKED,
        detail=detail,
        retry_after=wait,
    )


def proxy_refused(detail: str) -> SourceProblem:
    """The network's own proxy stands in the way: no source can help it."""
    return SourceProblem(
        SourceState.OFFLINE,
        Trouble.PROXY_REFUSED,
        Hint.CHECK_PROXY,
        detail=detail,
    )


def contact_wanted(host: str) -> SourceProblem:
    """The organisation answers only programs that say who asks; nothing was sent."""
    return SourceProblem(
        SourceState.NEEDS_SETUP,
        told(Trouble.ANSWERS_WHO_GIVE_ADDRESS, site=site("site", host)),
        Hint.ENTER_CONTACT,
    )


def moved(host: str, trouble: Trouble, detail: str) -> SourceProblem:
    """An address that leads nowhere."""
    return SourceProblem(SourceState.MOVED, told(trouble, site=site("site", host)), Hint.STAYS, detail=detail)


def retry_after(text: str, now: datetime) -> timedelta | None:
    """The pause a `Retry-After` header asks for, in either form, at most a day; None where there is none to read."""
    value = text.strip()
    if _SECONDS.fullmatch(value):
        return min(timedelta(seconds=int(value)), LONGEST_SILENCE)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(timedelta(0), min(until - now, LONGEST_SILENCE))
