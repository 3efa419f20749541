"""Killed while the files of a playlist are moved to their place: some are there already, the playlist is not."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from tests.drivers.studio import StudioDriver, start_request, until
from tests.soak.examining import examine, path_of

RECORDED_MS = 3400


@pytest.mark.parametrize("where", ["place", pytest.param("backup", marks=pytest.mark.long)])
def test_a_playlist_of_which_some_fragments_were_moved_is_whole_again(tmp_path: Path, where: str) -> None:
    studio = StudioDriver(tmp_path / "studio").start()
    try:
        studio.publish("r", "a")
        output = {"OutputFileFormat": "hls", "FragmentSeconds": 2}
        task = studio.start_record(start_request("r", studio.recordings, RecordOutputParams=output))
        studio.wait_for_event(task, "recording_started")
        studio.wait_recorded(task, RECORDED_MS)
        studio.signal(signal.SIGKILL)
        studio.wait()
        folder = studio.data_dir / "tasks" / task
        place = json.loads((folder / "record.json").read_text("utf-8"))["place"]
        moved = Path(place["root"], *place["folders"]) if where == "place" else studio.data_dir / "backup" / task
        moved.mkdir(parents=True, exist_ok=True)
        first = min(folder.glob("*.ts"))
        first.rename(moved / first.name)
        studio.start()
        status = studio.wait_finished(task)
        (file,) = status["RecordFiles"]
        assert file["Status"] == 3
        seen = examine(path_of(file))
        assert not seen.complaints
        assert seen.end_s * 1000 >= RECORDED_MS - 2000
        assert seen.picture is not None
        assert seen.picture.start_s < 1.5
        assert file["Duration"] >= RECORDED_MS - 2000
        until(lambda: not list(folder.glob("*.ts")), "nothing is left where it was recorded")
    finally:
        studio.stop()


@pytest.mark.parametrize("name", ["mp4", pytest.param("hls", marks=pytest.mark.long)])
def test_a_file_that_reached_the_backup_folder_unrecorded_is_found_there(tmp_path: Path, name: str) -> None:
    studio = StudioDriver(tmp_path / "studio").start()
    try:
        studio.publish("r", "a")
        output = {"OutputFileFormat": name, "FragmentSeconds": 2} if name == "hls" else {}
        task = studio.start_record(start_request("r", studio.recordings, RecordOutputParams=output))
        studio.wait_for_event(task, "recording_started")
        studio.wait_recorded(task, 800)
        record = studio.data_dir / "tasks" / task / "record.json"
        before = record.read_text("utf-8")
        studio.act("StopRecord", task)
        status = studio.wait_finished(task)
        studio.stop()
        (file,) = status["RecordFiles"]
        stored = path_of(file)
        backup = studio.data_dir / "backup" / task
        backup.mkdir(parents=True)
        for path in stored.parent.glob(f"{stored.stem}*"):
            path.rename(backup / path.name)
        record.write_text(before, "utf-8")  # as if it had been killed before the record said so
        studio.start()
        (file,) = studio.wait_finished(task)["RecordFiles"]
        assert file["Status"] == 3
        assert not examine(path_of(file)).complaints
    finally:
        studio.stop()
