"""Every command of the window: its words, its key, its menu. One list, so that nothing is reachable by mouse alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from dealwatch.language import _, mark


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
    Command("add", mark("Add…"), "File", ("Ctrl+N",)),
    Command("attach_page", mark("Attach saved page…"), "File", ("Ctrl+Shift+O",)),
    Command("read_article", mark("Read an article…"), "File", ("Ctrl+Shift+R",)),
    Command("import", mark("Import…"), "File"),
    Command("pick", mark("Watch part of a page…"), "File"),
    Command("case_file", mark("Write case file…"), "File", ("Ctrl+Shift+P",), rule_before=True),
    Command("monday_table", mark("Write Monday table…"), "File"),
    Command("calendar_file", mark("Write calendar file…"), "File", ("Ctrl+Shift+I",)),
    Command("close", mark("Close window"), "File", ("Ctrl+W",), rule_before=True),
    Command("quit", mark("Quit"), "File", ("Ctrl+Q",)),
    Command("undo", mark("Undo"), "Edit", ("Ctrl+Z",)),
    Command("redo", mark("Redo"), "Edit", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command("paste", mark("Paste to watch or read"), "Edit", ("Ctrl+V",)),
    Command("find", mark("Search or jump"), "Edit", ("Ctrl+K", "Ctrl+F")),
    Command("search", mark("Search everything"), "Edit", ("Ctrl+Shift+F",)),
    Command("citation", mark("Copy citation"), "Edit", ("Ctrl+Shift+C",)),
    Command("citation_oscola", mark("Copy citation (OSCOLA)"), "Edit"),
    Command("citation_bluebook", mark("Copy citation (Bluebook)"), "Edit"),
    Command("mark_read", mark("Mark all as read"), "Edit", ("Ctrl+Shift+M",), rule_before=True),
    Command("settings", mark("Settings…"), "Edit", ("Ctrl+,",), rule_before=True),
    Command("back", mark("Back"), "View", ("Alt+Left",)),
    Command("forward", mark("Forward"), "View", ("Alt+Right",)),
    Command("as_at", mark("As at a past moment…"), "View", ("Ctrl+Shift+A",), rule_before=True),
    Command("now", mark("Return to now"), "View", ("Ctrl+Shift+N",)),
    Command("inspector", mark("Inspector"), "View", ("F9",), checkable=True, rule_before=True),
    Command("next_pane", mark("Next pane"), "View", ("F6",)),
    Command("previous_pane", mark("Previous pane"), "View", ("Shift+F6",)),
    Command("larger", mark("Larger text"), "View", ("Ctrl++", "Ctrl+="), rule_before=True),
    Command("smaller", mark("Smaller text"), "View", ("Ctrl+-",)),
    Command("usual_size", mark("Usual text size"), "View", ("Ctrl+0",)),
    Command("check", mark("Check now"), "Watch", ("Ctrl+R", "F5")),
    Command("pause", mark("Pause checking"), "Watch", checkable=True),
    Command("radar", mark("Companies on the radar…"), "Watch"),
    Command("new_deal", mark("New deal…"), "Deal", ("Ctrl+Shift+D",)),
    Command("edit_deal", mark("Edit deal…"), "Deal", ("F2",)),
    Command("hand_status", mark("Set status by hand…"), "Deal", (), rule_before=True),
    Command("note", mark("Write a note"), "Deal", ("N",)),
    Command("attach", mark("Attach file…"), "Deal", ()),
    Command("mute", mark("Mute or unmute"), "Deal", ("M",)),
    Command("alert_me", mark("Alert me when…"), "Deal"),
    Command("merge_deal", mark("Merge with another deal…"), "Deal", (), rule_before=True),
    Command("split_deal", mark("Split deal…"), "Deal", ()),
    Command("archive_deal", mark("Archive deal"), "Deal", (), rule_before=True),
    Command("remove_deal", mark("Stop tracking deal"), "Deal", ()),
    Command("archived", mark("Archived deals…"), "Deal", ()),
    Command("next", mark("Next change"), "Case", ("J",)),
    Command("previous", mark("Previous change"), "Case", ("K",)),
    Command("evidence", mark("Show evidence"), "Case", ("E",), rule_before=True),
    Command("snapshot", mark("Show stored page"), "Case", ("Shift+E",)),
    Command("diff", mark("Compare with the version before"), "Case", ("D",)),
    Command("next_difference", mark("Next difference"), "Case", ("F7",)),
    Command("previous_difference", mark("Previous difference"), "Case", ("Shift+F7",)),
    Command("open_page", mark("Open page in browser"), "Case", ("O",)),
    Command("snooze", mark("Snooze until tomorrow"), "Case", ("S",)),
    Command("toggle_read", mark("Mark as unread"), "Case", ("U",)),
    Command("what_if", mark("What if…"), "Case", rule_before=True),
    Command("reminders", mark("Reminders of deadlines…"), "Tools"),
    Command("rules", mark("Alert rules…"), "Tools"),
    Command("test_notification", mark("Send me a test notification"), "Tools"),
    Command("autostart", mark("Start with the computer"), "Tools", checkable=True),
    Command("sample", mark("Sample list “AI partnerships”"), "Tools", checkable=True, rule_before=True),
    Command("manual", mark("Manual"), "Help", ("F1", "?")),
    Command("shortcuts", mark("Keyboard shortcuts"), "Help", ("Ctrl+/",)),
    Command("demo", mark("See a change arrive"), "Help"),
    Command("whats_new", mark("What’s new"), "Help", rule_before=True),
    Command("diagnostics", mark("Copy diagnostics…"), "Help"),
    Command("about", mark("About Dealwatch"), "Help", rule_before=True),
)
MENUS = (
    mark("File"),
    mark("Edit"),
    mark("View"),
    mark("Watch"),
    mark("Deal"),
    mark("Case"),
    mark("Tools"),
    mark("Help"),
)


def build_actions(owner: QWidget, act: Callable[[str], None]) -> dict[str, QAction]:
    """One QAction a command, on the window itself so that its key works wherever the focus is."""
    found: dict[str, QAction] = {}
    for command in COMMANDS:
        action = QAction(_(command.words), owner)
        action.setCheckable(command.checkable)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.triggered.connect(lambda _=False, name=command.name: act(name))
        owner.addAction(action)
        found[command.name] = action
    return found


def build_menus(bar: QMenuBar, actions: dict[str, QAction]) -> dict[str, QMenu]:
    found: dict[str, QMenu] = {}
    for title in MENUS:
        menu = bar.addMenu(f"&{_(title)}")
        menu.setAccessibleName(_(title))
        found[title] = menu
        for command in COMMANDS:
            if command.menu == title:
                if command.rule_before:
                    menu.addSeparator()
                menu.addAction(actions[command.name])
    return found
