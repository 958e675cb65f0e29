"""Every command of the window: its words, its key, its menu. One list, so that nothing is reachable by mouse alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """`name` is what `act` takes; `keys` in portable text, the first one is shown. `menu` is its place."""

    name: str
    words: str
    menu: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    rule_before: bool = False


COMMANDS = (
    Command("add", "Add…", "File", ("Ctrl+N",)),
    Command("case_file", "Write case file…", "File", ("Ctrl+Shift+P",), rule_before=True),
    Command("close", "Close window", "File", ("Ctrl+W",), rule_before=True),
    Command("quit", "Quit", "File", ("Ctrl+Q",)),
    Command("undo", "Undo", "Edit", ("Ctrl+Z",)),
    Command("redo", "Redo", "Edit", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command("find", "Search or jump", "Edit", ("Ctrl+K", "Ctrl+F", "Ctrl+Shift+F")),
    Command("citation", "Copy citation", "Edit", ("Ctrl+Shift+C",)),
    Command("mark_read", "Mark all as read", "Edit", ("Ctrl+Shift+M",), rule_before=True),
    Command("back", "Back", "View", ("Alt+Left",)),
    Command("forward", "Forward", "View", ("Alt+Right",)),
    Command("as_at", "As at a past moment…", "View", ("Ctrl+Shift+A",), rule_before=True),
    Command("now", "Return to now", "View", ("Ctrl+Shift+N",)),
    Command("inspector", "Inspector", "View", ("F9",), checkable=True, rule_before=True),
    Command("next_pane", "Next pane", "View", ("F6",)),
    Command("previous_pane", "Previous pane", "View", ("Shift+F6",)),
    Command("larger", "Larger text", "View", ("Ctrl++", "Ctrl+="), rule_before=True),
    Command("smaller", "Smaller text", "View", ("Ctrl+-",)),
    Command("usual_size", "Usual text size", "View", ("Ctrl+0",)),
    Command("check", "Check now", "Watch", ("Ctrl+R", "F5")),
    Command("pause", "Pause checking", "Watch", checkable=True),
    Command("new_deal", "New deal…", "Deal", ("Ctrl+Shift+D",)),
    Command("edit_deal", "Edit deal…", "Deal", ("F2",)),
    Command("hand_status", "Set status by hand…", "Deal", (), rule_before=True),
    Command("note", "Write a note", "Deal", ("N",)),
    Command("attach", "Attach file…", "Deal", ()),
    Command("mute", "Mute or unmute", "Deal", ("M",)),
    Command("merge_deal", "Merge with another deal…", "Deal", (), rule_before=True),
    Command("split_deal", "Split deal…", "Deal", ()),
    Command("archive_deal", "Archive deal", "Deal", (), rule_before=True),
    Command("remove_deal", "Stop tracking deal", "Deal", ()),
    Command("archived", "Archived deals…", "Deal", ()),
    Command("next", "Next change", "Case", ("J",)),
    Command("previous", "Previous change", "Case", ("K",)),
    Command("evidence", "Show evidence", "Case", ("E",), rule_before=True),
    Command("snapshot", "Show stored page", "Case", ("Shift+E",)),
    Command("diff", "Compare with the version before", "Case", ("D",)),
    Command("next_difference", "Next difference", "Case", ("F7",)),
    Command("previous_difference", "Previous difference", "Case", ("Shift+F7",)),
    Command("open_page", "Open page in browser", "Case", ("O",)),
    Command("snooze", "Snooze until tomorrow", "Case", ("S",)),
    Command("toggle_read", "Mark as unread", "Case", ("U",)),
    Command("what_if", "What if…", "Case", rule_before=True),
    Command("reminders", "Reminders of deadlines…", "Tools"),
    Command("test_notification", "Send me a test notification", "Tools"),
    Command("autostart", "Start with the computer", "Tools", checkable=True),
    Command("sample", "Sample list “AI partnerships”", "Tools", checkable=True, rule_before=True),
    Command("demo", "See a change arrive", "Help"),
    Command("shortcuts", "Keyboard shortcuts", "Help", ("F1",)),
    Command("about", "About Dealwatch", "Help", rule_before=True),
)
MENUS = ("File", "Edit", "View", "Watch", "Deal", "Case", "Tools", "Help")


def build_actions(owner: QWidget, act: Callable[[str], None]) -> dict[str, QAction]:
    """One QAction a command, on the window itself so that its key works wherever the focus is."""
    found: dict[str, QAction] = {}
    for command in COMMANDS:
        action = QAction(command.words, owner)
        action.setCheckable(command.checkable)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.triggered.connect(lambda _=False, name=command.name: act(name))
        owner.addAction(action)
        found[command.name] = action
    return found


def build_menus(bar: QMenuBar, actions: dict[str, QAction]) -> dict[str, QMenu]:
    found: dict[str, QMenu] = {}
    for title in MENUS:
        menu = bar.addMenu(f"&{title}")
        found[title] = menu
        for command in COMMANDS:
            if command.menu == title:
                if command.rule_before:
                    menu.addSeparator()
                menu.addAction(actions[command.name])
    return found
