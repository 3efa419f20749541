"""Why a file that cannot be written ends a task: the reason that is told for what the system says."""

from __future__ import annotations

import errno

import av
import pytest

from chalkreel.domain.enums import QuitReason
from chalkreel.studio.outputs.output import failure_from


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.ENOSPC, QuitReason.DISK_FULL),
        (errno.EFBIG, QuitReason.DISK_FULL),
        (errno.EIO, QuitReason.WRITE_EIO),
        (errno.EBADF, QuitReason.WRITE_EBADF),
        (errno.ENAMETOOLONG, QuitReason.FILE_NAME_TOO_LONG),
        (errno.ENOENT, QuitReason.FILE_OPEN_FAILED),
        (errno.EACCES, QuitReason.FILE_OPEN_FAILED),
        (errno.EROFS, QuitReason.FILE_OPEN_FAILED),
        (errno.ENOTDIR, QuitReason.FILE_OPEN_FAILED),
        (errno.EMFILE, QuitReason.FILE_OPEN_FAILED),
        (errno.ETIMEDOUT, QuitReason.UNKNOWN),
    ],
)
def test_the_reason_follows_the_systems_error_however_it_comes(code: int, reason: QuitReason) -> None:
    for error in (OSError(code, "no"), av.FFmpegError(code, "no", "take.mp4")):
        failure = failure_from(error)
        assert failure.reason is reason
        assert str(failure.sentence)


def test_anything_else_is_unknown() -> None:
    assert failure_from(ValueError("odd")).reason is QuitReason.UNKNOWN
