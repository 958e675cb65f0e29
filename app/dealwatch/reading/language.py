"""The language of a text, by a statistical model that ships inside its package. Deterministic and offline."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import Any

_SAMPLE = 1_000
"""Characters that are looked at: enough to be sure, and the same cost for any length."""
_LEAST = 20


@lru_cache(maxsize=1)
def _identifier() -> Any:
    module = import_module("py3langid.langid")  # late: its model is read on import
    return module.LanguageIdentifier.from_model_file(module.MODEL_FILE)


def of(text: str) -> str:
    """ISO 639-1 code of the text's language, empty where there is too little text to tell."""
    sample = text[:_SAMPLE]
    if sum(char.isalpha() for char in sample[: 10 * _LEAST]) < _LEAST:
        return ""
    code, _ = _identifier().classify(sample)
    return str(code)
