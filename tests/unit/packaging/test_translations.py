"""Nothing in the Chinese window is left in English."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.source import REPOSITORY


@pytest.fixture
def translations(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(REPOSITORY / "packaging")
    import translations

    monkeypatch.delitem(sys.modules, "translations")
    return translations


def test_every_text_is_translated_and_the_binary_catalogue_is_fresh(translations: ModuleType) -> None:
    assert list(translations.faults()) == []


def test_texts_of_every_kind_are_found(translations: ModuleType) -> None:
    found = {message.id if isinstance(message.id, str) else message.id[0] for message in translations.extract()}
    assert {"Record", "Ready", "Page {page} of {total}", "{n} participant"} <= found


def test_extracting_again_changes_nothing(
    translations: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = translations.updated()
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    monkeypatch.setattr(translations, "PO_FILE", tmp_path / "chalkreel.po")
    translations.save(catalogue)
    once = translations.PO_FILE.read_text("utf-8")
    translations.save(translations.updated())
    assert translations.PO_FILE.read_text("utf-8") == once


def test_the_binary_catalogue_does_not_depend_on_the_day(translations: ModuleType) -> None:
    early, late = translations.stored(), translations.stored()
    late.creation_date = late.revision_date = translations.SOME_DAY.replace(year=2050)
    assert translations.compiled(early) == translations.compiled(late)
