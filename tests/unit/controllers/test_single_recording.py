"""Single recordings and series of pictures: what can be done with them, and what is said of them."""

from dataclasses import replace

import pytest

from chalkreel.base.phrase import phrase
from chalkreel.contract.callbacks import UploadDetail
from chalkreel.contract.queries import RecordStatusData
from chalkreel.controllers.layouts import LayoutController
from chalkreel.controllers.take_reading import heard, with_pictures
from chalkreel.controllers.take_start import refused_setting
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.take_view import LAYOUT_NOT_USED, take_view
from chalkreel.controllers.take_words import words_for
from chalkreel.controllers.view_state import BoardsView, BoardView, FileCondition, TakeAction
from chalkreel.domain.enums import FillMode, MixMode, OutputFileFormat, RecordMode, TaskStatus, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.phases import Phase, Wish
from chalkreel.domain.take_settings import DEFAULTS
from chalkreel.services.errors import CallRefused

MIXED = TakeState(take_id=1, task_id="t", wish=Wish.START, status=TaskStatus.RECORDING)
SINGLE = replace(MIXED, record_mode=RecordMode.SINGLE)
PICTURES = replace(MIXED, is_picture_only=True)


def listed(*files, status=2):
    return RecordStatusData.read_tolerant({"Status": status, "RecordFiles": list(files)})


def uploaded(*names, form="jpg"):
    files = [{"file_id": name, "output_file_format": form, "status": 3, "file_size": 9} for name in names]
    return UploadDetail.read_tolerant({"upload_status": 1, "file_info": files})


def running(state, *files):
    return heard(state, listed(*files), 10.0, 0)


ANA = {"FileId": "a.mp4", "StreamId": "s-ana", "UserName": "Ana", "Status": 1, "Duration": 5000}
BEN = {"FileId": "b.mp4", "StreamId": "s-ben", "Status": 1, "Duration": 4000}


def test_a_single_recording_cannot_be_paused_or_photographed_and_says_why():
    view = take_view(running(SINGLE, ANA), 10.0, None)
    assert (view.phase, view.can_pause, view.can_snapshot, view.can_stop) == (Phase.RECORDING, False, False, True)
    assert str(view.pause_blocked) == "Only a mixed recording can be paused."
    assert "mixed recording" in str(view.snapshot_blocked)


def test_a_mixed_recording_can_and_nothing_is_blocked():
    view = take_view(running(MIXED, ANA), 10.0, None)
    assert (view.can_pause, view.can_snapshot) == (True, True)
    assert (view.pause_blocked, view.snapshot_blocked) == (None, None)


def test_nothing_of_a_single_recording_is_said_once_it_is_over():
    over = heard(replace(SINGLE, wish=Wish.STOP), listed({**ANA, "Status": 3}, status=3), 10.0, 0)
    assert take_view(over, 10.0, None).pause_blocked is None


def test_each_file_of_a_single_recording_says_whose_it_is():
    assert [file.owner for file in running(SINGLE, ANA, BEN).files] == ["Ana", "s-ben"]
    assert [file.owner for file in running(MIXED, ANA).files] == [""]


def test_a_series_of_pictures_counts_time_and_says_so():
    begun = heard(PICTURES, listed(), 10.0, 0)
    assert begun.phase is Phase.RECORDING
    assert begun.time.at(12_000) == 2000
    words = words_for(begun, 12.0, 2000)
    assert (str(words.headline), str(words.cause)) == ("Taking pictures", "0 pictures so far.")
    view = take_view(begun, 12.0, None)
    assert not view.can_snapshot
    assert str(view.snapshot_blocked) == "Pictures are being taken already."


def test_pictures_are_counted_once_each_however_often_they_are_told():
    state = with_pictures(PICTURES, uploaded("1.jpg"))
    state = with_pictures(state, uploaded("1.jpg", "2.jpg", "2.jpg"))
    assert [picture.name for picture in state.pictures] == ["1.jpg", "2.jpg"]
    assert state.pictures[0].condition is FileCondition.SAFE
    assert with_pictures(state, uploaded("1.jpg")) is state
    assert str(words_for(state, 0.0, 0).cause) == "2 pictures so far."


def test_recordings_among_the_uploads_are_no_pictures():
    assert with_pictures(MIXED, uploaded("lesson.mp4", form="mp4")) is MIXED


@pytest.mark.parametrize(("pictures", "phase"), [(("1.jpg",), Phase.SAFE), ((), Phase.EMPTY)])
def test_a_series_is_safe_with_its_first_picture(pictures, phase):
    state = with_pictures(replace(PICTURES, wish=Wish.STOP), uploaded(*pictures))
    over = heard(state, listed(status=3), 20.0, 0)
    assert over.phase is phase
    if phase is Phase.EMPTY:
        assert "told by events" in str(words_for(over, 20.0, 0).cause)


@pytest.mark.parametrize(
    ("message", "setting"),
    [
        ("RecordInputParams.FillBlank: Studio does not record this yet (…).", "fill_blank"),
        ("RecordInputParams.MaxIdleTime: MaxIdleTime must be at least 5.", "max_idle_s"),
        ("StorageParams.Vendor: choose another", ""),
        ("something is wrong", ""),
        ("", ""),
    ],
)
def test_a_refusal_leads_to_its_setting(message, setting):
    assert refused_setting(CallRefused("StartRecord", 300000004, message)) == setting


def test_a_refused_setting_offers_the_take_settings():
    refused = TakeState(wish=Wish.START, refused=phrase("No."), refused_setting="fill_blank")
    assert words_for(refused, 0.0, 0).action is TakeAction.TAKE_SETTINGS
    assert words_for(replace(refused, refused_setting=""), 0.0, 0).action is TakeAction.RETRY


# The canvas


@pytest.fixture
def layouts():
    return LayoutController()


def test_the_canvas_says_that_a_single_recording_does_not_use_it(layouts):
    layouts.show_settings(replace(DEFAULTS, record_mode=RecordMode.SINGLE))
    assert layouts.view.not_used == LAYOUT_NOT_USED
    layouts.show_settings(DEFAULTS)
    assert layouts.view.not_used is None


def test_what_runs_decides_not_what_comes_next(layouts):
    layouts.show_take(replace(MIXED, on_air_layout=layouts.draft))
    layouts.show_settings(replace(DEFAULTS, record_mode=RecordMode.SINGLE, canvas=Size(640, 360)))
    assert layouts.view.not_used is None
    assert layouts.canvas == Size(1280, 720)
    layouts.show_take(replace(MIXED, status=TaskStatus.ENDED, wish=Wish.STOP))
    assert layouts.view.not_used == LAYOUT_NOT_USED
    assert layouts.canvas == Size(640, 360)


def test_another_canvas_takes_the_regions_along(layouts):
    layouts.edit_draft(Layout(MixMode.CUSTOM, (Region("a", Rect(0, 0, 1280, 720)),)))
    layouts.show_settings(replace(DEFAULTS, canvas=Size(640, 360)))
    assert layouts.draft.regions[0].rect == Rect(0, 0, 640, 360)
    assert layouts.view.canvas == Size(640, 360)


def test_the_fill_mode_of_the_presets_is_drawn_and_kept_while_on_air(layouts):
    layouts.show_settings(replace(DEFAULTS, preset_fill=FillMode.FIT))
    assert layouts.draft.fill_mode is FillMode.FIT
    layouts.show_take(replace(MIXED, on_air_layout=layouts.draft))
    layouts.show_settings(DEFAULTS)
    layouts.choose_preset(MixMode.GRID)
    assert layouts.draft.fill_mode is FillMode.FIT
    assert layouts.view.difference == layouts.view.difference


def test_an_adopted_take_brings_its_canvas(layouts):
    taken = replace(MIXED, canvas=Size(960, 720), on_air_layout=Layout(MixMode.GRID))
    layouts.show_take(taken)
    layouts.take_over(taken)
    assert layouts.canvas == Size(960, 720)


def test_without_whiteboard_recording_the_canvas_has_none(layouts):
    layouts.show_boards(BoardsView((BoardView("b", "B", is_next=True),)))
    assert layouts.view.has_whiteboard
    layouts.show_settings(replace(DEFAULTS, records_whiteboard=False))
    assert not layouts.view.has_whiteboard
    board = Region("b", Rect(0, 0, 9, 9), view_type=ViewType.WHITEBOARD)
    layouts.edit_draft(Layout(MixMode.CUSTOM, (board,)))
    assert any("whiteboards are not recorded" in str(problem) for problem in layouts.view.problems)


def test_picture_only_is_told_by_the_format():
    assert replace(DEFAULTS, output_format=OutputFileFormat.JPG).is_picture_only
