"""Takes the pictures of one look, size and language: `gallery.shoot OUT LOOK SCALE LANGUAGE WIDTHxHEIGHT [scene…]`.

Writes the pictures and beside them a list of them with what is cut off in each (JSON Lines). One process each: several
run side by side.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QSettings, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from dealwatch.ui.dressing import dress
from dealwatch.ui.spoken import SETTING, speak_chosen
from dealwatch.ui.sweeper import Sweeper
from dealwatch.ui.theme import Appearance, Look, choose

from .acting import Data, settle, staged
from .cut import cut, too_large
from .scenes import SCENES, dialogs

log = logging.getLogger(__name__)
FAMILY = "Noto Sans"
LOOKS = {"light": Appearance.LIGHT, "dark": Appearance.DARK, "contrast": Appearance.HIGH_CONTRAST}


def _said(_kind: object, _context: object, text: str) -> None:
    """What only a screen could do is no news without one."""
    if not text.startswith("This plugin does not support"):
        log.warning(text)


def main(arguments: list[str]) -> int:
    out, look_name, scale, language, size, *wanted = arguments
    width, height = (int(part) for part in size.split("x"))
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(_said)
    app = QApplication(sys.argv[:1])
    QLocale.setDefault(QLocale.c())
    settings = QSettings(str(folder / ".language.ini"), QSettings.Format.IniFormat)
    settings.setValue(SETTING, language)
    speak_chosen(app, settings)
    look = Look(choose(LOOKS[look_name], float(scale), FAMILY))
    dress(app, look)
    sweeper = Sweeper(app)
    sweeper.start()
    data = Data()
    data.folder("full")  # gives the ids
    variant = f"{look_name}-{round(float(scale) * 100)}-{language}-{size}"
    with (folder / f"{variant}.jsonl").open("w", encoding="utf-8") as listed:
        for scene in SCENES:
            if wanted and not any(scene.name.startswith(start) for start in wanted):
                continue
            with staged(look, data, scene.data, scene.place, (width, height)) as stage:
                scene.act(stage)
                settle()
                opened = dialogs(stage)
                shown = opened[-1] if opened else stage.window
                name = f"{scene.name}-{variant}.png"
                shown.grab().save(str(folder / name))
                faults = cut(shown)
                if opened and (large := too_large(shown, (width, height))):
                    faults.append(large)
                line = {
                    "picture": name, "scene": scene.name, "variant": variant, "mockup": scene.mockup, "cut": faults,
                    "width": shown.width(), "height": shown.height(),
                }  # fmt: skip
                listed.write(json.dumps(line, ensure_ascii=False) + "\n")
            sweeper.sweep()
    data.forget()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
