"""The language the program speaks: every word that a person reads goes through here, with or without a window.

English is the language of the messages. A text is translated where it is shown: `_("Check now")`, `n_("{n} change",
"{n} changes", n).format(n=n)`; a table of words made at import marks its texts with `mark` and its reader translates
them with `_`. Messages are whole sentences with named fields, never glued pieces. Must not contain: any other layer.
"""

from dealwatch.language.catalogue import LANGUAGES, PSEUDO, _, mark, n_, p_, speak, spoken, voice

__all__ = ["LANGUAGES", "PSEUDO", "_", "mark", "n_", "p_", "speak", "spoken", "voice"]
