"""What an answer that is no document means: refused, moved, busy, broken. Words for people, codes in `detail` only.

Must not contain: connections (`http`), failures to get an answer at all (`http_failures`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from dealwatch.model.source import SourceProblem, SourceState
from dealwatch.sources.landmarks import blocked, capital, is_html, is_maintenance, is_wall, maintenance

LONGEST_SILENCE = timedelta(days=1)
"""A site that asks for more is asked again after this long all the same: a gap must not become endless."""

_SECONDS = re.compile(r"\d{1,9}")
_AGAIN = "What is known stays as it is. Dealwatch tries again at the next check."


def refusal(status: int, headers: Mapping[str, str], body: bytes, host: str, now: datetime) -> SourceProblem:
    """The problem behind a status that is neither a document nor a redirect.

    `headers` have lower-case names; `body` may be cut. A bot wall is told by its page, whatever the status.
    """
    site, detail = f"the site {host}", str(status)
    wait = retry_after(headers.get("retry-after", ""), now)
    if status in (404, 410):
        return SourceProblem(
            SourceState.MOVED,
            f"{capital(site)} no longer has this page.",
            "What is known stays as it is. Look at the site for the page's new address.",
            detail=detail,
        )
    if status == 407:
        return proxy_refused(detail)
    if status in (401, 403, 451) or (status != 429 and is_html(body) and is_wall(body)):
        return blocked(site, detail)
    if status == 429 or (status == 503 and wait is not None):
        return rate_limited(site, detail, wait)
    if status >= 500 and is_html(body) and is_maintenance(body):
        return maintenance(site, detail)
    if status >= 500:
        return SourceProblem(SourceState.SERVER_ERROR, f"{capital(site)} has a fault.", _AGAIN, detail=detail)
    return SourceProblem(
        SourceState.SERVER_ERROR, f"{capital(site)} did not answer with the page.", _AGAIN, detail=detail
    )


def rate_limited(site: str, detail: str, wait: timedelta | None) -> SourceProblem:
    """Too many questions; `wait` is how long the site wants to be left alone, None where it does not say."""
    return SourceProblem(
        SourceState.RATE_LIMITED,
        f"{capital(site)} asks for a pause.",
        "Nothing is lost: Dealwatch waits as long as it was asked to, then checks again.",
        detail=detail,
        retry_after=wait,
    )


def proxy_refused(detail: str) -> SourceProblem:
    """The network's own proxy stands in the way: no source can help it."""
    return SourceProblem(
        SourceState.OFFLINE,
        "The proxy of this network wants a password or refuses the connection.",
        "Dealwatch uses the proxy of the system settings. Check it there; checking goes on by itself afterwards.",
        detail=detail,
    )


def contact_wanted(host: str) -> SourceProblem:
    """The organisation answers only programs that say who asks; nothing was sent."""
    return SourceProblem(
        SourceState.NEEDS_SETUP,
        f"{capital(f'the site {host}')} answers only those who give an e-mail address.",
        "Enter yours in the settings (or: dealwatch sources --contact you@example.com). It is sent to nobody else.",
    )


def moved(host: str, title: str, detail: str) -> SourceProblem:
    """An address that leads nowhere."""
    return SourceProblem(
        SourceState.MOVED, f"{capital(f'the site {host}')} {title}.", "What is known stays as it is.", detail=detail
    )


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
