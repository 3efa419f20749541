"""Mixed recordings through a real Studio, and pictures of what they hold."""

from __future__ import annotations

from typing import Any

from chalkreel.domain.geometry import Rect, Size
from chalkreel.studio.outputs.inspection import Rgb, pictures_at
from tests.drivers.studio import StudioDriver, path_of
from tests.support.recordings import picture_file

LEFT, RIGHT = Rect(0, 0, 160, 180), Rect(160, 0, 320, 180)


def region(rect: Rect, **more: Any) -> dict[str, Any]:
    return {"Left": rect.left, "Top": rect.top, "Right": rect.right, "Bottom": rect.bottom, "Layer": 0, **more}


def wire_colour(rgb: tuple[int, int, int]) -> int:
    return rgb[0] << 24 | rgb[1] << 16 | rgb[2] << 8


def publish_colour(studio: StudioDriver, room: str, stream: str, rgb: tuple[int, int, int]) -> None:
    path = picture_file(studio.folder / f"{stream}-{rgb[0]}.png", Size(160, 180), rgb)
    studio.publish(room, stream, kind="image", path=str(path))


def patch(studio: StudioDriver, room: str, stream: str, **switches: bool) -> None:
    assert studio.own("PATCH", studio.stream_path(room, stream), json=switches).status_code == 200


def now_ms(studio: StudioDriver, task: str) -> int:
    return int(studio.stats(task)["recording_ms"])


def finished(studio: StudioDriver, task: str) -> list[dict[str, Any]]:
    studio.act("StopRecord", task)
    files: list[dict[str, Any]] = studio.wait_finished(task)["RecordFiles"]
    assert all(file["Status"] == 3 for file in files)
    return files


def picture(file: dict[str, Any], at_ms: int) -> Rgb:
    return pictures_at(path_of(file["FileUrl"]), [at_ms / 1000])[0]
