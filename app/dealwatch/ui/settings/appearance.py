"""Appearance: colours, size of text, density. Everything changes while it is chosen."""

from __future__ import annotations

from dealwatch.language import _, mark
from dealwatch.ui.acts import APPEARANCES
from dealwatch.ui.controls import Button
from dealwatch.ui.panes import Words
from dealwatch.ui.preferences import LEAST_SIZE
from dealwatch.ui.settings.page import Page, Scene
from dealwatch.ui.settings.parts import Buttons, Choice, Slider
from dealwatch.ui.theme import LARGEST


class AppearancePage(Page):
    name, title, icon = "appearance", mark("Appearance"), "text-aa"

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        look, preferences = self.look, scene.preferences
        self.heading(_("Colours"))
        self.colours = Choice(look, _("Colours"), [(value, _(words)) for value, words in APPEARANCES])
        self.colours.activated.connect(lambda: preferences.appear(str(self.colours.value)))
        text = _("As the system follows light and dark, and the wish for high contrast, when they change.")
        self.setting(_("Colours"), self.colours, text, also=_("theme dark light contrast"))
        self.heading(_("Text and rows"))
        self.slider = Slider(look, _("Size of text in per cent"), round(LEAST_SIZE * 100), round(LARGEST * 100), 10)
        self.slider.valueChanged.connect(lambda value: preferences.resize(value / 100))
        self.percent = Words(look, "", role="text2")
        self.percent.setMinimumHeight(look.theme.px(28))
        self.usual = Button(look, _("100 %"), say=_("Usual text size"))
        self.usual.clicked.connect(lambda: preferences.resize(1.0))
        text = _("From 90 to 200 per cent. Larger text and Smaller text in the View menu do the same.")
        control = Buttons(look, self.slider, self.percent, self.usual)
        self.setting(_("Size of text"), control, text, also=_("font zoom larger smaller"), below=True)
        self.density = Choice(look, _("Rows"), [(False, _("Comfortable")), (True, _("Compact"))])
        self.density.activated.connect(lambda: preferences.set_compact(bool(self.density.value)))
        text = _("How close together the rows of tables and lists are.")
        self.setting(_("Rows"), self.density, text, also=_("density compact comfortable"))
        self.note(_("Nothing here moves by itself: what changes is there at once, whatever the system says of motion."))
        look.changed.connect(self.refresh)

    def refresh(self) -> None:
        preferences = self.scene.preferences
        self.colours.show_value(preferences.appearance.value)
        self.density.show_value(preferences.compact)
        percent = round(preferences.size * 100)
        self.slider.blockSignals(True)
        self.slider.setValue(percent)
        self.slider.blockSignals(False)
        self.percent.say(_("{n} %").format(n=percent))
        self.usual.setEnabled(percent != 100)
