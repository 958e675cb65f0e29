"""A reader that trips over a document means a document nobody has foreseen: health of that source, not the end of the
check. The mistake is logged with its trace, so that it can be mended.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from dealwatch.model.errors import DealwatchError
from dealwatch.model.facts import CaseFacts
from dealwatch.model.source import SourceProblem, SourceState
from dealwatch.sources.troubles import Hint, Trouble

log = logging.getLogger(__name__)


@contextmanager
def readable(source: str) -> Iterator[None]:
    """Turn any error of a reader into a `SourceProblem`; those made for people pass."""
    try:
        yield
    except DealwatchError:
        raise
    except Exception as error:
        log.exception("The reader of %s failed.", source)
        raise SourceProblem(
            SourceState.LAYOUT_CHANGED,
            Trouble.STRANGE_PAGE,
            Hint.TRIED_AGAIN,
            detail=f"{type(error).__name__}: {error}",
        ) from error


def guarded(source: str, cases: Iterable[CaseFacts]) -> Iterator[CaseFacts]:
    """The cases of a reader that reads as it goes, its errors turned likewise; errors of the consumer are not ours."""
    iterator = iter(cases)
    while True:
        with readable(source):
            facts = next(iterator, None)
        if facts is None:
            return
        yield facts
