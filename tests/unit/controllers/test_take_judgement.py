"""Any take settings give a request that the contract takes, or a problem with a name."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from chalkreel.contract.checks import check_start
from chalkreel.contract.hints import hints_for_start
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.controllers.take_plan import ADVICE, judge, start_request
from chalkreel.domain.board_recording import records_board
from chalkreel.domain.enums import (
    FrameFillMode,
    MixMode,
    OutputFileFormat,
    RecordMode,
    RecordMuteAudio,
    StreamType,
)
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.take_settings import DEFAULTS, FIELDS
from tests.support.take_settings import plan, settings_of_any_kind

SINGLE = replace(DEFAULTS, record_mode=RecordMode.SINGLE)
HD = Size(1280, 720)


@settings(max_examples=150)
@given(settings_of_any_kind, st.sampled_from(["", "board-1"]), st.sampled_from([MixMode.GRID, MixMode.FLOATING]))
def test_any_settings_are_a_valid_request_or_a_named_problem(any_settings, board_id, mode):
    planned = plan(any_settings, board_id=board_id, layout=Layout(mode))
    judged = judge(planned)
    assert judged.others == ()
    assert set(judged.problems) <= set(FIELDS)
    assert not set(judged.problems) & set(judged.idle)
    if judged.problems:
        with pytest.raises((ValidationError, AssertionError)):
            assert check_start(start_request(planned, "mine")) == ()
        return
    request = start_request(planned, "mine")
    assert check_start(request) == ()
    assert StartRecordRequest.from_wire(request.to_wire()) == request
    assert {hint.rule for hint in hints_for_start(request)} <= ADVICE


@settings(max_examples=60)
@given(settings_of_any_kind)
def test_what_does_nothing_is_not_sent_and_cannot_be_wrong(any_settings):
    judged = judge(plan(any_settings))
    cleared = replace(any_settings, **{name: getattr(DEFAULTS, name) for name in judged.idle})
    again = judge(plan(cleared))
    assert again.problems == judged.problems
    if not judged.problems:
        assert start_request(plan(cleared), "mine") == start_request(plan(any_settings), "mine")


@pytest.mark.parametrize(
    ("changes", "setting", "said"),
    [
        ({"fps": 31}, "fps", "Fps can be 30 at most."),
        ({"max_idle_s": 4}, "max_idle_s", "MaxIdleTime must be at least 5."),
        ({"canvas": Size(1920, 1200)}, "canvas", "Full HD"),
        ({"canvas": Size(0, 720)}, "canvas", "at least one pixel"),
        ({"video_bit_rate_bps": 0}, "video_bit_rate_bps", "above zero"),
        ({"clock_font_px": 11}, "clock_font_px", "FontSize must be at least 12."),
        ({"background_image": "ftp://a"}, "background_image", "right form"),
        ({"output_format": OutputFileFormat.JPG, "stream_type": StreamType.AUDIO}, "stream_type", "only sound"),
        ({"watermark_image": "https://a", "watermark_place": Rect(0, 0, 2, 800)}, "watermark_place", "beyond the edge"),
    ],
)
def test_a_problem_quotes_the_rule_in_its_place(changes, setting, said):
    problems = judge(plan(replace(DEFAULTS, **changes))).problems
    assert list(problems) == [setting]
    assert said in str(problems[setting])


def test_two_problems_are_told_at_once_also_of_different_kinds():
    problems = judge(plan(replace(DEFAULTS, fps=99, canvas=Size(1920, 1200)))).problems
    assert set(problems) == {"fps", "canvas"}


@pytest.mark.parametrize(
    ("settings_", "idle", "active"),
    [
        (DEFAULTS, {"recorded_streams", "resume_without_interruption", "board_size", "snapshot_interval_s"}, {"fps"}),
        (SINGLE, {"canvas", "fps", "mix_name", "fill_frame_mode", "preset_fill"}, {"recorded_streams", "board_size"}),
        (replace(DEFAULTS, output_format=OutputFileFormat.HLS), {"has_short_fragment_paths"}, {"fragment_s"}),
        (
            replace(DEFAULTS, output_format=OutputFileFormat.HLS, uploads_fragments=True),
            set(),
            {"fragment_s", "has_short_fragment_paths"},
        ),
        (replace(DEFAULTS, output_format=OutputFileFormat.JPG), {"fragment_s"}, {"snapshot_interval_s"}),
        (
            replace(SINGLE, stream_type=StreamType.AUDIO, output_format=OutputFileFormat.MP3),
            {"mute_split_s"},
            {"record_mute_audio"},
        ),
        (
            replace(
                SINGLE,
                stream_type=StreamType.AUDIO,
                output_format=OutputFileFormat.MP3,
                record_mute_audio=RecordMuteAudio.SKIP,
            ),
            set(),
            {"mute_split_s"},
        ),
        (replace(DEFAULTS, fill_frame_mode=FrameFillMode.COLOR), set(), {"fill_frame_rgb"}),
        (replace(DEFAULTS, records_whiteboard=False), {"board_rgb", "animates_presentations"}, {"records_whiteboard"}),
        (replace(DEFAULTS, stream_type=StreamType.AUDIO), {"records_whiteboard"}, set()),
        (replace(DEFAULTS, watermark_image="https://a"), set(), {"watermark_image", "watermark_place"}),
    ],
)
def test_a_setting_rests_where_the_contract_says_it_does_nothing(settings_, idle, active):
    judged = judge(plan(settings_))
    assert idle <= set(judged.idle)
    assert not active & set(judged.idle)
    assert all(str(sentence) for sentence in judged.idle.values())


def test_a_wrong_value_does_not_hide_which_settings_rest():
    judged = judge(plan(replace(SINGLE, max_idle_s=1, fps=99)))
    assert list(judged.problems) == ["max_idle_s"]
    assert "fps" in judged.idle


def test_advice_is_no_reason_to_rest():
    judged = judge(plan(replace(DEFAULTS, animates_presentations=True), board_id="b"))
    assert "activated" in str(judged.advice["animates_presentations"])
    assert "animates_presentations" not in judged.idle


def test_a_single_recording_sends_no_mix():
    wire = start_request(plan(SINGLE, board_id="b"), "mine").to_wire()["RecordInputParams"]
    assert wire["RecordMode"] == 1
    assert "MixConfig" not in wire
    assert wire["HasWhiteboard"] is True


def test_colours_go_out_as_the_wire_writes_them():
    wire = start_request(plan(replace(DEFAULTS, background_rgb=0xFF8001)), "mine").to_wire()
    assert wire["RecordInputParams"]["MixConfig"]["MixOutputBackgroundColor"] == 0xFF800100


@pytest.mark.parametrize(
    ("changes", "mode", "has_board", "is_recorded"),
    [
        ({}, MixMode.GRID, True, True),
        ({}, MixMode.GRID, False, False),
        ({"records_whiteboard": False}, MixMode.GRID, True, False),
        ({"record_mode": RecordMode.SINGLE}, MixMode.GRID, False, True),
        ({"stream_type": StreamType.AUDIO}, MixMode.GRID, True, False),
        ({"record_mode": RecordMode.SINGLE, "stream_type": StreamType.AUDIO}, MixMode.GRID, True, True),
        ({"output_format": OutputFileFormat.OGG}, MixMode.GRID, True, False),
        ({"output_format": OutputFileFormat.JPG}, MixMode.GRID, True, True),
        ({"record_mode": RecordMode.SINGLE, "output_format": OutputFileFormat.AAC}, MixMode.GRID, True, True),
        ({"record_mode": RecordMode.SINGLE, "output_format": OutputFileFormat.JPG}, MixMode.GRID, True, False),
    ],
)
def test_when_the_whiteboard_is_recorded(changes, mode, has_board, is_recorded):
    settings = replace(DEFAULTS, **changes)
    assert records_board(settings, Layout(mode), has_board) is is_recorded
    asked = plan(settings, layout=Layout(mode), board_id="b" if has_board else "")
    wire = start_request(asked, "mine").to_wire()["RecordInputParams"]
    assert wire.get("HasWhiteboard", False) is is_recorded
    assert asked.first_board == ("b" if is_recorded and has_board else "")


@pytest.mark.parametrize("room_id", ["class", "r" * 120, "教室" * 20])
def test_a_mix_whose_name_no_file_could_have_is_held_back_before_it_is_recorded(room_id):
    def problem(name):
        return judge(plan(replace(DEFAULTS, mix_name=name), room_id=room_id)).problems.get("mix_name")

    longest = next(count for count in range(300, 0, -1) if problem("m" * count) is None)
    assert len(f"awSdKDDBJ87yAAAA_{room_id}_{'m' * longest}_VA_20200927154419775_00001.ts".encode()) <= 255
    assert str(problem("m" * (longest + 1))) == f"Too long for the name of a file: {longest} letters at most."
    single = replace(DEFAULTS, record_mode=RecordMode.SINGLE, mix_name="m" * 300)
    assert "mix_name" not in judge(plan(single, room_id=room_id)).problems


def advised(canvas=HD, **changes):
    planned = plan(replace(DEFAULTS, canvas=canvas, **changes), board_id="b")
    return judge(replace(planned, canvas=canvas)).advice


def test_odd_sides_are_told_where_they_matter():
    odd = Size(101, 33)
    told = advised(canvas=odd, board_size=odd)
    assert str(told["canvas"]) == "Video has even sides: Studio records 100 × 32."
    assert "board_size" not in told  # the mix has no file for the whiteboard alone
    assert "board_size" in advised(record_mode=RecordMode.SINGLE, board_size=odd)
    assert "canvas" not in advised(canvas=odd, stream_type=StreamType.AUDIO)
    assert "canvas" not in advised()
