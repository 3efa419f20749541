"""Signatures of requests (MD5, as the API demands) and of callbacks (SHA-1)."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from chalkreel.domain.limits import SIGNATURE_SKEW_S

NONCE_BYTES = 8


def new_nonce() -> str:
    """Make the random text of one call: 16 hex characters."""
    return secrets.token_hex(NONCE_BYTES)


def request_signature(app_id: int, nonce: str, server_secret: str, timestamp_s: int) -> str:
    """Sign one request; the body and the action are not covered."""
    signed = f"{app_id}{nonce}{server_secret}{timestamp_s}"
    return hashlib.md5(signed.encode(), usedforsecurity=False).hexdigest()


def is_request_signed(signature: str, app_id: int, nonce: str, server_secret: str, timestamp_s: int) -> bool:
    expected = request_signature(app_id, nonce, server_secret, timestamp_s)
    return hmac.compare_digest(signature.encode(), expected.encode())


def is_fresh(timestamp_s: int, now_s: float) -> bool:
    """Tell whether a request's timestamp is near enough to the clock."""
    return abs(now_s - timestamp_s) <= SIGNATURE_SKEW_S


def callback_signature(secret: str, timestamp: str, nonce: str) -> str:
    """Sign one callback; the body is not covered."""
    joined = "".join(sorted((secret, timestamp, nonce)))
    return hashlib.sha1(joined.encode(), usedforsecurity=False).hexdigest()


def is_callback_signed(signature: str, secret: str, timestamp: str, nonce: str) -> bool:
    return hmac.compare_digest(signature.encode(), callback_signature(secret, timestamp, nonce).encode())
