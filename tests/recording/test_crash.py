"""What is left of a recording when the engine is killed or the disk is full."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import av
import numpy as np
import pytest

from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.enums import MediaTrackType, QuitReason
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout
from chalkreel.studio.outputs.effort import STEPS, Effort
from chalkreel.studio.outputs.encoding import max_waiting
from chalkreel.studio.outputs.files import RecordingFiles
from chalkreel.studio.outputs.inspection import picture_times, pictures_at, sound_of
from chalkreel.studio.outputs.measure import measure
from chalkreel.studio.outputs.output import EncodingSettings, OutputFailed
from chalkreel.studio.outputs.repair import repair
from tests.support.recordings import TEAL, Studio, picture_bytes, plain, settings, shows

LOST_MS = 2000

VICTIM = textwrap.dedent("""
    import sys
    import threading
    from pathlib import Path
    from chalkreel.base.clock import SystemClock
    from chalkreel.domain.enums import MixMode, StreamType
    from chalkreel.domain.geometry import Size
    from chalkreel.domain.layout import Layout
    from chalkreel.studio.mixer.recorder import Recorder
    from chalkreel.studio.mixer.values import BoardFrame, MixSettings, Scene
    from chalkreel.studio.sources.opening import SourceSpec, open_source
    from chalkreel.studio.sources.pictures import load_picture

    target, board, fps = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    clock = SystemClock()
    source = open_source(SourceSpec("test", options={"width": 160, "height": 90}), clock)
    recorder = Recorder(MixSettings(Size(640, 360), fps, 20_000, 24_000), target, clock)
    page = BoardFrame(1, load_picture(board))
    recorder.start(Scene(Layout(MixMode.HORIZONTAL), ("ann",), {"ann": source}, page, True, True))
    while True:
        print(recorder.recording_ms, flush=True)
        threading.Event().wait(0.02)
""")


@pytest.mark.parametrize(("fps", "until_ms"), [(15, 3400), (5, 4300)])
def test_a_kill_loses_at_most_the_last_two_seconds_of_a_still_board(tmp_path: Path, fps: int, until_ms: int) -> None:
    board = tmp_path / "board.png"
    board.write_bytes(picture_bytes(plain(Size(640, 360), TEAL)))
    path = tmp_path / "killed.mp4"
    recorded_ms = _record_and_kill(path, board, fps, until_ms)
    left = measure(path)
    assert left is not None
    assert recorded_ms - left.duration_ms <= LOST_MS
    mended = repair(path, [ChapterMark(0, "Algebra")])
    assert mended is not None
    assert mended.path == path
    assert recorded_ms - mended.duration_ms <= LOST_MS
    assert mended.media_track_type is MediaTrackType.AUDIO_VIDEO
    times = picture_times(path)
    certain = times[:-4]  # of the last few, decoded out of order, the crash may have taken one in between
    assert certain == pytest.approx([number / fps for number in range(len(certain))], abs=0.001)
    sound = sound_of(path)
    assert sound is not None
    assert sound.start_s == pytest.approx(0, abs=0.001)
    (picture,) = pictures_at(path, [times[-1]])
    assert shows(picture, Rect(100, 100, 540, 340), TEAL)
    assert [entry.name for entry in tmp_path.iterdir() if entry.suffix != ".png"] == ["killed.mp4"]


@pytest.mark.parametrize("fps", [5, 11, 12, 15, 30])
@pytest.mark.parametrize("bitrate_bps", [1_000, 300_000])
@pytest.mark.parametrize("effort", [STEPS[0], STEPS[1], STEPS[-1]])
def test_what_waits_and_what_is_held_back_are_together_less_than_may_be_lost(
    tmp_path: Path, fps: int, bitrate_bps: int, effort: Effort
) -> None:
    path = tmp_path / "take.mp4"
    output = RecordingFiles.one_mp4(path).open(EncodingSettings(Size(160, 96), fps, bitrate_bps, 48_000))
    output.use_effort(effort)
    noise = np.random.default_rng(1)
    grey = np.full((48, 80), 128, np.uint8)
    held_back_s = 0.0
    for number in range(3 * fps):
        if number > fps:
            held_back_s = max(held_back_s, (number + 1) / fps - _readable_s(path))
        still = np.full((96, 160), 100, np.uint8)
        luma = still if bitrate_bps < 10_000 else noise.integers(20, 200, (96, 160)).astype(np.uint8)
        output.write_picture((luma, grey, grey), number)
        output.write_sound(np.zeros((2, 48_000 // fps), np.float32), number * 48_000 // fps)
    output.close((), 3000)
    assert held_back_s + max_waiting(fps, effort) / fps <= LOST_MS / 1000


def _readable_s(path: Path) -> float:
    """Give how far the shorter track of a growing file goes."""
    ends = []
    with av.open(str(path)) as container:
        for stream in (container.streams.video[0], container.streams.audio[0]):
            container.seek(0)
            found = [p.pts + (p.duration or 0) for p in container.demux(stream) if p.pts is not None]
            ends.append(float(max(found, default=0) * (stream.time_base or 0)))
    return min(ends)


def test_what_cannot_be_played_is_left_as_it_is(tmp_path: Path) -> None:
    for name, content in (("empty.mp4", b""), ("garbage.mp4", b"\x17" * 5000)):
        path = tmp_path / name
        path.write_bytes(content)
        assert repair(path) is None
        assert path.read_bytes() == content
    assert measure(tmp_path / "missing.mp4") is None


def test_repairing_a_whole_file_keeps_it_whole(recording: Studio) -> None:
    recording.open_colour("ann", TEAL)
    recorder = recording.recorder(settings(Size(160, 90)))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(1.5)
    finished = recorder.stop()
    assert finished is not None
    mended = repair(finished.path)
    assert mended is not None
    assert mended.duration_ms == finished.duration_ms
    assert len(picture_times(mended.path)) == round(finished.duration_ms * 15 / 1000)


def test_a_full_disk_is_told_once_and_keeps_what_was_recorded(tmp_path: Path) -> None:
    script = textwrap.dedent("""
        import resource, sys
        from pathlib import Path
        from chalkreel.domain.geometry import Size
        from chalkreel.domain.layout import Layout
        from chalkreel.studio.mixer.values import MixSettings
        from chalkreel.studio.sources.opening import SourceSpec
        from tests.support.recordings import studio
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        with studio(Path(sys.argv[1])) as recording:
            recording.open("ann", SourceSpec("test", options={"width": 640, "height": 360}))
            recorder = recording.recorder(MixSettings(Size(1280, 720), 15, 4_000_000, 48_000))
            recorder.start(recording.scene(Layout()))
            for _ in range(20):
                recording.clock.run_for(0.5)
            at_failure = recorder.recording_ms
            file = recorder.stop()
            print(len(recording.failures), int(recording.failures[0][0]), at_failure, file is not None)
    """)
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    failures, reason, at_failure_ms, has_file = done.stdout.split()
    assert (failures, int(reason), has_file) == ("1", QuitReason.DISK_FULL, "True")
    assert int(at_failure_ms) < 10_000  # it stopped recording
    left = measure(tmp_path / "take.mp4")
    assert left is not None
    assert left.duration_ms > 0


def test_a_folder_that_is_not_there_is_told_at_the_start(recording: Studio) -> None:
    recorder = recording.recorder(settings(), "no/such/folder/take.mp4")
    with pytest.raises(OutputFailed) as failure:
        recorder.start(recording.scene(Layout()))
    assert failure.value.reason is QuitReason.FILE_OPEN_FAILED
    assert recorder.stop() is None
    shutil.rmtree(recording.folder / "no", ignore_errors=True)


def _record_and_kill(path: Path, board: Path, fps: int, until_ms: int) -> int:
    """Record in a process of its own, kill it, and give the recording time it had reached."""
    with subprocess.Popen(
        [sys.executable, "-c", VICTIM, str(path), str(board), str(fps)], stdout=subprocess.PIPE, text=True
    ) as victim:
        assert victim.stdout is not None
        for line in victim.stdout:
            if int(line) >= until_ms:
                break
        victim.send_signal(signal.SIGKILL)
        rest = [int(line) for line in victim.stdout if line.strip().isdigit()]
    return max([until_ms, *rest])
