"""For every test: the folder of recorded payloads is named absolutely, since tests run in folders of their own."""

from __future__ import annotations

import os
from pathlib import Path

if shared := os.environ.get("DEALWATCH_SHARED"):
    os.environ["DEALWATCH_SHARED"] = str(Path(shared).resolve())
