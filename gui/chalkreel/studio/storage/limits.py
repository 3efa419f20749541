"""How long an upload may take and how often it is tried."""

from __future__ import annotations

from dataclasses import dataclass

UPLOAD_PATIENCE_S = 300.0
"""How long one request is tried again before its file goes to the backup folder."""
UPLOAD_GRACE_S = 10.0
"""How long uploads may still go on when the process ends; what is not stored then waits in the backup folder."""
PART_BYTES = 5 * 1024 * 1024
"""The smallest part the protocol allows: the less has to be sent again when a connection is cut."""
MOST_PARTS = 9_000
PARTS_AT_ONCE = 2
SLOWEST_BYTES_PER_S = 32 * 1024
LONGEST_CONNECT_S = 10.0
LONGEST_REQUEST_S = 120.0
MAX_RETRIES = 12
FIRST_WAIT_S = 0.2
LONGEST_WAIT_S = 15.0
ATTEMPTS = 2
"""Whole uploads that are begun, where a server answered but did not keep what it was sent."""


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """Everything follows from the patience; tests have less of it."""

    patience_s: float = UPLOAD_PATIENCE_S

    @property
    def connect_s(self) -> float:
        return min(LONGEST_CONNECT_S, self.patience_s / 3)

    @property
    def request_s(self) -> float:
        """The longest one request may take, so that a stalled one is tried again in time."""
        return min(LONGEST_REQUEST_S, self.patience_s / 3)

    def total_s(self, size_bytes: int) -> float:
        """The longest one file may take, whatever the server does; a last wait may begin as the patience ends."""
        return 2 * self.patience_s + LONGEST_WAIT_S + size_bytes / SLOWEST_BYTES_PER_S


def part_bytes(size_bytes: int) -> int:
    """Choose the size of parts so that their number stays within what servers take."""
    return max(PART_BYTES, -(-size_bytes // MOST_PARTS))
