"""Why a bucket did not take something, in words.

What a client raises holds addresses, signed requests and whatever the server chose to say; none of it goes further
than here, only the protocol's short error code.
"""

from __future__ import annotations

import re

from chalkreel.base.phrase import Phrase, phrase

_CODE = re.compile(r"<Code>([A-Za-z0-9._-]{1,64})</Code>")
_STATUS = re.compile(r"status code: (\d{3})\b")
_WRONG_KEY = phrase("The storage does not know this access key.")
_WRONG_BUCKET = phrase("The storage has no such bucket.")

KNOWN_REFUSALS = {
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


def refusal_of(error: Exception) -> Phrase:
    """Say why in one sentence."""
    code, status = refusal_code(error), refusal_status(error)
    if code in KNOWN_REFUSALS:
        return KNOWN_REFUSALS[code]
    if code or status:
        return phrase("The storage refused the file ({code}).", code=code or status)
    if isinstance(error, OSError):
        return phrase("The file cannot be read ({reason}).", reason=error.strerror or type(error).__name__)
    return phrase("The storage cannot be reached.")


def refusal_code(error: Exception) -> str:
    """Give the protocol's short error code; empty where the server named none."""
    found = _CODE.search(str(error))
    return found[1] if found else ""


def refusal_status(error: Exception) -> int | None:
    """Give the HTTP status, where there was an answer."""
    found = _STATUS.search(str(error))
    return int(found[1]) if found else None
