"""Actions, hosts and rates are those of the documents."""

from typing import Any

import pytest

from chalkreel.contract.actions import (
    CALLS_PER_S,
    MIXED_ONLY,
    PATH,
    RECORD_ACTIONS,
    ROOM_PACES,
    RTC_ACTIONS,
    Action,
    Region,
    Service,
    base_url,
    host,
)
from tests.support.contract_shapes import ACTIONS


def test_actions_are_the_documented_ones() -> None:
    assert set(ACTIONS["actions"]) == RECORD_ACTIONS
    assert set(ACTIONS["rtcActions"]) == RTC_ACTIONS


@pytest.mark.parametrize(("name", "facts"), ACTIONS["actions"].items())
def test_recording_action_has_its_documented_facts(name: str, facts: dict[str, Any]) -> None:
    action = Action(name)
    assert (action.method, PATH, CALLS_PER_S[action]) == (facts["method"], facts["path"], facts["qps"])
    assert (action in MIXED_ONLY) is facts["mixedOnly"]
    assert action.service is Service.CLOUD_RECORD


@pytest.mark.parametrize(("name", "facts"), ACTIONS["rtcActions"].items())
def test_rtc_action_has_its_documented_facts(name: str, facts: dict[str, Any]) -> None:
    action = Action(name)
    pace = ROOM_PACES[action]
    assert (action.method, PATH, action.service) == (facts["method"], facts["path"], facts["service"])
    assert CALLS_PER_S[action] == facts["qps"]["perAppId"]
    assert f"{pace.calls} per {pace.period_s} s" == facts["qps"]["perRoom"]


@pytest.mark.parametrize("service", list(Service))
def test_hosts_are_the_documented_ones(service: Service) -> None:
    documented = ACTIONS["services"][service.value]["hosts"]
    assert {region.value: host(service, region) for region in Region} == documented


def test_calls_go_over_tls() -> None:
    assert base_url(Service.CLOUD_RECORD) == "https://cloudrecord-api.zego.im"
