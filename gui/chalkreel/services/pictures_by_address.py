"""Pictures that a recording names by address, fetched for the window as the recorder fetches them."""

from __future__ import annotations

import httpx

from chalkreel.domain.limits import IMAGE_FETCH_S, IMAGE_MAX_BYTES, IMAGE_MAX_REDIRECTS, IMAGE_SCHEMES
from chalkreel.services.errors import BadAnswer
from chalkreel.services.http import exchange


async def fetch_picture(http: httpx.AsyncClient, address: str, *, within_s: float = IMAGE_FETCH_S) -> bytes:
    """Give what lies at an address, bounded in bytes, time and redirects; raises ``ServiceError``.

    Whether it is a picture is for the caller to see.
    """
    for _ in range(IMAGE_MAX_REDIRECTS + 1):
        url = _url(address)
        request = http.build_request("GET", url)
        answer = await exchange(http, request, host=url.host, within_s=within_s, largest_bytes=IMAGE_MAX_BYTES)
        if not answer.has_redirect_location:
            if not answer.is_success:
                raise BadAnswer(url.host, f"status {answer.status_code}")
            return answer.content
        address = str(url.join(answer.headers["location"]))
    raise BadAnswer(url.host, "one address leads to the next without end")


def _url(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError):
        raise BadAnswer(address, "no address") from None
    if url.scheme not in IMAGE_SCHEMES or not url.host:
        raise BadAnswer(url.host or address, "pictures come over http and https only")
    return url
