"""How each dialog of the window is opened and filled in, by name. Must not contain: looks, sizes, languages."""

from __future__ import annotations

from collections.abc import Callable

from dealwatch.model.errors import DataError
from dealwatch.ui.commands import COMMANDS

from .acting import Stage, settle, visible_dialog

ARTICLE = (
    "The European Commission has opened an in-depth investigation into the purchase of Run:ai by NVIDIA, a spokesperson"
    " said on Monday. Both companies declined to comment."
)
PAGE = b"<html><body><main><h1>Notices</h1><h2>Phase 1</h2><h2>Deadline: 19 December 2024</h2></main></body></html>"

SETTINGS = (
    "checking",
    "notifications",
    "channels",
    "digest",
    "sources",
    "appearance",
    "network",
    "data",
    "shortcuts",
    "language",
)
DIALOGS = (
    ("add", "today", "add-dialog"),
    ("add-found", "today", "add-dialog"),
    ("edit-deal", "deal/alphabet", ""),
    ("new-deal", "today", ""),
    ("merge", "deal/alphabet", ""),
    ("split", "deal/openai", ""),
    ("hand-status", "deal/alphabet", ""),
    ("archived", "portfolio", ""),
    ("what-if", "deal/runai", ""),
    ("reminders", "today", ""),
    ("rules", "today", ""),
    ("rule", "today", "rule-dialog"),
    ("attach-page", "today", ""),
    ("picker", "today", ""),
    ("article", "today", ""),
    ("as-at", "today", ""),
    ("export", "deal/alphabet", ""),
    ("stored-page", "inbox", ""),
    ("diff", "deal/alphabet", ""),
    ("proposal", "inbox", ""),
    ("twin", "deal/three", ""),
    ("radar", "today", ""),
    ("manual", "today", ""),
    ("channel", "today", ""),
    ("licences", "today", ""),
    ("shortcuts", "today", ""),
    *((f"settings-{page}", "today", "") for page in SETTINGS),
    ("about", "today", ""),
    ("trouble", "today", "states"),
    ("crash", "today", ""),
    ("damaged", "today", "states"),
    ("keep-running", "today", ""),
)


def open_dialog(name: str) -> Callable[[Stage], None]:
    return _OPEN.get(name, lambda stage: stage.window.act(_COMMANDS[name]))


def _add_found(stage: Stage) -> None:
    stage.window.acts.add("Anthropic")


def _attach_page(stage: Stage) -> None:
    stage.window.acts.saved.files([stage.saved_page()])


def _rule(stage: Stage) -> None:
    stage.window.acts.rules.edit(stage.window.desk.alert_rules()[0])


def _picker(stage: Stage) -> None:
    stage.window.desk.fetch_page = lambda _url: (PAGE, "text/html")  # type: ignore[method-assign]
    stage.window.act("pick")
    dialog = visible_dialog()
    dialog.url.edit.setText("https://authority.example/notices")
    dialog.fetch()
    dialog.expression.edit.setText("main h2")
    dialog.match()


def _article(stage: Stage) -> None:
    from dealwatch.ui.article_dialog import ArticleDialog

    window = stage.window
    ArticleDialog(window.look, window.desk, window.tasks, window, text=ARTICLE).show()


def _stored(stage: Stage) -> None:
    stage.window.views.current().go_to(stage.event("alphabet-cma"))
    settle()
    stage.window.act("snapshot")


def _diff(stage: Stage) -> None:
    stage.window.go(f"event/{stage.event('alphabet-cma')}")
    settle()
    stage.window.act("diff")


def _proposal(stage: Stage) -> None:
    stage.window.act(f"news/open/{stage.window.desk.proposals()[0].filed.id}")


def _twin(stage: Stage) -> None:
    from dealwatch.ui.twin_dialog import TwinDialog

    TwinDialog(stage.window.look, stage.window.views.current().ribbon.figure, stage.window).show()


def _channel(stage: Stage) -> None:
    from dealwatch.ui.settings.channel_dialog import ChannelDialog

    ChannelDialog(stage.window.look, "In the keyring of this computer.", stage.window).show()


def _licences(stage: Stage) -> None:
    from dealwatch.ui.help.licences_dialog import LicencesDialog

    LicencesDialog(stage.window.look, stage.window).show()


def _trouble(stage: Stage) -> None:
    from dealwatch.ui.trouble_dialog import TroubleDialog

    hint = "Nothing was written. Choose another folder, or make room on the disk."
    TroubleDialog(stage.window.look, "The case file could not be written.", hint, stage.window).show()


def _crash(stage: Stage) -> None:
    from dealwatch.ui.crash_dialog import CrashDialog

    details = "Dealwatch 1.0, Python 3.11, Qt 6.11\n\nTraceback (most recent call last):\n  …\nKeyError: 'stage'"
    CrashDialog(stage.window.look, details, stage.window).show()


def _damaged(stage: Stage) -> None:
    from dealwatch.ui.damaged_dialog import DamagedDialog

    error = DataError("The data file is damaged.", "Your data folder is untouched. The newest copy is from yesterday.")
    stage.keep(DamagedDialog(stage.window.look, error, stage.folder, stage.window.desk.now())).show()


def _keep_running(stage: Stage) -> None:
    from dealwatch.ui.keep_running_dialog import KeepRunningDialog

    stage.keep(KeepRunningDialog(stage.window.look, lambda: None)).show()


_OPEN: dict[str, Callable[[Stage], None]] = {
    "add-found": _add_found,
    "attach-page": _attach_page,
    "picker": _picker,
    "rule": _rule,
    "article": _article,
    "stored-page": _stored,
    "diff": _diff,
    "proposal": _proposal,
    "twin": _twin,
    "channel": _channel,
    "licences": _licences,
    "trouble": _trouble,
    "crash": _crash,
    "damaged": _damaged,
    "keep-running": _keep_running,
    **{f"settings-{page}": lambda stage, page=page: stage.window.act(f"settings/{page}") for page in SETTINGS},
}
_COMMANDS = {name: name.replace("-", "_") for name, _place, _mockup in DIALOGS} | {
    "export": "case_file",
    "merge": "merge_deal",
    "split": "split_deal",
}
assert {_COMMANDS[name] for name, _p, _m in DIALOGS if name not in _OPEN} <= {command.name for command in COMMANDS}
