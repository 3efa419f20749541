"""Every return code of the documents is known, and any number can be put into words."""

import pytest

from chalkreel.contract.codes import ReturnCode, RtcCode, explain
from tests.support.contract_shapes import ACTIONS

DOCUMENTED = {entry["code"] for entry in ACTIONS["returnCodes"] + ACTIONS["gatewayCodes"]["codes"]}
DOCUMENTED_RTC = {entry["code"] for entry in ACTIONS["rtcCodes"]}


def test_codes_are_the_documented_ones() -> None:
    assert {code.value for code in ReturnCode} == DOCUMENTED
    assert {code.value for code in RtcCode} == DOCUMENTED_RTC


@pytest.mark.parametrize("code", sorted(DOCUMENTED | DOCUMENTED_RTC))
def test_every_documented_code_has_words_of_its_own(code: int) -> None:
    explanation = explain(code)
    assert explanation.meaning != explain(-1).meaning
    assert str(explanation.meaning).endswith(".")
    assert str(explanation.remedy).endswith(".")


@pytest.mark.parametrize("code", [-1, 7, 300001002, 2**63])
def test_an_unknown_code_is_named_in_its_words(code: int) -> None:
    explanation = explain(code)
    assert str(code) in str(explanation.meaning)
    assert not explanation.is_retryable


def test_only_what_can_pass_by_itself_is_worth_another_try() -> None:
    assert explain(ReturnCode.TOO_FREQUENT).is_retryable
    assert explain(RtcCode.LIST_UNAVAILABLE).is_retryable
    assert not explain(ReturnCode.SIGNATURE_WRONG).is_retryable
    assert not explain(ReturnCode.INVALID_PARAMETER).is_retryable
    assert not explain(ReturnCode.TASK_ENDED).is_retryable
