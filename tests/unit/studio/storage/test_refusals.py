"""What is said about a failed upload, and whether it is worth another attempt."""

from __future__ import annotations

import pytest
from obstore.exceptions import GenericError, PermissionDeniedError

from chalkreel.contract.storage_refusals import refusal_of
from chalkreel.studio.storage.refusals import is_final


def answer(status: int, code: str = "", message: str = "") -> str:
    body = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>" if code else ""
    return f"Error performing PUT http://h/b/k - Server returned non-2xx status code: {status} Nope: {body}"


@pytest.mark.parametrize(
    ("error", "sentence", "final"),
    [
        (PermissionDeniedError(answer(403, "InvalidAccessKeyId")), "does not know this access key", True),
        (PermissionDeniedError(answer(403, "SignatureDoesNotMatch")), "does not belong", True),
        (FileNotFoundError(answer(404, "NoSuchBucket")), "no such bucket", True),
        (FileNotFoundError(answer(404, "NoSuchUpload")), "NoSuchUpload", False),
        (GenericError(answer(400, "RequestTimeout")), "RequestTimeout", False),
        (GenericError(answer(503, "SlowDown")), "SlowDown", False),
        (GenericError(answer(413)), "413", True),
        (GenericError("error sending request"), "cannot be reached", True),
        (OSError(5, "Input/output error"), "Input/output error", True),
    ],
)
def test_a_failure_has_a_plain_reason(error: Exception, sentence: str, final: bool) -> None:
    assert sentence in str(refusal_of(error))
    assert is_final(error) is final


def test_nothing_a_server_says_is_repeated() -> None:
    error = PermissionDeniedError(answer(403, "SomethingElse", "the key AKID123 and its secret"))

    assert str(refusal_of(error)) == "The storage refused the file (SomethingElse)."
