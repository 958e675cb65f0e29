"""What the user does with their deals, as commands: dialogs, notes, files, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from dealwatch.language import _
from dealwatch.model.errors import DealwatchError
from dealwatch.ui.places import parse_link

if TYPE_CHECKING:
    from dealwatch.model.deal import Deal
    from dealwatch.model.note import Act, Note
    from dealwatch.ui.form_dialog import FormDialog
    from dealwatch.ui.main_window import MainWindow

Run = Callable[..., None]


class WorkActs:
    """`commands` by name; `do` takes those that carry an id (`attachment/<id>`, `detach/<id>`, `deal/mute`)."""

    def __init__(self, window: MainWindow, run: Run) -> None:
        self._window, self._run = window, run
        self.commands: dict[str, Callable[[], None]] = {
            "new_deal": lambda: self.edit(None),
            "edit_deal": self.edit_shown,
            "merge_deal": self._with_deal(self.merge),
            "split_deal": self._with_deal(self.split),
            "archive_deal": self._with_deal(self.archive),
            "remove_deal": self._with_deal(self.remove),
            "archived": self.archived,
            "radar": self.radar,
            "hand_status": self._with_deal(self.set_status),
            "mute": self.mute,
            "alert_me": self._with_deal(lambda deal: window.acts.rules.alert_me(deal)),
            "note": self.note,
            "attach": self._with_deal(self.attach),
            "snooze": self.snooze,
            "undo": self.undo,
            "redo": self.redo,
        }

    def do(self, name: str) -> None:
        verb, _slash, ref = name.partition("/")
        if verb == "attachment":
            self._show_attachment(ref)
        elif verb == "detach":
            self._run(lambda: self._window.desk.detach(ref), _("File removed. Ctrl+Z takes it back."))
        elif verb == "note_away":
            self.remove_note(ref)

    # -- which deal

    def deal(self) -> Deal | None:
        """The deal that is shown, or the one of the change in the inspector, or the one chosen in a table."""
        w = self._window
        place = w.views.place
        page = w.desk.page(place.ref) if place.kind == "deal" else None
        if page is not None:
            return page.deal
        from dealwatch.model.deal import Deal

        chosen = getattr(w.views.current(), "chosen_deal", None)
        found = chosen() if callable(chosen) else None
        if isinstance(found, Deal) and found.id:
            return found
        change = w.inspector.change
        return change.deal if change is not None else None

    def _with_deal(self, act: Callable[[Deal], None]) -> Callable[[], None]:
        def run() -> None:
            deal = self.deal()
            if deal is None:
                self._window.status.remark(_("Choose a deal first."))
            else:
                act(deal)

        return run

    def _ask(self, dialog: FormDialog, act: Callable[[object], object], said: str) -> None:
        """Show a form; what it brings is done at once, and trouble is said in the form."""

        def ready(found: object) -> None:
            try:
                act(found)
            except DealwatchError as error:
                dialog.say_trouble(error)
                return
            dialog.accept()
            self._window.status.remark(said)
            self._window.desk_changed()

        dialog.ready.connect(ready)
        dialog.show()

    # -- deals

    def edit_shown(self) -> None:
        """The deal that is shown or chosen; for a case that has none, the way to give it one."""
        w = self._window
        page = w.desk.page("", w.views.place.ref) if w.views.place.kind == "case" else None
        change = w.inspector.change
        case = page.cases[0] if page is not None and page.deal is None else change.case if change is not None else None
        if case is not None and self.deal() is None:
            w.acts.add(case.printed_number or case.number)
        else:
            self._with_deal(self.edit)()

    def edit(self, deal: Deal | None) -> None:
        from dealwatch.model.deal import Deal
        from dealwatch.ui.deal_dialog import DealDialog

        w = self._window

        def keep(found: object) -> None:
            assert isinstance(found, Deal)
            deal_id = w.desk.save_deal(found)
            if not found.id:
                w.go(f"deal/{deal_id}")

        self._ask(DealDialog(w.look, w.desk, deal, w), keep, _("Kept. Ctrl+Z takes it back."))

    def merge(self, deal: Deal) -> None:
        from dealwatch.ui.merge_dialog import MergeDialog

        w = self._window
        self._ask(
            MergeDialog(w.look, w.desk, deal, w),
            lambda other: w.desk.merge_deals(deal.id, str(other)),
            _("Merged. Ctrl+Z takes it back."),
        )

    def split(self, deal: Deal) -> None:
        from dealwatch.ui.split_dialog import SplitDialog

        w = self._window
        page = w.desk.page(deal.id)
        cases = page.cases if page is not None else ()
        if len(cases) < 2:
            w.status.remark(_("This deal has only one review."))
            return

        def apart(found: object) -> None:
            assert isinstance(found, tuple)
            w.go(f"deal/{w.desk.split_deal(deal.id, found[0], found[1])}")

        self._ask(SplitDialog(w.look, deal, cases, w), apart, _("Split. Ctrl+Z takes it back."))

    def archive(self, deal: Deal) -> None:
        w = self._window
        said = _("“{name}” is archived: it alerts no more. Deal ▸ Archived deals brings it back.").format(
            name=deal.name
        )
        self._run(lambda: w.desk.archive_deals([deal.id]), said, self._leave)

    def remove(self, deal: Deal) -> None:
        w = self._window
        said = _("“{name}” is no longer tracked. Ctrl+Z takes it back.").format(name=deal.name)
        self._run(lambda: w.desk.remove_deals([deal.id]), said, self._leave)

    def _leave(self) -> None:
        if self._window.views.place.kind in ("deal", "case", "event"):
            self._window.go("portfolio")

    def archived(self) -> None:
        from dealwatch.ui.archived_dialog import ArchivedDialog

        w = self._window
        dialog = ArchivedDialog(w.look, w.desk.archived_deals(), w)
        dialog.wanted.connect(lambda ids: self._run(lambda: w.desk.archive_deals(ids, False), _("Back on the list.")))
        dialog.show()

    def radar(self) -> None:
        from dealwatch.ui.radar_dialog import RadarDialog

        w = self._window
        dialog = RadarDialog(w.look, w.desk.companies(), w)
        said = _("No longer watched for. Ctrl+Z takes it back.")
        dialog.removed.connect(lambda name: self._run(lambda: w.desk.forget_company(name), said))
        dialog.show()

    def set_status(self, deal: Deal) -> None:
        from dealwatch.ui.hand_status_dialog import HandStatusDialog
        from dealwatch.watch.hand_status import HandStatus

        w = self._window
        page = w.desk.page(deal.id)
        authorities = tuple(case.authority for case in page.cases) if page is not None else ()
        change = w.inspector.change
        authority = change.lead.authority if change is not None else (authorities[0] if authorities else "")

        def put(found: object) -> None:
            assert isinstance(found, HandStatus)
            w.desk.set_status(found)

        dialog = HandStatusDialog(w.look, deal, authorities, authority, w)
        self._ask(dialog, put, _("On record as yours. Ctrl+Z takes it back."))

    def mute(self) -> None:
        """The deal that is meant, or the case where there is none."""
        w = self._window
        deal, change = self.deal(), w.inspector.change
        case = change.case if change is not None else None
        if deal is not None:
            muted = not deal.muted
            said = (
                _("“{name}” is muted: its changes come to the inbox only.") if muted else _("“{name}” notifies again.")
            )
            self._run(lambda: w.desk.mute(deal.id, muted=muted), said.format(name=deal.name))
        elif case is not None:
            muted = not case.muted
            said = (
                _("“{name}” is muted: its changes come to the inbox only.") if muted else _("“{name}” notifies again.")
            )
            self._run(lambda: w.desk.mute(case_id=case.id, muted=muted), said.format(name=case.title or case.number))
        else:
            w.status.remark(_("Choose a deal or a change first."))

    def mute_target(self, target: str) -> None:
        """The deal, or the case, that a `dealwatch://` address is about. What is muted already stays so."""
        place, desk = parse_link(target), self._window.desk
        change = desk.change_of(place.ref) if place is not None and place.kind == "event" else None
        if change is None:
            return
        if change.deal is not None:
            deal_id, name, said = (
                change.deal.id,
                change.deal.name,
                _("“{name}” is muted: its changes come to the inbox only."),
            )
            self._run(lambda: desk.mute(deal_id), said.format(name=name))
        elif change.case is not None:
            case_id, name, said = (
                change.case.id,
                change.name,
                _("“{name}” is muted: its changes come to the inbox only."),
            )
            self._run(lambda: desk.mute(case_id=case_id), said.format(name=name))

    # -- notes and files

    def note(self) -> None:
        """Write a note about the deal, or the case, that is shown or chosen."""
        from dealwatch.ui.views.deal import DealView

        w = self._window
        if not isinstance(w.views.current(), DealView):
            deal, change = self.deal(), w.inspector.change
            if deal is not None:
                w.go(f"deal/{deal.id}")
            elif change is not None and change.case is not None:
                w.go(f"case/{change.case.id}")
        view = w.views.current()
        if isinstance(view, DealView):
            view.write_note()
        else:
            w.status.remark(_("Choose a deal or a change first."))

    def keep_note(self, note: Note) -> None:
        self._run(lambda: self._window.desk.write_note(note), _("Note kept."))

    def remove_note(self, note_id: str) -> None:
        self._run(lambda: self._window.desk.remove_note(note_id), _("Note removed. Ctrl+Z takes it back."))

    def attach(self, deal: Deal) -> None:
        chosen, _kind = QFileDialog.getOpenFileNames(self._window, _("Attach files"))
        self.attach_files(deal.id, [Path(name) for name in chosen])

    def attach_files(self, deal_id: str, paths: Sequence[Path]) -> None:
        if paths:
            desk = self._window.desk
            self._run(lambda: [desk.attach(deal_id, path) for path in paths], _("Attached."))

    def _show_attachment(self, attachment_id: str) -> None:
        from dealwatch.ui.stored_page_dialog import StoredPageDialog

        page = self._window.desk.attachment_page(attachment_id)
        if page is not None:
            StoredPageDialog(self._window.look, page, "", self._window).show()

    # -- inbox

    def snooze(self) -> None:
        """Out of sight until tomorrow at eight, local time."""
        w = self._window
        change = w.inspector.change
        if change is None:
            w.status.remark(_("Choose a change first."))
            return
        tomorrow = w.desk.now().astimezone().date() + timedelta(days=1)
        until = datetime.combine(tomorrow, time(8)).astimezone()
        self._run(lambda: w.desk.snooze((change.id,), until), _("Back tomorrow at 8:00."))

    # -- the way back

    def undo(self) -> None:
        self._go_back(self._window.desk.undo, _("Undone: {act}"))

    def redo(self) -> None:
        self._go_back(self._window.desk.redo, _("Done again: {act}"))

    def _go_back(self, step: Callable[[], Act], said: str) -> None:
        w = self._window
        try:
            act = step()
        except DealwatchError as error:
            w.status.remark(f"{_(error.title)} {_(error.hint)}".strip())
            return
        w.status.remark(said.format(act=act_words(act)))
        w.desk_changed()


def act_words(act: Act) -> str:
    """What was done, in the user's language."""
    return _(act.title).format(**act.fields)
