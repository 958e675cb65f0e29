"""Reads a document: text in, proposals out. Pure, offline, the same for the same input; it never sets a status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dealwatch.language import _
from dealwatch.model.errors import UsageError
from dealwatch.model.proposal import Proposal, Reading, TrackedDeal
from dealwatch.reading import deals, findings, judge, language
from dealwatch.reading.aliases import Aliases
from dealwatch.reading.authorities import Authorities
from dealwatch.reading.document import Document
from dealwatch.reading.lexicon import LANGUAGES, UserPhrase, lexicon
from dealwatch.reading.page import annotate


class Reader:
    """A reader for one set of tracked deals and one user's words. Build it once, read many documents.

    `aliases` adds names of firms, `authorities` names of authorities by registry key, `phrases` step phrases.
    UsageError for a phrase that cannot be read, or in a language that is not. Threads may share it.
    """

    def __init__(
        self,
        tracked: Sequence[TrackedDeal] = (),
        *,
        aliases: Mapping[str, Sequence[str]] | None = None,
        authorities: Mapping[str, Iterable[str]] | None = None,
        phrases: Iterable[UserPhrase] = (),
    ) -> None:
        self._tracked = tuple(tracked)
        self._aliases = Aliases(self._tracked, aliases)
        self._authorities = Authorities(authorities)
        self._phrases = tuple(phrases)
        for name in sorted({phrase.language for phrase in self._phrases}):
            if name not in LANGUAGES:
                raise UsageError(
                    _("A phrase you added is in a language that is not read ({name}).").format(name=name),
                    _("Use {languages}.").format(languages=", ".join(LANGUAGES)),
                )
            _matcher = lexicon(name, self._phrases).matcher

    def read(self, document: Document) -> Reading:
        """What the document proposes. A text in a language that is not read proposes nothing."""
        text = document.text
        told = document.language or language.of(text)
        proposals: tuple[Proposal, ...] = ()
        if told in LANGUAGES:
            words = lexicon(told, self._phrases)
            page = annotate(text, document.title_end, document.published, words, self._aliases, self._authorities)
            found = deals.find(page, self._tracked)
            proposals = tuple(judge.proposals(page, found, findings.collect(page, found), self._tracked))
        return Reading(told, document.title, text, document.published, proposals, document.truncated)


def read(document: Document, tracked: Sequence[TrackedDeal] = ()) -> Reading:
    """Read one document; for many, build a `Reader`."""
    return Reader(tracked).read(document)
