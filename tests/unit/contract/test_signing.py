"""The signatures are those of the documents."""

import re

import pytest

from chalkreel.contract.signing import (
    callback_signature,
    is_callback_signed,
    is_fresh,
    is_request_signed,
    new_nonce,
    request_signature,
)
from tests.support.contract_shapes import ACTIONS

REQUESTS = ACTIONS["requestSignature"]["vectors"]
CALLBACKS = ACTIONS["callbackSignature"]["vectors"]


@pytest.mark.parametrize("vector", REQUESTS, ids=lambda vector: vector["origin"])
def test_request_signature_is_the_documented_one(vector: dict) -> None:
    inputs = (vector["AppId"], vector["SignatureNonce"], vector["ServerSecret"], vector["Timestamp"])
    assert request_signature(*inputs) == vector["computedSignature"]
    assert vector.get("documentedSignature", vector["computedSignature"]) == vector["computedSignature"]
    assert is_request_signed(vector["computedSignature"], *inputs)
    assert not is_request_signed(vector["computedSignature"][:-1] + "é", *inputs)


@pytest.mark.parametrize("vector", CALLBACKS, ids=lambda vector: vector["origin"])
def test_callback_signature_is_the_documented_one(vector: dict) -> None:
    inputs = (vector["secret"], vector["timestamp"], vector["nonce"])
    assert "".join(sorted(inputs)) == vector["sortedConcat"]
    assert callback_signature(*inputs) == vector["computedSignature"]
    assert vector.get("documentedSignature", vector["computedSignature"]) == vector["computedSignature"]
    assert is_callback_signed(vector["computedSignature"], *inputs)
    assert not is_callback_signed("", *inputs)


def test_sorting_is_by_bytes_of_the_text() -> None:
    assert callback_signature("é", "z", "1") == callback_signature("z", "é", "1")


def test_a_nonce_is_16_hex_characters_and_new_each_time() -> None:
    nonces = {new_nonce() for _ in range(50)}
    assert len(nonces) == 50
    assert all(re.fullmatch("[0-9a-f]{16}", nonce) for nonce in nonces)


@pytest.mark.parametrize(("age_s", "fresh"), [(0, True), (600, True), (-600, True), (601, False), (-601, False)])
def test_a_timestamp_holds_ten_minutes_both_ways(age_s: int, fresh: bool) -> None:
    assert is_fresh(1_700_000_000 - age_s, 1_700_000_000) is fresh
