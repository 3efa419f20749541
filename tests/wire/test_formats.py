"""Formats through the real process: what is stored, told and left after a crash."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from pathlib import Path

import av
import pytest

from chalkreel.studio.outputs.inspection import sound_of
from chalkreel.studio.outputs.playlist import Playlist, read_playlist
from chalkreel.studio.tasks.book import RECORD_FILE
from tests.drivers.studio import StudioDriver, path_of, start_request, until
from tests.support.callback_receiver import CallbackReceiver
from tests.support.plain_pictures import GREEN, RED, colour_png, nearest_colour
from tests.support.s3_server import S3Server
from tests.support.tcp_proxy import Fault, TcpProxy

SMALL = {"width": 160, "height": 90, "tone_hz": 440}
CANVAS = {"MixOutputVideoConfig": {"Width": 160, "Height": 90, "Fps": 10, "Bitrate": 100_000}}
LOST_MS = 2000


def request(room: str, studio: StudioDriver, file_format: str, mode: int = 2, **changes: object) -> dict:
    output = {"OutputFileFormat": file_format, **changes.pop("RecordOutputParams", {})}  # type: ignore[dict-item]
    return start_request(
        room, studio.recordings, RecordMode=mode, MixConfig=CANVAS, RecordOutputParams=output, **changes
    )


def listed(playlist: Path) -> Playlist:
    read = read_playlist(playlist)
    assert read is not None
    return read


def addresses(playlist: Path) -> list[str]:
    return [line for line in playlist.read_text().splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("mode", [1, 2])
def test_every_format_is_stored_as_it_is_told(studio: StudioDriver, rooms: Callable[[], str], mode: int) -> None:
    room = rooms()
    studio.publish(room, "a", kind="test", options=SMALL)
    expected = {"flv": 3, "hls": 3, "aac": 1, "mp3": 1, "ogg": 1}
    tasks = {name: studio.start_record(request(room, studio, name, mode)) for name in expected}
    for task in tasks.values():
        studio.wait_for_event(task, "recording_started")
        studio.wait_recorded(task, 900)
        studio.act("StopRecord", task)

    for name, task in tasks.items():
        (file,) = studio.wait_finished(task)["RecordFiles"]
        path = path_of(file["FileUrl"])
        assert path.suffix == (".m3u8" if name == "hls" else f".{name}")
        assert (file["OutputFileFormat"], file["MediaTrackType"], file["Status"]) == (name, expected[name], 3)
        assert (file["ResolutionWidth"], file["ResolutionHeight"]) == ((160, 90) if expected[name] == 3 else (0, 0))
        parts = [path.with_name(part) for part in addresses(path)] if name == "hls" else []
        assert file["FileSize"] == sum(part.stat().st_size for part in (path, *parts))
        sound = sound_of(path)
        assert sound is not None
        assert file["Duration"] == pytest.approx(sound.samples.shape[1] / sound.rate * 1000, abs=150)
        assert sound.tone_amplitude(440, sound.start_s + 0.3, sound.start_s + 0.8) > 0.03


def test_fragments_are_uploaded_while_they_are_recorded_and_the_playlist_is_told(
    studio: StudioDriver, rooms: Callable[[], str]
) -> None:
    room = rooms()
    studio.publish(room, "a", kind="test", options=SMALL)
    with CallbackReceiver() as receiver:
        hls = {"FragmentSeconds": 2, "RealtimeUploadFragment": True, "CallbackUrl": receiver.url}
        long = studio.start_record(request(room, studio, "hls", RecordOutputParams=hls))
        short = studio.start_record(
            request(room, studio, "hls", mode=1, RecordOutputParams={**hls, "ShortFragmentPath": True})
        )
        until(lambda: len(receiver.of_type(102)) == 2, "both playlists are told")
        told = {body["task_id"]: body["detail"] for body in receiver.of_type(102)}
        growing = {task: path_of(told[task]["file_url"]) for task in (long, short)}
        during = {task: (listed(path).is_ended, addresses(path)) for task, path in growing.items()}
        for task in (long, short):
            studio.wait_recorded(task, 4500)
            studio.act("StopRecord", task)
        files = {task: studio.wait_finished(task)["RecordFiles"][0] for task in (long, short)}
        until(lambda: receiver.types().count(5) == 2, "the last events")

    assert told[long]["stream_id"] == "mix"
    assert told[short]["stream_id"] == "a"
    for task in (long, short):
        is_ended, early = during[task]
        path = growing[task]
        assert told[task]["file_id"] == files[task]["FileId"] == path.name
        assert told[task]["media_track_type"] == 3
        assert path == path_of(files[task]["FileUrl"])
        assert not is_ended
        assert 1 <= len(early) < len(addresses(path))
        assert listed(path).is_ended
        assert [fragment.duration_s for fragment in listed(path).fragments[:2]] == pytest.approx([2, 2], abs=0.1)
        assert all(path.with_name(fragment.name).is_file() for fragment in listed(path).fragments)
    assert all(path_of(address).parent == growing[long].parent for address in addresses(growing[long]))
    assert all(address.startswith("file:///") for address in addresses(growing[long]))
    assert all("/" not in address for address in addresses(growing[short]))
    assert not list((studio.data_dir / "tasks" / long).glob("*.ts"))


def test_pictures_only_come_one_by_one_and_are_no_files_of_the_task(
    studio: StudioDriver, rooms: Callable[[], str]
) -> None:
    room = rooms()
    studio.publish(room, "a", kind="test", options=SMALL)
    studio.publish(room, "b", kind="test", options={"width": 200, "height": 100})
    with CallbackReceiver() as receiver:
        output = {"SnapshotInterval": 5, "CallbackUrl": receiver.url}
        mixed = studio.start_record(request(room, studio, "jpg", RecordOutputParams=output))
        single = studio.start_record(request(room, studio, "jpg", mode=1, RecordOutputParams=output))

        def pictures(task: str) -> list[dict]:
            return [
                info for body in receiver.of_type(1) if body["task_id"] == task for info in body["detail"]["file_info"]
            ]

        until(lambda: len(pictures(mixed)) == 2 and len(pictures(single)) == 4, "two pictures of each")
        running = [studio.status(task) for task in (mixed, single)]
        for task in (mixed, single):
            studio.act("StopRecord", task)
        until(lambda: receiver.types().count(5) == 2, "the last events")

    assert all("RecordFiles" not in status for status in running)
    assert all("RecordFiles" not in studio.status(task) for task in (mixed, single))
    record = studio.data_dir / "tasks" / single / RECORD_FILE
    until(lambda: json.loads(record.read_text())["is_finished"], "the task's end on disk")
    kept = json.loads(record.read_text())
    assert (kept["snapshots"], kept["pictures_stored"]) == ([], 4)  # there may be thousands in the end
    assert len(pictures(mixed)) == 2
    assert [info["stream_id"] for info in pictures(mixed)] == ["mix", "mix"]
    assert sorted(info["stream_id"] for info in pictures(single)) == ["a", "a", "b", "b"]
    apart_ms = pictures(mixed)[1]["begin_timestamp"] - pictures(mixed)[0]["begin_timestamp"]
    assert apart_ms == pytest.approx(5000, abs=400)
    for info in (*pictures(mixed), *pictures(single)):
        path = path_of(info["file_url"])
        size = {"mix": (160, 90), "a": (160, 90), "b": (200, 100)}[info["stream_id"]]
        assert (info["resolution_width"], info["resolution_height"]) == size
        assert (info["output_file_format"], info["media_track_type"]) == ("jpg", 2)
        assert info["file_size"] == path.stat().st_size
        assert "_V_" in path.name
        with av.open(str(path)) as container:
            assert (container.streams.video[0].width, container.streams.video[0].height) == size


def test_a_picture_that_waits_in_the_backup_folder_is_told_of_by_itself_when_it_is_stored(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room, blocked = rooms(), tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    studio.publish(room, "a", kind="test", options=SMALL)
    storage = {"Bucket": blocked.name, "EndPoint": tmp_path.as_uri()}
    with CallbackReceiver() as receiver:
        output = {"CallbackUrl": receiver.url}
        series = studio.start_record(request(room, studio, "jpg", StorageParams=storage, RecordOutputParams=output))
        film = studio.start_record(request(room, studio, "mp4", StorageParams=storage, RecordOutputParams=output))
        studio.wait_for_event(film, "recording_started")
        studio.act("TakeSnapshot", film)
        for task in (series, film):
            studio.wait_for_event(task, "snapshot")
            studio.act("StopRecord", task)
        until(lambda: receiver.types().count(5) == 2, "the last events")
        blocked.unlink()
        before = len(receiver.accepted)
        for task in (series, film):
            assert studio.own("POST", f"/studio/tasks/{task}/retry-upload").status_code == 200
        until(lambda: len(receiver.accepted) == before + 3, "what became of them")

    def told(task: str) -> list[list[tuple[str, int]]]:
        bodies = sorted(receiver.of_type(1), key=lambda body: body["sequence"])
        infos = [body["detail"]["file_info"] for body in bodies if body["task_id"] == task]
        return [[(info["output_file_format"], info["status"]) for info in info_list] for info_list in infos]

    assert told(series) == [[("jpg", 4)], [("jpg", 3)]]
    assert told(film) == [[("jpg", 4)], [("mp4", 4)], [("jpg", 3)], [("mp4", 3)]]


def test_a_picture_whose_upload_a_crash_broke_off_is_stored_and_told_at_the_next_start(
    own_studio: Callable[..., StudioDriver], s3: S3Server
) -> None:
    studio = own_studio()
    studio.publish("r", "a", kind="test", options=SMALL)
    with CallbackReceiver() as receiver, TcpProxy(s3.port, lambda _: Fault(is_stalled=True)) as proxy:
        task = studio.start_record(
            request(
                "r",
                studio,
                "jpg",
                StorageParams=s3.storage_params(proxy.url),
                RecordOutputParams={"CallbackUrl": receiver.url},
            )
        )
        until(lambda: proxy.connections, "an upload under way")
        studio.signal(signal.SIGKILL)
        studio.wait()
        studio.start()
        until(lambda: receiver.types() == [2, 1], "what became of it")
        (picture,) = receiver.of_type(1)[0]["detail"]["file_info"]
    assert (picture["output_file_format"], picture["status"]) == ("jpg", 4)  # without its keys it waits
    assert (studio.data_dir / "backup" / task / picture["file_id"]).stat().st_size == picture["file_size"]


def test_pictures_only_show_the_board_in_a_mix_and_leave_it_out_of_single_streams(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room = rooms()
    studio.publish(room, "a", kind="image", path=str(colour_png(tmp_path / "a.png", GREEN)))
    studio.open_board(room, "red", colour_png(tmp_path / "1.png", RED))
    board = {"HasWhiteboard": True, "Whiteboard": [{"HorizontalRatio": 16, "VerticalRatio": 9, "WhiteboardId": "red"}]}
    mixed, single = (studio.start_record(request(room, studio, "jpg", mode, **board)) for mode in (2, 1))
    for task in (mixed, single):
        studio.wait_for_event(task, "snapshot")
        studio.act("StopRecord", task)
    assert colours(studio, mixed) == {RED, GREEN}
    assert colours(studio, single) == {GREEN}
    assert "whiteboard" not in {event.get("stream_id") for event in studio.events(single)}


def colours(studio: StudioDriver, task: str) -> set[object]:
    """Give what the pictures of a task show, left and right of the middle."""
    found = set()
    for event in studio.events(task):
        if event["kind"] == "snapshot":
            with av.open(str(path_of(event["url"]))) as container:
                shown = next(container.decode(video=0)).to_ndarray(format="rgb24")
            row = shown[shown.shape[0] // 2]
            found |= {nearest_colour(tuple(row[len(row) // 4])), nearest_colour(tuple(row[len(row) * 3 // 4]))}
    return found


@pytest.mark.parametrize("mode", [1, 2])
def test_a_killed_studio_finishes_every_format_at_its_next_start(
    own_studio: Callable[..., StudioDriver], mode: int
) -> None:
    studio = own_studio()
    studio.publish("r", "a", kind="test", options=SMALL)
    formats = ("mp4", "flv", "hls", "aac", "mp3", "ogg")
    tasks = {name: studio.start_record(request("r", studio, name, mode)) for name in formats}
    reached = {}
    for task in tasks.values():
        studio.wait_recorded(task, 3500)
    for name, task in tasks.items():
        reached[name] = studio.stats(task)["recording_ms"]
    studio.signal(signal.SIGKILL)
    studio.wait()
    studio.start()

    for name, task in tasks.items():
        status = until(
            lambda task=task: next(
                (s for s in [studio.status(task)] if [file["Status"] for file in s["RecordFiles"]] == [3]), None
            ),
            f"{name} is finished",
        )
        (file,) = status["RecordFiles"]
        path = path_of(file["FileUrl"])
        assert status["Status"] == 4
        assert file["Duration"] >= reached[name] - LOST_MS
        sound = sound_of(path)
        assert sound is not None
        assert sound.samples.shape[1] / sound.rate * 1000 >= reached[name] - LOST_MS
        assert name != "hls" or listed(path).is_ended
