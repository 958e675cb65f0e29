"""What a rule would have told in the last ninety days: one sentence, the line of days, and the same as a table.

Counting is done beside the window's thread, one rule at a time: what is asked meanwhile waits, and only the last of it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget
from shiboken6 import isValid

from dealwatch.figures.firings import HEIGHT, firings_figure, summary
from dealwatch.language import _
from dealwatch.ui.bend import Bend
from dealwatch.ui.cells import Column
from dealwatch.ui.figure_view import FigureView
from dealwatch.ui.panes import Ground, Words, stack
from dealwatch.ui.rules.trial import Trial, try_out
from dealwatch.ui.table import Table
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import day_text

if TYPE_CHECKING:
    from dealwatch.alerts.rules_replay import History
    from dealwatch.model.rule import Rule
    from dealwatch.ui.tasks import Runner

SHOWN = 5
"""Rows of the table before it scrolls. It has that height from the beginning, so that nothing moves."""
EDGE, CELL = 20, 16  # px: where words begin in the dialog, and in the first cell of a table
PATIENCE = 300  # ms before it says that it counts


class Simulator(Ground):
    """On a ground of its own from edge to edge, its words at `EDGE`. `opened` carries the place of what would have been
    told.

    Until there is a history it says that it looks. While it counts what was found for the rule before stays, so that
    nothing flickers.
    """

    opened = Signal(str)

    def __init__(self, look: Look, tasks: Runner) -> None:
        super().__init__(look)
        self._tasks = tasks
        self._history: History | None = None
        self._wanted: Rule | None = None
        self._counting = False
        self.title = Words(look, _("Looking through the last 90 days…"), Type.SECTION)
        self.period = Words(look, "", Type.SECONDARY, "text2")
        self.figure = FigureView(look, _("When the rule would have told something"))
        self.figure.setFixedHeight(round(HEIGHT * look.theme.scale))
        columns = (
            Column(_("Date"), 150, least=135),
            Column(_("By"), 64),
            Column(_("Deal or source"), least=150),
            Column(_("What"), 200, least=190),
        )
        self.table = Table(look, columns, _("What the rule would have told"), row=28)
        self.nothing = Words(look, "", Type.SECONDARY, "text2", wrap=True)
        self._found = QStackedWidget()
        empty = Ground(look)
        empty.setLayout(stack(self.nothing, 1, margins=(look.theme.px(CELL), 0, look.theme.px(CELL), 0)))
        for page in (empty, self.table):
            self._found.addWidget(page)
        self._fit()
        look.changed.connect(self._fit)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(lambda: self.title.say(_("Counting…")))
        self.figure.opened.connect(self.opened)
        self.table.on_open(lambda row: self.opened.emit(row.data) if row.data else None)
        px = look.theme.px
        above = stack(gap=px(8), margins=(px(EDGE), 0, px(EDGE), 0))
        above.addWidget(Bend((self.title,), Words(look, "", elide=True), (self.period,), gap=px(8)))
        above.addWidget(self.figure)
        column = stack(gap=px(8), margins=(0, px(14), 0, px(12)))
        column.addLayout(above)
        column.addLayout(stack(self._found, margins=(px(EDGE - CELL), 0, px(EDGE - CELL), 0)))
        self.setLayout(column)

    def _fit(self) -> None:
        head = self.table.horizontalHeader().sizeHint().height()
        self._found.setFixedHeight(head + SHOWN * self.table.verticalHeader().defaultSectionSize())

    def show_history(self, history: History) -> None:
        self._history = history
        days = {"first": day_text(history.first, weekday=False), "last": day_text(history.last, weekday=False)}
        self.period.say(_("{first} – {last}, from your own data").format(**days))
        self._count()

    def say_trouble(self, words: str) -> None:
        self.title.say(words)

    def try_rule(self, rule: Rule) -> None:
        """It takes the place of any other that still waits for its turn."""
        self._wanted = rule
        self._count()

    def _count(self) -> None:
        if self._counting or self._history is None or self._wanted is None:
            return
        rule, self._wanted, self._counting = self._wanted, None, True
        if not self._patience.isActive():
            self._patience.start()
        self._tasks.run(partial(try_out, self._history, rule)).then(self._arrived, self._failed)

    def _arrived(self, trial: Trial) -> None:
        if not isValid(self):  # its dialog may have been closed in the meantime
            return
        self._counting = False
        if self._wanted is not None:
            self._count()  # the answer is about a rule that is said differently by now
            return
        self._patience.stop()
        self._show(trial)

    def _failed(self, error: Exception) -> None:
        if isValid(self):
            self._patience.stop()
            self._counting = False
        raise error

    def _show(self, trial: Trial) -> None:
        assert self._history is not None
        first, last = self._history.first, self._history.last
        self.title.say(summary(trial.count, (last - first).days))
        self.figure.show_figure(lambda width: firings_figure(trial.days, first, last, width))
        self.table.show_rows(trial.rows)
        self.nothing.say("" if trial.count else _("Nothing that happened in this time fits."))
        self._found.setCurrentIndex(int(bool(trial.rows)))
