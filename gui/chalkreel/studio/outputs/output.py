"""What every output of a take offers, and how it fails."""

from __future__ import annotations

from chalkreel.base.phrase import Phrase
from chalkreel.domain.enums import QuitReason


class OutputFailed(Exception):  # noqa: N818 - a fact, not a fault of ours
    """A file can no longer be written; ``reason`` is the contract's, ``sentence`` is for the host."""

    def __init__(self, reason: QuitReason, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.reason = reason
        self.sentence = sentence
