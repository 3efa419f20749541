"""``chalkreel demo``: one short lesson through the real window, and a judgement of the file it left."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import numpy as np
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from chalkreel.app.demo_check import Expected, Finding, Rgb, check_recording
from chalkreel.app.demo_lesson import DemoLesson, Lesson
from chalkreel.app.hands import HandsFailed
from chalkreel.app.last_resort import LastResort
from chalkreel.app.loop import run_on_qt
from chalkreel.app.program import Program
from chalkreel.app.screen import make_application, use_a_screen
from chalkreel.base.logging import LogService
from chalkreel.base.paths import Paths
from chalkreel.base.redaction import Redactor
from chalkreel.services.settings import SettingsStore
from chalkreel.ui.kit.picture_decoder import decode_picture
from chalkreel.ui.kit.translation import Language, install_language
from chalkreel.ui.theme import ThemeMode, apply_theme

WRONG = 1


def run_demo(out: Path, seconds: int) -> int:
    """Play the lesson in a temporary profile; 0 only if everything in the file was right."""
    use_a_screen()
    out.mkdir(parents=True, exist_ok=True)
    redactor = Redactor()
    with tempfile.TemporaryDirectory(prefix="chalkreel-demo-") as profile:
        paths = Paths.under(Path(profile))
        paths.create()
        log = LogService(redactor, log_file=out / "demo.log", stream=open(os.devnull, "w"))  # noqa: SIM115, PTH123
        log.start()
        last_resort = LastResort()
        last_resort.install()
        try:
            app = make_application()
            install_language(app, Language.ENGLISH)
            apply_theme(app, ThemeMode.LIGHT)
            demo = _Demo(app, paths, redactor, last_resort, out.absolute(), seconds)
            return run_on_qt(app, demo.run, last_resort.on_task_error)
        finally:
            last_resort.remove()
            log.stop()


class _Demo(QObject):
    """One run: the program, the lesson, and the pictures that came from the room meanwhile."""

    def __init__(
        self, app: QApplication, paths: Paths, redactor: Redactor, last_resort: LastResort, out: Path, seconds: int
    ) -> None:
        super().__init__()
        self._app = app
        self._paths = paths
        self._redactor = redactor
        self._last_resort = last_resort
        self._out = out
        self._seconds = seconds
        self._people: dict[str, bytes] = {}
        self._boards: dict[str, bytes] = {}

    async def run(self) -> int:
        settings = SettingsStore(self._paths.settings_file)
        program = Program(self._app, self._paths, settings, self._redactor, self._last_resort)
        program.controllers.room.stream_picture.connect(self._on_room_stream_picture)
        program.controllers.room.board_picture.connect(self._on_room_board_picture)
        await program.open()
        try:
            lesson = await DemoLesson(program, self._out, self._seconds, _say).play()
            findings = self._judge(program, lesson)
        except HandsFailed as failure:
            _say(str(failure.sentence))
            return WRONG
        finally:
            await program.close(stop_studio=True)
        for finding in findings:
            _say(f"{'ok   ' if finding.is_right else 'WRONG'} {finding.what}")
        return 0 if all(finding.is_right for finding in findings) else WRONG

    def _judge(self, program: Program, lesson: Lesson) -> list[Finding]:
        at = program.controllers
        recording = Path(url2pathname(urlsplit(lesson.end.files[0].url).path))
        expected = Expected(
            canvas=at.layouts.canvas,
            seconds=self._seconds,
            order=[stream.stream_id for stream in at.room.view.streams],
            people={name: _pixels(jpeg) for name, jpeg in self._people.items()},
            boards={name: _pixels(jpeg) for name, jpeg in self._boards.items()},
            board_names={board.board_id: board.name for board in at.whiteboards.view.boards},
        )
        findings = check_recording(recording, lesson, expected)
        pictures = sorted(recording.parent.rglob("*.jpg"))
        findings.append(Finding("the snapshot is there", len(pictures) == lesson.snapshots))
        for source in (recording, recording.with_suffix(".vtt"), *pictures):
            if source.is_file():
                shutil.copy2(source, self._out / source.name)
        return findings

    @Slot(str, bytes)
    def _on_room_stream_picture(self, stream_id: str, jpeg: bytes) -> None:
        self._people[stream_id] = bytes(jpeg)

    @Slot(str, bytes)
    def _on_room_board_picture(self, board_id: str, jpeg: bytes) -> None:
        self._boards[board_id] = bytes(jpeg)


def _pixels(jpeg: bytes) -> Rgb:
    image = decode_picture(jpeg).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def _say(line: str) -> None:
    print(line, flush=True)
