"""The JSON bodies of Studio's own calls, and reading them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import UploadFile
from starlette.requests import HTTPConnection, Request

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.studio.rooms.board import MAX_PAGES
from chalkreel.studio.sources.opening import SourceSpec
from chalkreel.studio.sources.pictures import MAX_PICTURE_BYTES

Text = Annotated[str, Field(max_length=256)]
PathText = Annotated[str, Field(min_length=1, max_length=4096)]


class Refused(Exception):  # noqa: N818 - read as a fact
    """One of Studio's own calls cannot be done; carries the HTTP status and the reason."""

    def __init__(self, status: int, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.status = status
        self.reason = reason


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class SourceBody(BaseModel):
    """What a stream is made of; members beyond these are options of the source."""

    model_config = ConfigDict(extra="allow", strict=True)

    kind: Literal["file", "test", "image", "url"]
    path: Annotated[str, Field(max_length=4096)] = ""
    url: Annotated[str, Field(max_length=4096)] = ""
    loop: bool = True
    options: dict[str, Any] = Field(default_factory=dict)

    def spec(self) -> SourceSpec:
        where = self.url if self.kind == "url" else self.path
        return SourceSpec(self.kind, where, self.loop, {**(self.model_extra or {}), **self.options})


class PublishBody(_Body):
    """``PUT …/streams/{stream}``."""

    user_id: Text = ""
    user_name: Text = ""
    source: SourceBody


class StreamChangeBody(_Body):
    """``PATCH …/streams/{stream}``."""

    muted: bool | None = None
    camera_off: bool | None = None


class BoardBody(_Body):
    """``PUT …/whiteboards/{whiteboard}`` without pictures in the request."""

    name: Text = ""
    path: PathText | None = None
    paths: Annotated[list[PathText], Field(max_length=MAX_PAGES)] = Field(default_factory=list)

    @property
    def pages(self) -> list[Path]:
        return [Path(path) for path in ([self.path] if self.path else []) + self.paths]


class PageBody(_Body):
    """``PATCH …/whiteboards/{whiteboard}``."""

    page: int


class MarkerBody(_Body):
    """``POST …/markers``; ``ago_ms`` of recording lie between the moment that is meant and now."""

    name: Annotated[str, Field(min_length=1, max_length=256)]
    ago_ms: Annotated[int, Field(ge=0, le=86_400_000)] = 0


class StorageCredentialsBody(_Body):
    """``PUT …/storage-credentials``."""

    access_key_id: Annotated[str, Field(min_length=1, max_length=1024, repr=False)]
    access_key_secret: Annotated[str, Field(min_length=1, max_length=1024, repr=False)]


BodyT = TypeVar("BodyT", bound=BaseModel)


async def json_body(request: Request, model: type[BodyT]) -> BodyT:
    """Read and check a JSON body; raises ``Refused`` with what is wrong with it."""
    try:
        return model.model_validate_json(await request.body() or b"{}")
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "body"
        raise Refused(422, phrase("{place}: {problem}", place=place, problem=first["msg"])) from None


async def uploaded_board(request: Request) -> tuple[str, list[bytes]]:
    """Read the pictures of a multipart request in their order, and the optional field ``name``."""
    name, pages = "", []
    async with request.form(max_files=MAX_PAGES, max_fields=8) as form:
        for field, value in form.multi_items():
            if isinstance(value, UploadFile):
                pages.append(await _picture(value))
            elif field == "name":
                name = value[:256]
    return name, pages


async def _picture(file: UploadFile) -> bytes:
    data = await file.read(MAX_PICTURE_BYTES + 1)
    if len(data) > MAX_PICTURE_BYTES:
        raise Refused(422, phrase("{name} is too large for a picture.", name=file.filename or "-"))
    return data


def path_id(request: HTTPConnection, name: str) -> str:
    """Give one id of the path; the path still has its percent escapes."""
    return unquote(request.path_params[name], errors="surrogateescape")
