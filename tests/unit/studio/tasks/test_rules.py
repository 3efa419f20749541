"""Which call is refused in which state, for all of them."""

import itertools

from chalkreel.contract.actions import Action
from chalkreel.contract.codes import ReturnCode
from chalkreel.domain.enums import TaskStatus
from chalkreel.studio.tasks.rules import refusal_code
from tests.support.contract_shapes import ACTIONS

ON_A_TASK = (
    Action.STOP_RECORD,
    Action.PAUSE_RECORD,
    Action.RESUME_RECORD,
    Action.TAKE_SNAPSHOT,
    Action.UPDATE_LAYOUT,
    Action.UPDATE_WHITEBOARD,
    Action.DESCRIBE_RECORD_STATUS,
)


def test_every_refusal_is_one_the_contract_lists_for_its_action() -> None:
    for action, status in itertools.product(ON_A_TASK, (None, *TaskStatus)):
        code = refusal_code(action, status)
        assert code is None or code in ACTIONS["actions"][action.value]["codes"]


def test_what_the_contract_says_of_a_state_is_what_happens() -> None:
    for action in ON_A_TASK:
        for state, said in ACTIONS["actions"][action.value]["taskStates"].items():
            code = refusal_code(action, TaskStatus(int(state)))
            if said == "allowed":
                assert code is None, (action, state)
            elif said.startswith("rejected"):
                assert str(int(code or 0)) in said, (action, state)


def test_an_unknown_task_is_unknown_to_every_call() -> None:
    assert {refusal_code(action, None) for action in ON_A_TASK} == {ReturnCode.TASK_UNKNOWN}
