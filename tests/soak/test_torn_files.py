"""Growing files cut at any byte, as a write that was interrupted leaves them, are mended to whole ones."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from chalkreel.domain.enums import MediaTrackType, OutputFileFormat
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.studio.mixer.recorder import Recorder
from chalkreel.studio.outputs.files import FormatSettings, RecordingFiles, Target
from chalkreel.studio.outputs.hls import FragmentSettings
from chalkreel.studio.outputs.plan import PlannedFile
from chalkreel.studio.outputs.repair import repair
from chalkreel.studio.sources.opening import SourceSpec
from tests.soak.examining import examine
from tests.support.recordings import settings, studio

RECORDED_S = 3.6
MOST_LOST_S = 2.0
CUTS = 4
FORMATS = {
    OutputFileFormat.MP4: MediaTrackType.AUDIO_VIDEO,
    OutputFileFormat.FLV: MediaTrackType.AUDIO_VIDEO,
    OutputFileFormat.HLS: MediaTrackType.AUDIO_VIDEO,
    OutputFileFormat.AAC: MediaTrackType.AUDIO,
    OutputFileFormat.MP3: MediaTrackType.AUDIO,
    OutputFileFormat.OGG: MediaTrackType.AUDIO,
}


@pytest.mark.parametrize("file_format", FORMATS, ids=lambda file_format: file_format.value)
def test_a_file_cut_anywhere_is_mended_to_a_whole_one(tmp_path: Path, seed: str, file_format: OutputFileFormat) -> None:
    chance = random.Random(f"{seed}/torn/{file_format.value}")
    grown = growing_copy(tmp_path / "growing", file_format)
    name = next(path.name for path in sorted(grown.iterdir()) if path.suffix != ".ts")
    for number in range(CUTS):
        folder = shutil.copytree(grown, tmp_path / str(number))
        torn = max(path for path in folder.iterdir() if path.suffix != ".m3u8")
        whole_bytes = torn.stat().st_size
        length = chance.randrange(whole_bytes // 2, whole_bytes)
        with torn.open("rb+") as file:
            file.truncate(length)
        mended = repair(folder / name)
        assert mended is not None, f"nothing left of {length} of {whole_bytes} bytes"
        seen = examine(mended.path)
        assert not seen.complaints, f"cut at {length} of {whole_bytes}: {seen.complaints}"


def growing_copy(folder: Path, file_format: OutputFileFormat) -> Path:
    """Record and copy the files as they are, before they are closed."""
    folder.mkdir()
    suffix = "m3u8" if file_format is OutputFileFormat.HLS else file_format.value
    planned = PlannedFile(file_format, FORMATS[file_format])
    formats = FormatSettings(fragments=FragmentSettings(2))
    files = RecordingFiles((Target(folder / f"take.{suffix}", planned),), formats)
    copy = folder.with_name("copy")
    with studio(folder) as made:
        made.open("ann", SourceSpec("test", options={"width": 320, "height": 180}))
        recorder = Recorder(settings(Size(640, 360)), files, made.clock)
        made.recorders.append(recorder)
        recorder.start(made.scene(Layout()))
        made.clock.run_for(RECORDED_S)
        shutil.copytree(folder, copy)
    return copy
