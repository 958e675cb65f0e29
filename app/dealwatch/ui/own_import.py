"""Puts `import` back to what it was before PySide6 replaced it. To be imported before all that it is to be quick for.

PySide's reads the source of every module there is, to learn whether it uses `__feature__`; ours do not. That costs more
than anything else before the first paint. Next comes the search for garbage among the thousands of classes that are
being made, of which none is garbage: there is none of it until `imported`. Must not contain anything of the window.
"""

from __future__ import annotations

import builtins
import gc

import PySide6.QtCore

assert PySide6.QtCore is not None
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
_swept = gc.isenabled()
gc.disable()


def imported() -> None:
    """What was imported stays, and need not be looked at when garbage is looked for again from now on."""
    if _swept:
        gc.freeze()
        gc.enable()
