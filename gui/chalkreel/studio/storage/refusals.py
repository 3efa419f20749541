"""What a refusal by a bucket means for the upload; its words are the contract's."""

from __future__ import annotations

from obstore.exceptions import PermissionDeniedError, UnauthenticatedError

from chalkreel.contract.storage_refusals import KNOWN_REFUSALS, refusal_code, refusal_status

_FINAL_STATUSES = frozenset({301, 307, 400, 401, 403, 405, 411, 413, 501})
_WORTH_ANOTHER = frozenset({"RequestTimeout", "NoSuchUpload", "InvalidPart", "BadDigest", "IncompleteBody"})
"""Refusals of one upload, not of the bucket or the key."""


def is_final(error: Exception) -> bool:
    """Tell whether the same upload would fail the same way at once."""
    code, status = refusal_code(error), refusal_status(error)
    if code in _WORTH_ANOTHER:
        return False
    # Without an answer the client has tried for as long as it may.
    return status is None or code in KNOWN_REFUSALS or status in _FINAL_STATUSES


def was_not_allowed(error: Exception) -> bool:
    return isinstance(error, PermissionDeniedError | UnauthenticatedError)
