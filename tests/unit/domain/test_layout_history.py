from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.enums import MixMode
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_history import LayoutHistory

A, B, C = (Layout(MixMode.VERTICAL, large_stream_id=name) for name in "abc")
EDITS = st.lists(st.sampled_from("abcur+-"), max_size=30)


def test_an_edit_after_undo_drops_what_was_undone():
    history = LayoutHistory((A,)).edited(B).undone().edited(C)
    assert (history.layouts, history.can_redo) == ((A, C), False)


def test_the_same_layout_again_is_no_step():
    history = LayoutHistory((A,))
    assert history.edited(A) is history


def test_merged_edits_are_one_step_and_none_where_they_lead_back():
    history = LayoutHistory((A,)).edited(B).merged(C)
    assert (history.current, history.undone().current) == (C, A)
    assert not history.merged(A).can_undo


def test_only_the_latest_steps_are_kept_where_that_is_wished():
    history = LayoutHistory((A,)).edited(B).edited(C).undone()
    assert (history.last(0).layouts, history.last(0).current) == ((B, C), B)
    assert history.last(5) == history


@given(EDITS)
def test_undo_and_redo_are_a_stack_of_whole_layouts(steps):
    history, done, undone = LayoutHistory((A,)), [A], []
    for step in steps:
        if step == "u":
            history = history.undone()
            if len(done) > 1:
                undone.append(done.pop())
        elif step == "r":
            history = history.redone()
            if undone:
                done.append(undone.pop())
        elif step in "abc":
            layout = Layout(MixMode.VERTICAL, large_stream_id=step)
            history = history.edited(layout)
            if layout != done[-1]:
                done.append(layout)
                undone = []
        assert history.current == done[-1]
        assert history.can_undo == (len(done) > 1)
        assert history.can_redo == bool(undone)
