"""The whole program beside a real recorder: the canvas follows settings, addresses, and who leaves a take."""

from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from chalkreel.domain.enums import FileStatus, ImageType, MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.phases import Phase
from chalkreel.domain.take_settings import DEFAULTS
from chalkreel.studio.outputs.inspection import pictures_at
from tests.drivers.main_window import MainWindowDriver
from tests.support.image_server import Answer, ImageServer
from tests.support.recordings import YELLOW, picture_bytes, plain, shows
from tests.support.waiting import until

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.qt_loop,
    pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support raise"),
]
AMIR = "student-amir"
SEAT, CORNER = Rect(100, 100, 740, 460), (1200, 60)


@asynccontextmanager
async def a_host(qtbot, profile):
    driver = MainWindowDriver(qtbot, profile)
    try:
        await driver.open()
        yield driver
    finally:
        await driver.close()


def colour(driver, place):
    return driver.window.canvas.stage.recorded_image().pixelColor(*place).getRgb()[:3]


async def test_the_canvas_follows_settings_and_keeps_whom_the_recorder_keeps(qtbot, tmp_path):
    with ImageServer(canvas=Answer(picture_bytes(plain(Size(64, 36), YELLOW)))) as server:
        settings = replace(
            DEFAULTS,
            background_image=server.url("canvas"),
            watermark_image=server.url("missing"),
            watermark_place=Rect(0, 600, 90, 700),
            fill_blank=True,
        )
        async with a_host(qtbot, tmp_path) as driver:
            driver.at.layouts.edit_draft(Layout(MixMode.CUSTOM, (Region("seat", SEAT, stream_id=AMIR),)))
            driver.at.take_settings.change(settings)
            await until(lambda: colour(driver, CORNER) == YELLOW)
            await until(lambda: colour(driver, (420, 280)) != YELLOW)
            await driver.record()
            await until(lambda: driver.take.failed_images)
            assert driver.take.failed_images == {(ImageType.MIX_OUTPUT_WATERMARK, server.url("missing"))}
            assert server.asked["/canvas"] >= 3, "before, by the recorder, and once more when it began"
            driver.at.room.remove_stream(AMIR)
            await until(lambda: all(one.stream_id != AMIR for one in driver.at.room.view.streams))
            assert colour(driver, (420, 280)) != YELLOW
            await driver.until_recorded_more(600)
            await driver.stop()
            assert driver.phase is Phase.SAFE
            assert driver.take.file_statuses == (FileStatus.UPLOADED,)
            await until(lambda: colour(driver, (420, 280)) == YELLOW)  # no take keeps the place any more
            (last,) = pictures_at(driver.recording, [driver.at.take.view.recording_ms / 1000 - 0.1])
    assert shows(last, Rect(1000, 20, 1240, 400), YELLOW)
    assert not shows(last, SEAT, YELLOW)
