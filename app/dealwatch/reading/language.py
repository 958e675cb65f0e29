"""The language of a text: by its little words where they tell it, else by a statistical model.

The model ships inside its package. Deterministic and offline.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import Any

from dealwatch.reading.lexicon import LANGUAGES, lexicon
from dealwatch.reading.tokens import tokenize

_SAMPLE = 1_000
"""Characters that are looked at: enough to be sure, and the same cost for any length."""
_LEAST = 20
_FEWEST_WORDS = 30
_PLAIN_SHARE = 0.25  # of little words, from which on they tell the language
_PLAIN_LEAD = 1.6  # how much more of them than the next language has
_NEIGHBOURS = frozenset({"pl"})
"""Languages of which close relatives that are not read share the little words."""


@lru_cache(maxsize=1)
def _identifier() -> Any:
    module = import_module("py3langid.langid")  # late: its model is read on import
    return module.LanguageIdentifier.from_model_file(module.MODEL_FILE)


def of(text: str) -> str:
    """ISO 639-1 code of the text's language, empty where there is too little text to tell."""
    sample = text[:_SAMPLE]
    if sum(char.isalpha() for char in sample[: 10 * _LEAST]) < _LEAST:
        return ""
    plain = _by_little_words(sample)
    if plain:
        return plain
    code, _ = _identifier().classify(sample)
    return str(code)


def _by_little_words(sample: str) -> str:
    """The language whose words without a meaning of their own make up the text; empty where that does not tell."""
    words = tokenize(sample).words
    if len(words) < _FEWEST_WORDS:
        return ""
    shares = sorted((sum(map(lexicon(name).stop.__contains__, words)) / len(words), name) for name in LANGUAGES)
    (second, _), (best, name) = shares[-2:]
    told = best >= _PLAIN_SHARE and best >= _PLAIN_LEAD * second and name not in _NEIGHBOURS
    return name if told else ""
