"""A publisher's Opus in an Ogg file: the very packets, on the clock, with silence where there are none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import hypothesis.strategies as st
import pytest
from hypothesis import given

from chalkreel.domain.layout import Layout
from chalkreel.studio.mixer.opus_recorder import OpusRecorder
from chalkreel.studio.mixer.values import Scene
from chalkreel.studio.outputs.inspection import sound_of
from chalkreel.studio.outputs.measure import RecordedFile
from chalkreel.studio.outputs.ogg import OggOpusFile
from chalkreel.studio.outputs.repair import repair
from chalkreel.studio.sources.opening import SourceSpec
from chalkreel.studio.sources.opus import opus_of, sample_count
from tests.support.recordings import Studio, sound_file

TONE_HZ = 440.0
SILENCE = b"\xf8\xff\xfe"


def packets(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(audio=0) if packet.size]


def sent_by(recording: Studio, stream_id: str = "ann") -> Path:
    """Publish two seconds of Opus, over and over."""
    path = sound_file(recording.folder / f"{stream_id}.ogg", TONE_HZ, 2.0, codec="libopus")
    recording.open(stream_id, SourceSpec("file", path=str(path)))
    recording.clock.run_for(0.5)
    return path


def recorded(recording: Studio, act: Callable[[OpusRecorder], None], name: str = "take.ogg") -> RecordedFile:
    shelf = opus_of(recording.sources["ann"])
    assert shelf is not None
    failures: list[object] = []
    recorder = OpusRecorder(
        recording.folder / name,
        shelf,
        recording.clock,
        on_shown=lambda *_: None,
        on_failed=lambda *failure: failures.append(failure),
    )
    recorder.start(scene(recording))
    try:
        act(recorder)
    finally:
        (file,) = recorder.stop_all()
    assert failures == []
    return file


def scene(recording: Studio) -> Scene:
    return Scene(Layout(), ("ann",), {"ann": recording.sources["ann"]})


def test_the_packets_are_those_the_publisher_sent(recording: Studio) -> None:
    source = sent_by(recording)

    file = recorded(recording, lambda _: recording.clock.run_for(3.0))

    kept = packets(file.path)
    assert set(kept) - {SILENCE} <= set(packets(source))
    assert kept.count(SILENCE) <= 2
    assert file.duration_ms == pytest.approx(3000, abs=60)
    sound = sound_of(file.path)
    assert sound is not None
    assert sound.tone_amplitude(TONE_HZ, 0.3, 1.2) == pytest.approx(0.3, abs=0.05)


def test_mute_and_absence_are_silence_and_a_pause_is_cut_out(recording: Studio) -> None:
    source = sent_by(recording)
    run = recording.clock.run_for

    def act(recorder: OpusRecorder) -> None:
        run(1.0)
        recording.sources["ann"].set_muted(True)
        run(1.0)
        recording.sources["ann"].set_muted(False)
        run(1.0)
        recorder.show(Scene(Layout()))
        run(1.0)
        recorder.show(scene(recording))
        run(1.0)
        recorder.pause()
        run(5.0)
        recorder.resume()
        run(1.0)

    file = recorded(recording, act)

    sound = sound_of(file.path)
    assert sound is not None
    assert file.duration_ms == pytest.approx(6000, abs=250)
    heard = [sound.tone_amplitude(TONE_HZ, second + 0.3, second + 0.7) > 0.2 for second in range(6)]
    assert heard == [True, False, True, False, True, True]
    assert set(packets(file.path)) - set(packets(source)) == {SILENCE}


def test_what_a_crash_leaves_is_whole_but_for_its_last_half_second(recording: Studio) -> None:
    sent_by(recording)
    left = recording.folder / "left.ogg"

    def act(_: OpusRecorder) -> None:
        recording.clock.run_for(4.0)
        left.write_bytes((recording.folder / "take.ogg").read_bytes())

    recorded(recording, act)
    mended = repair(left)

    assert mended is not None
    assert 3300 <= mended.duration_ms <= 4100


@given(st.lists(st.binary(min_size=1, max_size=700), min_size=1, max_size=60))
def test_any_packets_are_read_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, sent: list[bytes]
) -> None:
    path = tmp_path_factory.mktemp("ogg") / "any.ogg"
    file = OggOpusFile(path, b"OpusHead\x01\x02\x38\x01\x80\xbb\x00\x00\x00\x00\x00")
    whole = [b"\xfc" + packet for packet in sent]
    for packet in whole:
        file.write(packet, 960)
    file.close()

    assert packets(path) == whole


@pytest.mark.parametrize(
    ("head", "samples"),
    [(b"\xf8", 960), (b"\xe0", 120), (b"\x18", 2880), (b"\x60", 480), (b"\x79", 1920), (b"\xfb\x03", 2880), (b"", 0)],
)
def test_a_packet_tells_how_long_it_plays(head: bytes, samples: int) -> None:
    assert sample_count(head) == samples
