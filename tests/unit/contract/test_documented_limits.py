"""The limits of the domain are those of the documents, where no shape tests them already."""

from chalkreel.domain import limits
from tests.support.contract_shapes import ACTIONS

DOCUMENTED = ACTIONS["limits"]
DAY_S = 86_400


def test_limits_are_the_documented_ones() -> None:
    assert DOCUMENTED["concurrentTasksPerAppId"]["en"] == limits.CONCURRENT_TASKS
    assert DOCUMENTED["streamsPerTask"]["single"] == limits.MAX_SINGLE_STREAMS
    assert DOCUMENTED["streamsPerTask"]["mixed"] == limits.MAX_VIEWS
    assert DOCUMENTED["signatureSkewSeconds"] == limits.SIGNATURE_SKEW_S
    assert DOCUMENTED["queryWindowDays"] * DAY_S == limits.QUERY_WINDOW_S
    assert DOCUMENTED["backupStorageDays"] * DAY_S == limits.BACKUP_S
    assert DOCUMENTED["imageMaxBytes"] == limits.IMAGE_MAX_BYTES
    assert DOCUMENTED["mixedVideo"]["maxArea"] == limits.MAX_CANVAS_AREA_PX
    assert ACTIONS["callback"]["retry"]["maxRetries"] == limits.CALLBACK_RETRIES
    assert ACTIONS["callback"]["retry"]["intervalSeconds"] == limits.CALLBACK_RETRY_S
