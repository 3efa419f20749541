"""The sheet of keys names every action that has any, and no two actions of one place share one."""

import pkgutil
from collections import defaultdict
from importlib import import_module

import pytest

import chalkreel.ui
from chalkreel.ui.kit.actions import ActionSpec, KeyPlace, actions_of
from chalkreel.ui.main_window.key_groups import dialog_groups, found, key_groups, keys_text

MODULES = [import_module(found.name) for found in pkgutil.walk_packages(chalkreel.ui.__path__, "chalkreel.ui.")]
EVERY = actions_of(*MODULES)
IN_WINDOW = [spec for group in key_groups() for spec in group.actions]
IN_DIALOGS = [spec for group in dialog_groups() for spec in group.actions]


def is_same(one: ActionSpec, other: ActionSpec) -> bool:
    """Whether one button has both, one at a time, and so one key."""
    return one.action_id == other.action_id or other.instead_of == one.action_id or one.instead_of == other.action_id


def test_the_walk_finds_the_actions_of_every_panel():
    assert len(EVERY) > 90
    assert {"record", "apply", "save-layout", "import-boards", "connection", "keys"} <= {one.action_id for one in EVERY}


@pytest.mark.parametrize("spec", [spec for spec in EVERY if spec.shortcut], ids=lambda spec: spec.action_id)
def test_every_action_with_keys_is_on_the_sheet(spec):
    if spec.action_id == "cancel-layout":
        return  # Esc closes every dialog and is named by none
    listed = [one for one in (*IN_WINDOW, *IN_DIALOGS) if is_same(one, spec)]
    assert any(one.shortcut == spec.shortcut for one in listed), "name its module in key_groups"


def clashes(specs):
    """Pairs of actions that one key of one place would do."""
    by_key = defaultdict(list)
    for spec in specs:
        for key in spec.shortcuts:
            by_key[spec.place, key].append(spec)
    return [
        (key, one.action_id, other.action_id)
        for (_, key), meant in by_key.items()
        for number, one in enumerate(meant)
        for other in meant[number + 1 :]
        if not is_same(one, other)
    ]


def test_no_two_actions_of_one_place_share_a_key():
    assert clashes(IN_WINDOW) == []
    for group in dialog_groups():
        assert clashes(group.actions) == []


def test_a_clash_is_recognised():
    first, second = EVERY[0], ActionSpec("other", EVERY[0].label, EVERY[0].tip, shortcut=IN_WINDOW[0].shortcut)
    assert clashes([IN_WINDOW[0], second])
    assert first is not second


def test_a_place_takes_a_key_from_the_window_only_to_do_the_same_there():
    everywhere = {key: spec for spec in IN_WINDOW if spec.place is KeyPlace.WINDOW for key in spec.shortcuts}
    taken = [
        (key, spec.action_id, everywhere[key].action_id)
        for spec in IN_WINDOW
        if spec.place is not KeyPlace.WINDOW
        for key in spec.shortcuts
        if key in everywhere and str(everywhere[key].label) != str(spec.label)
    ]
    assert taken == []


def test_boards_have_the_number_keys_and_layouts_those_with_shift():
    meant = {key: spec.action_id for spec in IN_WINDOW for key in spec.shortcuts}
    for number in "123456789":
        assert (meant[number], meant[f"Shift+{number}"]) == ("board-by-number", "stage-by-number")


def test_many_keys_are_written_as_a_range_and_few_side_by_side():
    by_id = {spec.action_id: spec for spec in IN_WINDOW}
    assert keys_text(by_id["stage-by-number"]) == "Shift+1 … Shift+9"
    assert keys_text(by_id["put-board-on-air"]) == "Return / Space"


def test_a_search_leaves_what_has_all_its_words_in_keys_name_tip_or_place():
    def ids(text):
        return {spec.action_id for group in found(key_groups(), text) for spec in group.actions}

    assert "save-layout" in ids("ctrl+s")
    assert "save-layout" in ids("LAYOUT keep draft")
    assert "pause" not in ids("layout")
    assert "rename-layout" in ids("row of layouts rename")
    assert found(key_groups(), "xyzzy") == ()
