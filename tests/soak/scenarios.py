"""What is being done when Studio is killed: kinds of tasks, and moments in their lives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Moment(Enum):
    """The stretch of a task's life in which the kill falls, at random."""

    STARTING = "starting"
    RECORDING = "recording"
    PAUSED = "paused"
    STOPPING = "stopping"
    UPLOADING = "uploading"
    MENDING = "mending"
    """Killed while recording, and killed again while the next process mends what was left."""


class Target(Enum):
    """Where finished files go."""

    FOLDER = "folder"
    OTHER_DISK = "other disk"
    BUCKET = "bucket"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of task. ``changes`` are those of ``tests.drivers.studio.start_request``.

    With ``is_still`` nothing but a whiteboard is in the picture, and its page is never turned. With ``is_busy`` other
    programs want every processor twice over.
    """

    name: str
    moment: Moment = Moment.RECORDING
    changes: Mapping[str, Any] = field(default_factory=dict)
    target: Target = Target.FOLDER
    is_still: bool = False
    is_busy: bool = False

    @property
    def fps(self) -> int:
        mix = self.changes.get("MixConfig", {})
        return int(mix.get("MixOutputVideoConfig", {}).get("Fps", 15))

    @property
    def is_single(self) -> bool:
        return bool(self.changes.get("RecordMode") == 1)


def _picture(width: int, height: int, fps: int, bitrate_bps: int) -> dict[str, Any]:
    video = {"Width": width, "Height": height, "Fps": fps, "Bitrate": bitrate_bps}
    return {"MixConfig": {"MixMode": 2, "MixOutputVideoConfig": video}}


def _format(name: str, **more: Any) -> dict[str, Any]:
    return {"RecordOutputParams": {"OutputFileFormat": name, **more}}


_STILL = _picture(1280, 720, 5, 1_000)
_AS_IT_GROWS = {"FragmentSeconds": 2, "RealtimeUploadFragment": True, "ShortFragmentPath": True}
_LARGE = _picture(1280, 720, 15, 4_000_000)

SCENARIOS: tuple[Scenario, ...] = (
    Scenario("mixed mp4"),
    Scenario("still board, 5 fps, 1 kbps", changes=_STILL, is_still=True),
    Scenario("paused", Moment.PAUSED),
    Scenario("paused still board, 5 fps", Moment.PAUSED, _STILL, is_still=True),
    Scenario("stopping", Moment.STOPPING),
    Scenario("uploading to another disk", Moment.UPLOADING, _LARGE, Target.OTHER_DISK),
    Scenario("uploading to a bucket", Moment.UPLOADING, target=Target.BUCKET),
    Scenario("for a bucket", target=Target.BUCKET),
    Scenario("starting", Moment.STARTING),
    Scenario("killed again while mending", Moment.MENDING),
    Scenario("720p at 30 fps", changes=_picture(1280, 720, 30, 2_000_000)),
    Scenario("720p at 30 fps, busy machine", changes=_picture(1280, 720, 30, 2_000_000), is_busy=True),
    Scenario("1080p at 30 fps, busy machine", changes=_picture(1920, 1080, 30, 3_000_000), is_busy=True),
    Scenario("still board, busy machine", changes=_STILL, is_still=True, is_busy=True),
    Scenario("single, busy machine", changes={"RecordMode": 1}, is_busy=True),
    Scenario("mixed hls, busy machine", changes=_format("hls", FragmentSeconds=2), is_busy=True),
    Scenario("two files (4)", changes={"StreamType": 4}),
    Scenario("sound only (1)", changes={"StreamType": 1}),
    Scenario("picture only (2)", changes={"StreamType": 2}),
    Scenario("mixed hls", changes=_format("hls", FragmentSeconds=2)),
    Scenario("mixed flv", changes=_format("flv")),
    Scenario("mixed aac", changes={"StreamType": 1, **_format("aac")}),
    Scenario("mixed mp3", changes={"StreamType": 1, **_format("mp3")}),
    Scenario("mixed ogg", changes={"StreamType": 1, **_format("ogg")}),
    Scenario("hls moved to another disk", Moment.UPLOADING, _format("hls", FragmentSeconds=2), Target.OTHER_DISK),
    Scenario("hls uploaded as it grows", changes=_format("hls", **_AS_IT_GROWS), target=Target.BUCKET),
    Scenario("single for a bucket", changes={"RecordMode": 1}, target=Target.BUCKET),
    Scenario("single mp4", changes={"RecordMode": 1}),
    Scenario("single stopping", Moment.STOPPING, {"RecordMode": 1}),
    Scenario("single hls", changes={"RecordMode": 1, **_format("hls", FragmentSeconds=2)}),
    Scenario("single flv", changes={"RecordMode": 1, **_format("flv")}),
    Scenario("single mp3", changes={"RecordMode": 1, "StreamType": 1, **_format("mp3")}),
)

SHORT: tuple[Scenario, ...] = tuple(
    scenario
    for scenario in SCENARIOS
    if scenario.name
    in (
        "mixed mp4",
        "still board, 5 fps, 1 kbps",
        "720p at 30 fps, busy machine",
        "paused",
        "stopping",
        "uploading to another disk",
        "single mp4",
    )
)
