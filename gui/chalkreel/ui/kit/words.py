"""The only way from an English text to what the host reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from chalkreel.base.phrase import Phrase, phrase

CONTEXT = "chalkreel"
_DAYS = (
    phrase("Mon"),
    phrase("Tue"),
    phrase("Wed"),
    phrase("Thu"),
    phrase("Fri"),
    phrase("Sat"),
    phrase("Sun"),
)


def tr(text: str, /, **values: object) -> str:
    """Translate a literal text and fill its named places; phrases among the values are translated too."""
    return _filled(QCoreApplication.translate(CONTEXT, text), values)


def tr_count(singular: str, plural: str, count: int, /, **values: object) -> str:
    """Translate a literal text whose form depends on ``count``, which is also the place ``{n}``."""
    return _filled(_form(singular, plural, count), {"n": count, **values})


def tr_phrase(sentence: Phrase) -> str:
    """Translate a sentence that came from below the widgets."""
    values: dict[str, object] = {name: _shown(value) for name, value in sentence.values.items()}
    if sentence.plural and sentence.count is not None:
        translated = _form(sentence.template, sentence.plural, sentence.count)
    else:
        translated = QCoreApplication.translate(CONTEXT, sentence.template)
    return (sentence if values == sentence.values else replace(sentence, values=values)).fill(translated)


def listed(pieces: Iterable[object]) -> str:
    """Join what is listed as the host's language does; phrases among it are translated."""
    return tr(", ").join(_shown(piece) for piece in pieces)


def _form(singular: str, plural: str, count: int) -> str:
    # Qt knows one source text only: without a translation it gives back the singular, whatever the number.
    translated = QCoreApplication.translate(CONTEXT, singular, None, count)
    if translated != singular:
        return translated
    return singular if count == 1 else plural


def _filled(translated: str, values: dict[str, object]) -> str:
    if not values:
        return translated
    return translated.format_map({name: _shown(value) for name, value in values.items()})


def _shown(value: object) -> str:
    match value:
        case Phrase():
            return tr_phrase(value)
        case datetime():
            return tr("{day} {time}", day=_DAYS[value.weekday()], time=f"{value:%H:%M}")
        case tuple():
            return listed(value)
    return str(value)
