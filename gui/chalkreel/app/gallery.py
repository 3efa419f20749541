"""``chalkreel gallery``: every window in its telling states, light and dark, in both languages, at 100 % and 200 %."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QPoint,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from chalkreel.app.gallery_air import air_states
from chalkreel.app.gallery_index import index_page
from chalkreel.app.gallery_library import library_states
from chalkreel.app.gallery_panels import panel_states
from chalkreel.app.gallery_pictures import GalleryPictures
from chalkreel.app.gallery_side import side_states
from chalkreel.app.gallery_states import main_window_states
from chalkreel.app.gallery_takes import takes_states
from chalkreel.app.gallery_windows import GalleryState
from chalkreel.app.screen import draw_offscreen, make_application
from chalkreel.ui.kit.translation import Language, install_language
from chalkreel.ui.theme import ThemeMode, apply_theme

SCALES = (2, 1)
"""Device px per px; the dearer one first, so that the two end together."""
THEMES = (ThemeMode.LIGHT, ThemeMode.DARK)
LANGUAGES = {Language.ENGLISH: "en", Language.CHINESE: "zh"}
ACTIVATION_MS = 500
PASSES = 3
"""Rounds of Qt's events until wrapped texts have found their heights and these their layouts."""
PNG_QUALITY = 80
"""Qt's name for a compression that is quick; the pixels are always exact."""


_WITHOUT_A_SCREEN = "This plugin does not support propagateSizeHints()"


@dataclass(frozen=True, slots=True)
class Job:
    """What one process draws: a scale holds for a whole process."""

    out: Path
    scale: int
    theme: ThemeMode


def run_gallery(out: Path) -> int:
    """Draw everything into a folder, with a page that shows it all; give the exit code."""
    draw_offscreen()
    out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    jobs = [Job(out.absolute(), scale, theme) for scale in SCALES for theme in THEMES]
    workers = min(len(jobs), os.cpu_count() or 1)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn, max_tasks_per_child=1) as pool:
        complaints = [line for lines in pool.map(draw_all, jobs) for line in lines]
    (out / "index.html").write_text(index_page(gallery_states()), encoding="utf-8")
    drawn = len(jobs) * len(LANGUAGES) * len(gallery_states())
    print(f"{drawn} pictures in {time.monotonic() - began:.0f} s: {out / 'index.html'}")
    for line in sorted(set(complaints)):
        print(line, file=sys.stderr)
    return 1 if complaints else 0


def gallery_states() -> tuple[GalleryState, ...]:
    return (*main_window_states(), *library_states(), *air_states(), *side_states(), *panel_states(), *takes_states())


def draw_all(job: Job) -> list[str]:
    """Draw all states in one theme and scale, both languages; the body of a process of its own.

    Gives what Qt complained about meanwhile.
    """
    os.environ["QT_SCALE_FACTOR"] = str(job.scale)
    os.environ["TZ"] = "UTC"  # the same hours are shown wherever the pictures are made
    if sys.platform != "win32":
        time.tzset()
    complaints: list[str] = []
    qInstallMessageHandler(lambda kind, context, text: _note(complaints, kind, context, text))
    app = make_application()
    app.setQuitOnLastWindowClosed(False)
    app.setCursorFlashTime(0)
    apply_theme(app, job.theme)
    pictures = GalleryPictures()
    for language, code in LANGUAGES.items():
        install_language(app, language)
        for state in gallery_states():
            name = f"{state.name}.{job.theme.value}.{code}.{job.scale}x.png"
            if not draw(state, pictures).save(str(job.out / name), "PNG", PNG_QUALITY):  # type: ignore[call-overload]
                raise OSError(f"{job.out / name} could not be written")
    return complaints


def draw(state: GalleryState, pictures: GalleryPictures) -> QImage:
    """Build, show and photograph one state, and take it down again."""
    widget = state.build(pictures)
    try:
        widget.move(QPoint(0, 0))
        widget.show()
        widget.activateWindow()
        _settle(widget)
        if state.settle is not None:
            state.settle(widget)
            _settle(widget)
        return widget.grab().toImage()
    finally:
        widget.hide()
        widget.deleteLater()
        QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)


def _note(complaints: list[str], kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    is_serious = kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
    # What Qt's multimedia would like to find on a desktop has nothing to do with how a window looks.
    is_of_multimedia = str(context.category or "").startswith("qt.multimedia")
    if is_serious and not is_of_multimedia and text != _WITHOUT_A_SCREEN:
        complaints.append(text)


def _settle(widget: QWidget) -> None:
    """Let a window take its shape, and the keyboard where the desktop gives it away."""
    patience = QDeadlineTimer(ACTIVATION_MS)
    while not (widget.isActiveWindow() or patience.hasExpired()):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    for _pass in range(PASSES):
        QApplication.processEvents()
