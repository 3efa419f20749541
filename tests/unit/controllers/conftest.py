"""A real journal in a folder of the test."""

import pytest_asyncio

from chalkreel.services.journal import Journal


@pytest_asyncio.fixture
async def journal(tmp_path):
    opened = Journal(tmp_path / "journal.sqlite")
    await opened.open()
    yield opened
    await opened.close()
