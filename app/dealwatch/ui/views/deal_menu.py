"""What can be done with a deal, as the first part of its context menu. Must not contain: how it is done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dealwatch.language import _
from dealwatch.ui.commands import COMMANDS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from dealwatch.ui.views.view import Stage

ACTS = ("edit_deal", "alert_me", "mute", "note", "archive_deal")


def fill_deal_menu(menu: QMenu, stage: Stage, place: str = "") -> None:
    """The commands act on the deal that is shown or chosen; `place` opens it where it is not shown already."""
    if place:
        menu.addAction(_("Open"), partial(stage.go, place))
    for command in COMMANDS:
        if command.name in ACTS:
            menu.addAction(_(command.words), partial(stage.act, command.name))
