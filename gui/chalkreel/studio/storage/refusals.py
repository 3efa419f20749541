"""Why a bucket did not take something, in words.

What a client raises holds addresses, signed requests and whatever the server chose to say; none of it goes further
than here, only the protocol's short error code.
"""

from __future__ import annotations

import re

from obstore.exceptions import PermissionDeniedError, UnauthenticatedError

from chalkreel.base.phrase import Phrase, phrase

_CODE = re.compile(r"<Code>([A-Za-z0-9._-]{1,64})</Code>")
_STATUS = re.compile(r"status code: (\d{3})\b")
_WRONG_KEY = phrase("The storage does not know this access key.")
_WRONG_BUCKET = phrase("The storage has no such bucket.")

_SENTENCES = {
    "InvalidAccessKeyId": _WRONG_KEY,
    "InvalidAccessKey": _WRONG_KEY,
    "SignatureDoesNotMatch": phrase("The secret key does not belong to the access key."),
    "AccessDenied": phrase("The access key may not write into this bucket."),
    "NoSuchBucket": _WRONG_BUCKET,
    "InvalidBucketName": _WRONG_BUCKET,
    "PermanentRedirect": phrase("The bucket is in another region."),
    "AuthorizationHeaderMalformed": phrase("The bucket is in another region."),
    "RequestTimeTooSkewed": phrase("This computer's clock is wrong, so the storage refuses what it sends."),
}
_FINAL_STATUSES = frozenset({301, 307, 400, 401, 403, 405, 411, 413, 501})
_WORTH_ANOTHER = frozenset({"RequestTimeout", "NoSuchUpload", "InvalidPart", "BadDigest", "IncompleteBody"})
"""Refusals of one upload, not of the bucket or the key."""


def reason_of(error: Exception) -> Phrase:
    """Say why in one sentence."""
    code, status = _code(error), _status(error)
    if code in _SENTENCES:
        return _SENTENCES[code]
    if code or status:
        return phrase("The storage refused the file ({code}).", code=code or status)
    if isinstance(error, OSError):
        return phrase("The file cannot be read ({reason}).", reason=error.strerror or type(error).__name__)
    return phrase("The storage cannot be reached.")


def is_final(error: Exception) -> bool:
    """Tell whether the same upload would fail the same way at once."""
    code, status = _code(error), _status(error)
    if code in _WORTH_ANOTHER:
        return False
    # Without an answer the client has tried for as long as it may.
    return status is None or code in _SENTENCES or status in _FINAL_STATUSES


def was_not_allowed(error: Exception) -> bool:
    return isinstance(error, PermissionDeniedError | UnauthenticatedError)


def _code(error: Exception) -> str:
    found = _CODE.search(str(error))
    return found[1] if found else ""


def _status(error: Exception) -> int | None:
    found = _STATUS.search(str(error))
    return int(found[1]) if found else None
