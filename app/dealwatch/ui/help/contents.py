"""The table of contents of the manual, and which topic belongs to a view or a dialog.

Must not contain: texts of topics (`resources/help`), Qt.
"""

from __future__ import annotations

from dealwatch.language import mark

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (mark("First steps"), ("start", "add", "alerts", "channels")),
    (mark("Reading what changed"), ("inbox", "status", "evidence", "compare", "as-at")),
    (mark("Your deals"), ("portfolio", "notes", "case-file")),
    (mark("Deadlines"), ("deadlines", "calendar")),
    (mark("News"), ("news", "own-words")),
    (mark("Sources"), ("sources", "blocked", "privacy")),
    (mark("The program"), ("settings", "data", "keyboard", "command-line", "trouble")),
)
TOPICS = tuple(topic for _title, topics in GROUPS for topic in topics)
FIRST = "start"

_VIEWS = {
    "today": "start",
    "inbox": "inbox",
    "portfolio": "portfolio",
    "list": "portfolio",
    "saved": "portfolio",
    "calendar": "calendar",
    "documents": "evidence",
    "sources": "sources",
    "source": "sources",
    "deal": "status",
    "case": "status",
    "event": "evidence",
    "deadline": "deadlines",
    "search": "portfolio",
}
_DIALOGS = {
    "AddDialog": "add",
    "ArchivedDialog": "portfolio",
    "ArticleDialog": "news",
    "AsAtDialog": "as-at",
    "AttachDialog": "blocked",
    "ChannelDialog": "channels",
    "DealDialog": "notes",
    "DiffDialog": "compare",
    "ExportDialog": "case-file",
    "HandStatusDialog": "status",
    "MergeDialog": "notes",
    "PickerDialog": "add",
    "ProposalDialog": "news",
    "ReminderDialog": "deadlines",
    "RuleDialog": "alerts",
    "RulesDialog": "alerts",
    "ShortcutsDialog": "keyboard",
    "SplitDialog": "notes",
    "StoredPageDialog": "evidence",
    "WhatIfDialog": "deadlines",
    "SettingsDialog": "settings",
}


def topic_of_view(kind: str) -> str:
    """The topic about a kind of place; the first one where there is none."""
    return _VIEWS.get(kind, FIRST)


def topic_of_dialog(name: str) -> str:
    """The topic about a dialog, by the name of its class; the first one where there is none."""
    return _DIALOGS.get(name, FIRST)
