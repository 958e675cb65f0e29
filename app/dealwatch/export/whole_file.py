"""A file that appears whole or not at all: a half-written case file would be worse than none."""

from __future__ import annotations

import os
from pathlib import Path

from dealwatch.language import _
from dealwatch.model.errors import DealwatchError


def write_whole(target: Path, body: bytes) -> None:
    """Write `body` to `target`, replacing what was there. DealwatchError, and the old file kept, where that fails."""
    partial = target.with_name(f".{target.name}.part")
    try:
        partial.write_bytes(body)
        os.replace(partial, target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise DealwatchError(_("The file could not be written."), f"{error.strerror or error} ({target}).") from error
