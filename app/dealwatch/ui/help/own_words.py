"""What of a user's own words cannot be used, as a list in the topic of the manual that explains them."""

from __future__ import annotations

from collections.abc import Sequence

from dealwatch.language import _


def trouble_list(troubles: Sequence[str]) -> str:
    """Markdown: a sentence and a list of files with their lines; empty where everything can be used."""
    if not troubles:
        return ""
    said = _("These of yours cannot be used now:")
    return "\n".join((f"**{said}**", "", *(f"- {_plain(trouble)}" for trouble in troubles)))


def _plain(text: str) -> str:
    """The text with what Markdown would read as its own made plain: patterns are full of stars and braces."""
    return "".join(f"&#{ord(char)};" if char in "\\*_`#|[]<>{}~&" else char for char in text)
