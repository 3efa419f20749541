"""The demo records a lesson through the real window and judges its file; the judgement can fail."""

import pickle
import subprocess
import sys
from dataclasses import replace

import av
import pytest

from chalkreel.app.demo_check import check_recording
from chalkreel.studio.outputs.measure import measure

SECONDS = 8
COMMAND = """
import pickle, sys
from chalkreel.app import demo
from chalkreel.app.cli import main

judge = demo.check_recording

def judge_and_keep(file, lesson, expected):
    with open(sys.argv[2], "wb") as kept:
        pickle.dump((file.name, lesson, expected), kept)
    return judge(file, lesson, expected)

demo.check_recording = judge_and_keep
sys.exit(main(["demo", "--out", sys.argv[1], "--seconds", sys.argv[3]]))
"""


class Played:
    """A demo that was played: what it said and left, and what it held its file against."""

    def __init__(self, folder):
        self.out, kept = folder / "out", folder / "kept"
        command = [sys.executable, "-c", COMMAND, str(self.out), str(kept), str(SECONDS)]
        self.run = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS + 100)
        assert self.run.returncode == 0, self.run.stdout + self.run.stderr
        name, self.lesson, self.expected = pickle.loads(kept.read_bytes())
        self.recording = self.out / name

    def wrong(self, lesson=None, expected=None, recording=None):
        findings = check_recording(recording or self.recording, lesson or self.lesson, expected or self.expected)
        return [finding.what for finding in findings if not finding.is_right]


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    return Played(tmp_path_factory.mktemp("demo"))


def test_the_demo_leaves_recording_chapters_and_pictures(played):
    assert measure(played.recording).duration_ms == pytest.approx(SECONDS * 1000, abs=1500)
    assert played.recording.with_suffix(".vtt").read_text("utf-8").startswith("WEBVTT")
    names = {path.name.split("-", 2)[-1] for path in played.out.glob("window-*.png")}
    assert {"ready.png", "recording.png", "draft.png", "applied.png", "paused.png", "safe.png"} <= names
    assert "WRONG" not in played.run.stdout
    assert played.run.stderr == ""


def test_what_was_right_is_found_right_again(played):
    assert played.wrong() == []


def test_boards_in_another_order_are_found_wrong(played):
    times, boards = zip(*played.lesson.boards, strict=True)
    swapped = replace(played.lesson, boards=list(zip(times, (boards[1], boards[0], *boards[2:]), strict=True)))
    wrong = played.wrong(lesson=swapped)
    assert any(boards[0] in what for what in wrong)
    assert any(boards[1] in what for what in wrong)
    assert any("chapters" in what for what in wrong)


def test_people_in_each_others_places_are_found_wrong(played):
    first, second, *others = played.expected.order
    wrong = played.wrong(expected=replace(played.expected, order=[second, first, *others]))
    assert all(any(person in what for what in wrong) for person in (first, second))


def test_another_layout_is_found_wrong(played):
    layouts = [(0, played.lesson.layouts[-1][1])]
    assert played.wrong(lesson=replace(played.lesson, layouts=layouts))


def test_another_length_and_size_are_found_wrong(played):
    longer = replace(played.expected, seconds=SECONDS + 4)
    assert [what for what in played.wrong(expected=longer) if what.startswith("length")]


def test_a_recording_without_sound_or_without_chapters_is_found_wrong(played, tmp_path):
    mute = tmp_path / played.recording.name
    with av.open(str(played.recording)) as source, av.open(str(mute), "w") as target:
        picture = target.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = picture
                target.mux(packet)
    wrong = played.wrong(recording=mute)
    assert {"sound is there", "chapters name the boards"} <= set(wrong)


def test_what_cannot_be_decoded_is_found_wrong(played, tmp_path):
    torn = tmp_path / "torn.mp4"
    torn.write_bytes(played.recording.read_bytes()[:3000])
    assert played.wrong(recording=torn) == ["the file can be decoded"]
