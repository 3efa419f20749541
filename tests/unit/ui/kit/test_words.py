"""English is shown as it was written, other languages as their catalogue says."""

from datetime import datetime
from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from chalkreel.base.phrase import counted, phrase
from chalkreel.ui.kit.translation import CatalogueTranslator, Language, install_language
from chalkreel.ui.kit.words import tr, tr_count, tr_phrase


@pytest.fixture
def german(qapp):
    """A small catalogue of a language with two forms, so that numbers decide."""
    catalogue = Catalog(locale="de")
    catalogue.add("Board {name}", "Tafel {name}")
    catalogue.add(("{n} region", "{n} regions"), ("{n} Bereich", "{n} Bereiche"))
    catalogue.add("Moved {what}", "{what} verschoben")
    catalogue.add(", ", "; ")
    store = BytesIO()
    write_mo(store, catalogue)
    translator = CatalogueTranslator(store.getvalue(), qapp)
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)
    translator.setParent(None)


def test_without_a_catalogue_english_is_shown(qapp):
    assert tr("Board {name}", name="A") == "Board A"
    assert [tr_count("{n} region", "{n} regions", n) for n in (0, 1, 2)] == ["0 regions", "1 region", "2 regions"]
    assert tr_phrase(counted("{n} region", "{n} regions", 5)) == "5 regions"


def test_values_may_hold_braces(qapp):
    assert tr("Board {name}", name="{x}") == "Board {x}"
    assert tr("no places {here}") == "no places {here}"


def test_texts_phrases_and_numbers_are_translated(german):
    assert tr("Board {name}", name="A") == "Tafel A"
    assert tr_count("{n} region", "{n} regions", 1) == "1 Bereich"
    assert tr_count("{n} region", "{n} regions", 3) == "3 Bereiche"
    assert tr_phrase(phrase("Board {name}", name="B")) == "Tafel B"


def test_a_list_in_a_phrase_is_joined_as_the_language_does(german):
    sentence = phrase("Moved {what}", what=("A", phrase("Board {name}", name="B")))
    assert tr_phrase(sentence) == "A; Tafel B verschoben"
    assert str(sentence) == "Moved A, Board B"


def test_a_phrase_inside_a_phrase_is_translated_too(german):
    inner = counted("{n} region", "{n} regions", 2)
    assert tr_phrase(phrase("Moved {what}", what=inner)) == "2 Bereiche verschoben"
    assert tr("Moved {what}", what=inner) == "2 Bereiche verschoben"


def test_what_the_catalogue_lacks_stays_english(german):
    assert tr("Something else") == "Something else"
    assert tr_count("{n} file", "{n} files", 2) == "2 files"


def test_texts_of_others_are_left_to_qt(german):
    assert german.translate("QPlatformTheme", "Board {name}") is None


def test_the_language_can_be_changed_and_changed_back(qapp):
    try:
        assert install_language(qapp, Language.CHINESE) is Language.CHINESE
        assert tr("Record") == "录制"
        assert install_language(qapp, Language.CHINESE) is Language.CHINESE
        assert len(qapp.findChildren(CatalogueTranslator)) == 1
    finally:
        assert install_language(qapp, Language.ENGLISH) is Language.ENGLISH
    assert tr("Record") == "Record"


def test_the_bundled_catalogue_can_be_read():
    from chalkreel.base.assets import asset_bytes

    catalogue = GNUTranslations(BytesIO(asset_bytes("translations/zh_CN/LC_MESSAGES/chalkreel.mo")))
    assert catalogue.gettext("Stop") == "停止"


def test_a_moment_is_a_weekday_and_a_time_in_the_language_of_the_app(qapp):
    sentence = phrase("In backup until {time}", time=datetime(2026, 5, 15, 9, 13))
    assert tr_phrase(sentence) == "In backup until Fri 09:13"
    install_language(qapp, Language.CHINESE)
    try:
        assert tr_phrase(sentence) == "备份保留至 周五 09:13"
    finally:
        install_language(qapp, Language.ENGLISH)
