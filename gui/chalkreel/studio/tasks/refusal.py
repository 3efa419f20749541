"""How a call on a task is refused."""

from __future__ import annotations

from chalkreel.base.phrase import Phrase
from chalkreel.contract.codes import ReturnCode


class TaskRefusal(Exception):  # noqa: N818 - read as a fact
    """A call on a task that is not done, with the contract's code and why."""

    def __init__(self, code: ReturnCode, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.code = code
        self.reason = reason
