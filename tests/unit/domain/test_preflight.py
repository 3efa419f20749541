"""What is said before a recording, cause by cause, and that each remedy helps."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chalkreel.base.phrase import phrase
from chalkreel.domain.enums import MixMode, OutputFileFormat, RecordMode, StreamType, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.preflight import (
    LAYOUT_REMEDIES,
    AccessState,
    BoardFact,
    Cause,
    PreflightFacts,
    Remedy,
    Severity,
    StorageState,
    StreamFact,
    Surroundings,
)
from chalkreel.domain.preflight_remedies import mended_layout, mended_settings
from chalkreel.domain.preflight_rules import blocking, hours_left, judge_preflight
from chalkreel.domain.take_settings import TakeSettings

HD = Size(1280, 720)
TEACHER, STUDENT = StreamFact("t", "Teacher"), StreamFact("s", "Student")
WIDE, SQUARISH = BoardFact("w", "Fractions", Size(1280, 720)), BoardFact("q", "Maps", Size(1024, 768))
SEAT = Region("r1", Rect(0, 0, 640, 720), 0)
BOARD = Region("r2", Rect(640, 0, 1280, 360), 1, view_type=ViewType.WHITEBOARD)


def custom(*regions):
    return Layout(MixMode.CUSTOM, regions)


def facts(**changes):
    """A lesson with which all is well, but for the changes."""
    usual = PreflightFacts(
        layout=Layout(MixMode.HORIZONTAL),
        first_board="w",
        streams=(TEACHER, STUDENT),
        boards=(WIDE,),
    )
    return replace(usual, **changes)


def around(**known):
    return Surroundings(**known)


AUDIO = TakeSettings(stream_type=StreamType.AUDIO)
OFF = TakeSettings(records_whiteboard=False)
SINGLE = TakeSettings(record_mode=RecordMode.SINGLE)
CUSTOM = custom(SEAT, BOARD)
HIDDEN = custom(SEAT, replace(BOARD, layer=-1, rect=Rect(0, 0, 640, 700)))
WITH_IMAGE = TakeSettings(background_image="https://school.example/wall.png")
W, B, N = Severity.WARNS, Severity.BLOCKS, Severity.NOTE

CASES = {
    "boards switched off": (facts(settings=OFF), Cause.BOARDS_NOT_RECORDED, W),
    "no board, Studio": (facts(boards=(), first_board=""), Cause.NO_BOARD_AT_START, N),
    "no board but a place": (facts(boards=(), first_board="", layout=CUSTOM), Cause.NO_BOARD_AT_START, W),
    "no board listed, cloud": (facts(boards=(), first_board="", is_studio=False), Cause.NO_BOARD_AT_START, W),
    "no region": (facts(layout=custom(SEAT, replace(SEAT, region_id="x"))), Cause.BOARD_WITHOUT_REGION, W),
    "its region is hidden": (facts(layout=custom(SEAT, replace(BOARD, is_hidden=True))), Cause.BOARD_WITHOUT_REGION, W),
    "sound only": (facts(settings=AUDIO), Cause.BOARD_WITH_SOUND_ONLY, W),
    "format for sound": (
        facts(settings=TakeSettings(output_format=OutputFileFormat.AAC)),
        Cause.BOARD_WITH_SOUND_ONLY,
        W,
    ),
    "format for sound, no board": (
        facts(settings=TakeSettings(output_format=OutputFileFormat.OGG), boards=(), first_board=""),
        Cause.PICTURE_NOT_RECORDED,
        W,
    ),
    "only some": (facts(settings=replace(SINGLE, recorded_streams=("t",))), Cause.LEFT_OUT, W),
    "two regions": (facts(layout=custom(SEAT, BOARD, replace(BOARD, region_id="x"))), Cause.SECOND_BOARD_REGION, B),
    "region, not recorded": (facts(layout=CUSTOM, settings=OFF), Cause.BOARD_REGION_UNUSED, B),
    "behind others": (facts(layout=HIDDEN), Cause.BOARD_COVERED, W),
    "small in the grid": (
        facts(layout=Layout(MixMode.GRID), streams=tuple(StreamFact(str(n), str(n)) for n in range(9))),
        Cause.BOARD_SMALL,
        W,
    ),
    "small region": (
        facts(layout=custom(SEAT, replace(BOARD, rect=Rect(700, 0, 1000, 200)))),
        Cause.BOARD_SMALL,
        W,
    ),
    "bars": (facts(layout=custom(replace(BOARD, rect=Rect(0, 0, 640, 720)))), Cause.BOARD_BARS, N),
    "bars in a preset": (
        facts(boards=(SQUARISH,), first_board="q", streams=(TEACHER, *map(StreamFact, "abcd", "abcd"))),
        Cause.BOARD_BARS,
        N,
    ),
    "board of another shape, cloud": (facts(is_studio=False, boards=(WIDE, SQUARISH)), Cause.BOARDS_DIFFER, W),
    "board file of another shape": (
        facts(settings=SINGLE, boards=(SQUARISH,), first_board="q"),
        Cause.BOARD_FILE_RATIO,
        N,
    ),
    "somebody is named there": (facts(layout=custom(SEAT, replace(BOARD, stream_id="t"))), Cause.BOARD_REPLACED, N),
    "place is held": (facts(settings=TakeSettings(fill_blank=True)), Cause.BOARD_PLACE_HELD, N),
    "its picture": (facts(around=around(unreadable_boards=frozenset("w"))), Cause.BOARD_PICTURE_UNREADABLE, N),
    "a background": (
        facts(settings=WITH_IMAGE, around=around(unreadable=frozenset({WITH_IMAGE.background_image}))),
        Cause.PICTURE_UNREADABLE,
        W,
    ),
    "room": (facts(room_problem=phrase("Studio does not answer.")), Cause.ROOM_UNSEEN, W),
    "nobody": (facts(streams=()), Cause.NOBODY, W),
    "somebody expected": (facts(layout=custom(replace(SEAT, stream_id="x"), BOARD)), Cause.EXPECTED_MISSING, W),
    "large view": (
        facts(layout=Layout(MixMode.VERTICAL, large_stream_id="x"), boards=(), first_board=""),
        Cause.EXPECTED_MISSING,
        W,
    ),
    "somebody to be recorded": (
        facts(settings=replace(SINGLE, recorded_streams=("x", "t"))),
        Cause.RECORDED_MISSING,
        W,
    ),
    "broken": (facts(streams=(replace(TEACHER, trouble=phrase("stalled")),)), Cause.BROKEN_STREAM, W),
    "silent": (facts(streams=(replace(TEACHER, silent_s=35.0), replace(STUDENT, silent_s=0.0))), Cause.SILENT, N),
    "all muted": (facts(streams=(replace(TEACHER, is_muted=True),)), Cause.NOBODY_HEARD, W),
    "outside": (facts(layout=custom(replace(SEAT, rect=Rect(-20, 0, 640, 720)), BOARD)), Cause.LAYOUT, B),
    "not everybody": (facts(layout=CUSTOM), Cause.LAYOUT, W),
    "no regions": (facts(layout=custom(), boards=(), first_board=""), Cause.LAYOUT, B),
    "settings": (facts(setting_problems=(phrase("At least 5 s."),)), Cause.SETTINGS, B),
    "refused": (facts(around=around(access=AccessState.REFUSED)), Cause.CREDENTIALS, B),
    "no answer": (facts(around=around(access=AccessState.NO_ANSWER)), Cause.NO_ANSWER, W),
    "clock fast": (facts(around=around(clock_ahead_s=180.0)), Cause.CLOCK, W),
    "clock far off": (
        facts(around=around(clock_ahead_s=-700.0, access=AccessState.REFUSED)),
        Cause.CLOCK,
        B,
    ),
    "storage": (facts(around=around(storage=StorageState.FAILS)), Cause.STORAGE, W),
    "write only": (facts(around=around(storage=StorageState.WRITE_ONLY)), Cause.STORAGE_WRITE_ONLY, N),
    "little space": (facts(around=around(free_bytes=300_000_000)), Cause.DISK_SPACE, W),
    "no space": (facts(around=around(free_bytes=1_000_000)), Cause.DISK_SPACE, B),
    "price": (facts(is_studio=False), Cause.COST, N),
}


@pytest.mark.parametrize(("given_facts", "cause", "severity"), CASES.values(), ids=CASES)
def test_each_cause_is_found_with_its_gravity_and_a_remedy(given_facts, cause, severity):
    (found, *_rest) = [finding for finding in judge_preflight(given_facts) if finding.cause is cause]
    assert found.severity is severity
    assert found.remedy is not None
    assert str(found.sentence).endswith((".", "stalled"))


def test_every_cause_has_a_case():
    assert {cause for _facts, cause, _severity in CASES.values()} == set(Cause)


def test_when_all_is_well_nothing_is_said():
    well = around(access=AccessState.GRANTED, storage=StorageState.WORKS, free_bytes=10**12, clock_ahead_s=1.5)
    assert judge_preflight(facts(around=well)) == ()
    assert (
        judge_preflight(
            facts(
                layout=custom(SEAT, replace(SEAT, region_id="b", layer=1, rect=Rect(640, 360, 1280, 720)), BOARD),
                around=well,
            )
        )
        == ()
    )


def test_without_a_recorder_nothing_is_judged():
    assert judge_preflight(facts(has_recorder=False, streams=(), settings=OFF)) == ()


def test_a_clock_far_off_is_told_instead_of_the_refusal_that_follows_from_it():
    found = judge_preflight(facts(around=around(clock_ahead_s=-700.0, access=AccessState.REFUSED)))
    assert [finding.cause for finding in found] == [Cause.CLOCK]
    assert "12 minutes slow" in str(found[0].sentence)


def test_the_effect_of_bars_is_given_to_be_drawn():
    (found,) = [found for found in judge_preflight(CASES["bars"][0]) if found.cause is Cause.BOARD_BARS]
    assert found.effect is not None
    assert found.effect.frame == Size(640, 720)
    assert found.effect.picture == Rect(0, 180, 640, 540)


def test_a_running_recording_hears_nothing_of_what_cannot_reach_it():
    live = replace(CASES["price"][0], is_live=True, settings=OFF)
    assert judge_preflight(live) == ()
    missing = replace(CASES["no region"][0], is_live=True)
    assert Cause.BOARD_WITHOUT_REGION in {finding.cause for finding in judge_preflight(missing)}


def test_hours_left_follow_the_bit_rate():
    mixed = facts(around=around(free_bytes=1_194_000_000 // 8 * 3600))
    assert hours_left(mixed) == pytest.approx(1000.0)
    single = replace(mixed, settings=SINGLE)
    assert 200 < (hours_left(single) or 0) < 500, "three files grow beside each other"
    assert hours_left(facts()) is None


rects = st.builds(Rect.of, st.integers(-50, 1300), st.integers(-50, 740), st.integers(0, 1400), st.integers(0, 800))
regions = st.builds(
    Region,
    st.sampled_from(["a", "b", "c", "d"]),
    rects,
    st.integers(0, 3),
    view_type=st.sampled_from(ViewType),
    stream_id=st.sampled_from(["", "t", "s", "gone"]),
    is_hidden=st.booleans(),
)
layouts = st.one_of(
    st.builds(
        Layout, st.sampled_from([MixMode.GRID, *list(MixMode)[2:]]), large_stream_id=st.sampled_from(["", "gone"])
    ),
    st.lists(regions, max_size=4, unique_by=lambda region: region.region_id).map(lambda those: custom(*those)),
)
sizes = st.builds(Size, st.integers(1, 4000), st.integers(1, 4000))
boards = st.builds(BoardFact, st.sampled_from(["w", "q"]), st.just("Board"), st.none() | sizes)
people = st.builds(StreamFact, st.sampled_from(["t", "s"]), st.just("One"), st.none() | sizes, st.booleans())
settings = st.builds(
    TakeSettings,
    record_mode=st.sampled_from(RecordMode),
    stream_type=st.sampled_from(StreamType),
    output_format=st.sampled_from(OutputFileFormat),
    records_whiteboard=st.booleans(),
    fill_blank=st.booleans(),
    recorded_streams=st.sampled_from([(), ("gone",)]),
)
surroundings = st.builds(
    Surroundings,
    access=st.sampled_from(AccessState),
    clock_ahead_s=st.none() | st.floats(-1e6, 1e6),
    storage=st.sampled_from(StorageState),
    free_bytes=st.none() | st.integers(0, 10**13),
)


@st.composite
def any_facts(draw):
    room_boards = tuple(draw(st.lists(boards, max_size=2, unique_by=lambda board: board.board_id)))
    chosen = draw(settings)
    return PreflightFacts(
        is_studio=draw(st.booleans()),
        is_live=draw(st.booleans()),
        layout=draw(layouts),
        settings=chosen,
        first_board=room_boards[0].board_id if room_boards else "",
        streams=tuple(draw(st.lists(people, max_size=2, unique_by=lambda one: one.stream_id))),
        boards=room_boards,
        around=draw(surroundings),
    )


@given(any_facts())
def test_any_facts_are_judged_gravest_first(any_of_them):
    found = judge_preflight(any_of_them)
    order = [list(Severity).index(finding.severity) for finding in found]
    assert order == sorted(order)
    assert all(str(finding.sentence) and finding.remedy is not None for finding in found)
    first = blocking(found)
    assert (first is None) == (not order or order[0] > 0)


@given(any_facts())
def test_a_remedy_for_the_layout_or_the_settings_takes_its_finding_away(any_of_them):
    before = replace(any_of_them, is_live=False)
    board = next((each for each in before.boards if each.board_id == before.first_board), None)
    ratio = board.ratio if board is not None else None
    for finding in judge_preflight(before):
        assert finding.remedy is not None
        there = tuple(stream.stream_id for stream in before.streams)
        if finding.remedy in LAYOUT_REMEDIES:
            layout = mended_layout(
                before.layout, HD, finding.remedy, finding.subject, ratio, there, has_whiteboard=before.records_board
            )
            after = replace(before, layout=layout)
        else:
            mended = mended_settings(before.settings, finding.remedy, finding.subject, ratio)
            if mended == before.settings:
                continue  # the remedy leads elsewhere
            after = replace(before, settings=mended)
        left = {(other.cause, other.subject, str(other.sentence)) for other in judge_preflight(after)}
        assert (finding.cause, finding.subject, str(finding.sentence)) not in left


@given(rects)
def test_regions_are_moved_inside_before_they_are_cut(rect):
    assume(not rect.is_empty)
    layout = mended_layout(custom(Region("a", rect)), HD, Remedy.REGIONS_INSIDE)
    (region,) = layout.regions
    assert region.rect.is_inside(HD)
    assert region.rect.size == Size(min(rect.width, 1280), min(rect.height, 720))
