from dataclasses import replace

import pytest

from chalkreel.base.phrase import phrase
from chalkreel.controllers.layouts import LayoutController
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import BoardsView, BoardView, RoomView, StreamCondition, StreamView
from chalkreel.domain.enums import FileStatus, MixMode, TaskStatus
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.phases import Wish
from chalkreel.domain.take_settings import DEFAULTS

HORIZONTAL, VERTICAL = Layout(MixMode.HORIZONTAL), Layout(MixMode.VERTICAL)
RECORDING = TakeState(
    task_id="t",
    wish=Wish.START,
    status=TaskStatus.RECORDING,
    file_statuses=(FileStatus.RECORDING,),
    on_air_layout=HORIZONTAL,
)
SAFE = replace(RECORDING, status=TaskStatus.ENDED, file_statuses=(FileStatus.UPLOADED,))


class Listening:
    def __init__(self):
        self.controller = LayoutController()
        self.wishes, self.views = [], []
        self.controller.apply_wished.connect(self.wishes.append)
        self.controller.layout_changed.connect(self.views.append)

    @property
    def view(self):
        return self.controller.view

    def let_in(self, *names, is_studio=True, absent=()):
        people = tuple(
            StreamView(name, name.title(), StreamCondition.ABSENT if name in absent else StreamCondition.LIVE)
            for name in names
        )
        self.controller.show_room(RoomView("class", "Studio", is_studio, people))


@pytest.fixture
def at():
    return Listening()


def test_without_a_take_the_draft_changes_and_there_is_nothing_to_apply(at):
    at.controller.choose_preset(MixMode.GRID)
    at.controller.apply_draft()
    assert (at.view.draft.mode, at.view.on_air, at.view.difference, at.wishes) == (MixMode.GRID, None, (), [])


def test_apply_wishes_for_the_draft_and_only_where_it_differs(at):
    at.controller.show_take(RECORDING)
    at.controller.apply_draft()
    assert at.wishes == []
    at.controller.choose_preset(MixMode.VERTICAL)
    assert at.view.difference
    at.controller.apply_draft()
    assert [layout.mode for layout in at.wishes] == [MixMode.VERTICAL]


def test_while_a_draft_is_being_applied_it_is_not_wished_for_twice(at):
    at.controller.choose_preset(MixMode.VERTICAL)
    at.controller.show_take(replace(RECORDING, is_applying_layout=True))
    at.controller.apply_draft()
    assert at.view.is_applying
    assert at.wishes == []


def test_discard_goes_back_to_what_is_on_air(at):
    at.controller.show_take(RECORDING)
    at.controller.choose_preset(MixMode.VERTICAL)
    at.controller.revert_draft()
    assert at.view.draft == HORIZONTAL
    assert at.view.difference == ()


def test_what_is_on_air_is_gone_when_the_take_is_over_and_the_draft_stays(at):
    at.controller.show_take(RECORDING)
    at.controller.choose_preset(MixMode.VERTICAL)
    at.controller.show_take(SAFE)
    assert (at.view.on_air, at.view.draft.mode) == (None, MixMode.VERTICAL)


def test_a_refusal_is_shown_until_the_draft_is_another(at):
    no = phrase("A region is off the canvas.")
    at.controller.show_take(RECORDING)
    at.controller.show_take(replace(RECORDING, layout_refused=no))
    assert at.view.refused == no
    at.controller.choose_preset(MixMode.GRID)
    assert at.view.refused is None
    at.controller.show_take(replace(RECORDING, layout_refused=no, heard_at_s=1.0))
    assert at.view.refused is None, "an old refusal does not come back"
    at.controller.show_take(RECORDING)
    at.controller.show_take(replace(RECORDING, layout_refused=no))
    assert at.view.refused == no, "but a new one of the same words does"


def test_an_adopted_take_gives_its_layout_to_the_draft(at):
    at.controller.take_over(replace(RECORDING, on_air_layout=VERTICAL))
    assert at.view.draft == VERTICAL
    at.controller.take_over(replace(RECORDING, on_air_layout=None))
    assert at.view.draft == VERTICAL


def test_a_preset_becomes_regions_for_everybody_present_in_the_order_of_entry(at):
    at.let_in("bea", "amir", "chen", absent=("chen",))
    at.let_in("amir", "bea", "chen", absent=("chen",))
    at.controller.choose_preset(MixMode.GRID)
    at.controller.choose_preset(MixMode.CUSTOM)
    assert [region.stream_id for region in at.view.draft.regions] == ["amir", "bea"]


def test_what_a_layout_of_ones_own_changes_of_a_preset_on_air_is_said_person_by_person(at):
    at.let_in("amir", "bea", "chen")
    at.controller.show_take(RECORDING)
    at.controller.make_custom()

    def said():
        return [str(piece) for piece in at.view.difference]

    assert said() == ["switches to a custom layout"]
    same = at.view.draft
    amir, bea, chen = same.regions
    at.controller.edit_draft(same.with_region(replace(bea, rect=bea.rect.moved(0, 20))))
    assert said() == ["switches to a custom layout", "moves Bea"]
    seats = tuple(replace(region, region_id=f"s{number}", stream_id="") for number, region in enumerate((amir, bea)))
    at.controller.edit_draft(replace(same, regions=seats))
    assert said() == ["switches to a custom layout", "hides Chen"]
    at.controller.edit_draft(replace(same, regions=(amir, bea, replace(chen, rect=Rect(0, 0, 100, 100)))))
    assert said() == ["switches to a custom layout", "resizes Chen"]


def test_a_board_that_is_open_gets_its_place_among_the_regions(at):
    at.let_in("amir")
    at.controller.show_boards(BoardsView((BoardView("b1", "One", is_next=True),)))
    at.controller.make_custom()
    assert [region.shows_whiteboard for region in at.view.draft.regions].count(True) == 1


def test_problems_of_the_draft_are_told_as_it_is_edited(at):
    at.let_in("amir")
    at.controller.edit_draft(Layout(MixMode.CUSTOM, (Region("a", Rect(1000, 0, 2000, 500), stream_id="amir"),)))
    assert at.view.problems


def test_a_preset_is_approximate_in_the_cloud_and_regions_are_exact_everywhere(at):
    at.let_in("amir", is_studio=False)
    assert not at.view.is_exact
    at.controller.make_custom()
    assert at.view.is_exact


def test_the_same_room_again_draws_nothing_new(at):
    at.let_in("amir")
    drawn = len(at.views)
    at.let_in("amir")
    assert len(at.views) == drawn


def test_without_a_recorder_nothing_is_called_approximate(at):
    at.controller.show_room(RoomView("class", "", is_studio=False))
    assert at.view.is_exact


# -- undo -----------------------------------------------------------------------------------------------------

AMIR = Region("a", Rect(0, 0, 640, 360), stream_id="amir")
PLACED = Layout(MixMode.CUSTOM, (AMIR,))


def moved(dx):
    return Layout(MixMode.CUSTOM, (replace(AMIR, rect=AMIR.rect.moved(dx, 0)),))


def test_undo_takes_back_one_step_and_says_which(at):
    at.let_in("amir")
    at.controller.edit_draft(PLACED)
    at.controller.edit_draft(moved(50))
    assert (str(at.view.undo), at.view.redo) == ("move Amir", None)
    at.controller.undo()
    assert (at.view.draft, str(at.view.undo), str(at.view.redo)) == (PLACED, "switch to Custom", "move Amir")
    at.controller.redo()
    assert at.view.draft == moved(50)


def test_at_either_end_of_the_past_nothing_happens(at):
    at.controller.undo()
    at.controller.redo()
    assert (at.view.undo, at.view.redo, at.views) == (None, None, [])


def test_nudges_that_follow_each_other_at_once_are_one_step(qapp):
    clock = [0.0]
    controller = LayoutController(draft=PLACED, now=lambda: clock[0])
    for dx in (1, 2, 3):
        clock[0] += 0.9
        controller.nudge_draft(moved(dx))
    clock[0] += 1.1
    controller.nudge_draft(moved(4))
    assert controller.history.layouts == (PLACED, moved(3), moved(4))


def test_resizing_by_keys_does_not_join_moving_by_keys(qapp):
    controller = LayoutController(draft=PLACED, now=lambda: 0.0)
    region = moved(1).regions[0]
    sizes = [region.rect.width - less for less in (10, 20)]
    controller.nudge_draft(moved(1))
    for width in sizes:
        rect = replace(region.rect, right=region.rect.left + width)
        controller.nudge_draft(moved(1).with_region(replace(region, rect=rect)))
    widths = [layout.regions[0].rect.width for layout in controller.history.layouts]
    assert widths == [region.rect.width, region.rect.width, sizes[-1]]


def test_edits_of_one_field_within_3_s_are_one_step_and_those_of_another_are_not(qapp):
    clock = [0.0]
    controller = LayoutController(draft=PLACED, now=lambda: clock[0])
    for dx in (1, 2, 3):
        clock[0] += 2.9
        controller.refine_draft(moved(dx), "left")
    controller.refine_draft(moved(4), "width")
    clock[0] += 3.1
    controller.refine_draft(moved(5), "width")
    assert controller.history.layouts == (PLACED, moved(3), moved(4), moved(5))


def test_a_nudge_does_not_join_a_drag_or_another_region(at):
    ben = Region("b", Rect(0, 400, 100, 500))
    both = replace(PLACED, regions=(AMIR, ben))
    at.controller.edit_draft(both)
    at.controller.edit_draft(replace(both, regions=(moved(50).regions[0], ben)))
    at.controller.nudge_draft(replace(both, regions=(moved(51).regions[0], ben)))
    at.controller.nudge_draft(replace(both, regions=(moved(51).regions[0], replace(ben, rect=ben.rect.moved(1, 0)))))
    assert len(at.controller.history.layouts) == 5


def test_nudges_that_take_each_other_back_leave_no_step(at):
    at.controller.edit_draft(PLACED)
    at.controller.nudge_draft(moved(1))
    at.controller.nudge_draft(PLACED)
    at.controller.nudge_draft(moved(1))
    assert at.controller.history.layouts[1:] == (PLACED, moved(1))


def test_undo_never_reaches_what_is_on_air(at):
    at.controller.show_take(RECORDING)
    at.controller.choose_preset(MixMode.VERTICAL)
    at.controller.undo()
    at.controller.redo()
    assert (at.view.on_air, at.wishes) == (HORIZONTAL, [])


def test_after_an_adopted_take_the_draft_of_before_is_one_undo_away(at):
    at.controller.edit_draft(PLACED)
    at.controller.take_over(replace(RECORDING, on_air_layout=VERTICAL))
    at.controller.undo()
    assert at.view.draft == PLACED


def test_on_another_canvas_the_past_comes_along(at):
    at.controller.edit_draft(PLACED)
    at.controller.edit_draft(moved(100))
    at.controller.show_settings(replace(DEFAULTS, canvas=Size(640, 360)))
    at.controller.undo()
    assert at.view.draft.regions[0].rect == Rect(0, 0, 320, 180)


def test_names_locks_and_hidden_regions_are_no_change_to_apply(at):
    shown = Region("r1", Rect(0, 0, 640, 720))
    at.controller.show_take(replace(RECORDING, on_air_layout=Layout(MixMode.CUSTOM, (shown,))))
    hidden = Region("r2", Rect(640, 0, 1280, 720), is_hidden=True)
    at.controller.edit_draft(Layout(MixMode.CUSTOM, (replace(shown, is_locked=True, name="Left"), hidden)))
    at.controller.apply_draft()
    assert (at.view.difference, at.wishes) == ((), [])
    at.controller.edit_draft(Layout(MixMode.CUSTOM, (shown, replace(hidden, is_hidden=False))))
    at.controller.apply_draft()
    assert at.view.difference
    assert at.wishes == [at.controller.draft]


# -- edits that go on air at once, and back again ----------------------------------------------------------------


class Recorder:
    """Answers each wish to apply as the take does, when it is told to."""

    def __init__(self, at):
        self.at, self.take = at, RECORDING
        at.controller.show_take(self.take)

    def tell(self, **changes):
        self.take = replace(self.take, **changes)
        self.at.controller.show_take(self.take)

    def take_on(self):
        self.tell(is_applying_layout=True, layout_refused=None)

    def confirm(self, layout=None):
        self.tell(is_applying_layout=False, on_air_layout=layout or self.at.wishes[-1])


GRID = Layout(MixMode.GRID)


def test_edits_go_on_air_by_themselves_only_where_that_is_switched_on(at, qtbot):
    recorder = Recorder(at)
    at.controller.edit_draft(VERTICAL)
    assert at.wishes == []
    at.controller.switch_live(True)
    assert (at.wishes, at.view.applies_edits) == ([VERTICAL], True)
    recorder.take_on()
    recorder.confirm()
    at.controller.edit_draft(GRID)
    qtbot.waitUntil(lambda: at.wishes == [VERTICAL, GRID])
    recorder.take_on()
    recorder.confirm()
    at.controller.undo()
    qtbot.waitUntil(lambda: at.wishes == [VERTICAL, GRID, VERTICAL])
    at.controller.switch_live(False)
    recorder.confirm()
    at.controller.edit_draft(GRID)
    assert (len(at.wishes), at.view.applies_edits) == (3, False)


def test_of_many_quick_edits_few_are_sent_and_the_last_one_wins(at, qtbot):
    recorder = Recorder(at)
    at.controller.switch_live(True)
    for number in range(40):
        at.controller.edit_draft(replace(VERTICAL, large_stream_id=str(number)))
        if at.wishes and not recorder.take.is_applying_layout:
            recorder.take_on()
    last = at.controller.draft
    assert len(at.wishes) <= 2
    recorder.confirm()
    while at.wishes[-1] != last:
        count = len(at.wishes)
        qtbot.waitUntil(lambda count=count: len(at.wishes) > count)
        recorder.take_on()
        recorder.confirm()
    assert len(at.wishes) <= 4
    assert at.view.difference == ()
    at.controller.switch_live(False)


def test_a_refusal_says_why_and_switches_it_off(at):
    recorder = Recorder(at)
    at.controller.switch_live(True)
    at.controller.edit_draft(VERTICAL)
    recorder.take_on()
    recorder.tell(is_applying_layout=False, layout_refused=phrase("No."))
    assert (at.view.applies_edits, str(at.view.refused)) == (False, "No.")
    at.controller.edit_draft(GRID)
    assert at.view.refused is None
    assert at.wishes[-1] != GRID


def test_nothing_goes_on_air_by_itself_after_the_take_or_without_one(at):
    at.controller.switch_live(True)
    assert not at.view.applies_edits
    Recorder(at)
    at.controller.switch_live(True)
    at.controller.show_take(SAFE)
    at.controller.show_take(RECORDING)
    assert not at.view.applies_edits


def test_one_press_puts_back_what_was_on_air_before_and_another_swaps_again(at):
    recorder = Recorder(at)
    assert not at.view.has_previous
    at.controller.edit_draft(VERTICAL)
    at.controller.apply_draft()
    recorder.confirm()
    assert at.view.has_previous
    at.controller.back_to_previous()
    assert at.wishes[-1] == HORIZONTAL
    assert at.controller.draft == HORIZONTAL, "a draft that was on air goes along"
    recorder.confirm()
    at.controller.back_to_previous()
    assert at.wishes[-1] == VERTICAL
    recorder.confirm()
    at.controller.undo()
    at.controller.undo()
    assert at.controller.draft == VERTICAL, "going back is a step like any other"


def test_going_back_leaves_a_draft_alone_that_is_not_on_air(at):
    recorder = Recorder(at)
    at.controller.edit_draft(VERTICAL)
    at.controller.apply_draft()
    recorder.confirm()
    at.controller.edit_draft(GRID)
    at.controller.back_to_previous()
    assert (at.wishes[-1], at.controller.draft) == (HORIZONTAL, GRID)


def test_the_large_view_is_given_to_a_stream_as_a_step(at):
    at.let_in("ann", "ben")
    at.controller.choose_large_view("ben")
    assert at.controller.draft == Layout(MixMode.HORIZONTAL, large_stream_id="ben")
    assert str(at.view.undo) == "choose the large view"
    at.controller.choose_preset(MixMode.GRID)
    at.controller.choose_large_view("ann")
    assert at.controller.draft.large_stream_id == "ben"
