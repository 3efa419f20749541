"""Keeps the translations in step with the source: ``extract``, ``compile``, ``check``.

``extract`` collects every text the app can show into the catalogue, keeping what is translated already;
``compile`` writes the binary form the app reads; ``check`` tells what is missing and fails if anything is.
Run it with the project's own Python: ``python packaging/translations.py check``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "gui" / "chalkreel"
FOLDER = ROOT / "resources" / "translations" / "zh_CN" / "LC_MESSAGES"
PO_FILE, MO_FILE = FOLDER / "chalkreel.po", FOLDER / "chalkreel.mo"
LOCALE = "zh_CN"
SPOKEN_ELSEWHERE = tuple(
    f"studio/{place}"
    for place in (
        *("mixer/", "outputs/", "tasks/"),
        *("server/contract_api.py", "server/gate.py", "server/record_actions.py"),
    )
)
"""What the engine says through the contract's API crosses the wire as English text, like that of any other recorder."""
HEADER = "# What Chalkreel says, in simplified Chinese. Licensed as Chalkreel itself."
SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)
KEYWORDS = {"tr": None, "tr_count": (1, 2), "phrase": None, "Phrase": None, "counted": (1, 2)}


def extract() -> Catalog:
    """Collect what the source can show."""
    found = Catalog(locale=LOCALE, project="Chalkreel", charset="utf-8", header_comment=HEADER, fuzzy=False)
    texts = extract_from_dir(SOURCE, method_map=[("**.py", "python")], keywords=KEYWORDS)
    for file, _line, text, _comments, _context in texts:
        if text and not file.startswith(SPOKEN_ELSEWHERE) and (isinstance(text, tuple) or text.strip()):
            found.add(text)
    return found


def stored() -> Catalog:
    """Read the catalogue as it is kept; an empty one where there is none yet."""
    if not PO_FILE.exists():
        return Catalog(locale=LOCALE, project="Chalkreel", charset="utf-8")
    with PO_FILE.open("rb") as file:
        return read_po(file, locale=LOCALE)


def updated() -> Catalog:
    """Bring the kept catalogue in step with the source: new texts come in, unused ones go."""
    kept = stored()
    fresh = extract()
    for message in fresh:
        before = kept.get(message.id)
        if message.id and before is not None and _shape(before) == _shape(message):
            message.string = before.string
    return fresh


def save(catalog: Catalog) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with PO_FILE.open("wb") as file:
        write_po(file, catalog, no_location=True, omit_header=False, sort_output=True, width=118)
    lines = PO_FILE.read_text(encoding="utf-8").splitlines(keepends=True)
    # Dates and tool versions would change the file without a change of any text.
    noise = (
        '"POT-Creation-Date',
        '"PO-Revision-Date',
        '"Last-Translator',
        '"Generated-By',
        '"Report-Msgid',
        "# FIRST AUTHOR",
    )
    PO_FILE.write_text("".join(line for line in lines if not line.startswith(noise)), encoding="utf-8")


def compiled(catalog: Catalog) -> bytes:
    """Give the binary catalogue, the same bytes for the same texts whenever it is made."""
    catalog.creation_date = catalog.revision_date = SOME_DAY
    store = BytesIO()
    write_mo(store, catalog)
    return store.getvalue()


def faults() -> Iterator[str]:
    """Tell everything that keeps the Chinese window from being whole."""
    kept = stored()
    for message in extract():
        if not message.id:
            continue
        translated = kept.get(message.id)
        if translated is None:
            yield f"not in the catalogue: {_name(message)}"
        elif not _is_translated(translated):
            yield f"not translated: {_name(message)}"
        elif _places(translated.id) < _places(translated.string):
            yield f"a place that the text does not have: {_name(message)}"
    if not MO_FILE.exists() or MO_FILE.read_bytes() != compiled(kept):
        yield "the binary catalogue is older than the texts: run `translations.py compile`"


def _is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings) and bool(strings)


def _places(texts: object) -> set[str]:
    parts = texts if isinstance(texts, tuple | list) else (texts,)
    return {name for text in parts for _literal, name, _spec, _conversion in Formatter().parse(str(text)) if name}


def _shape(message: Message) -> object:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def _name(message: Message) -> str:
    return repr(message.id if isinstance(message.id, str) else message.id[0])


def main(arguments: list[str]) -> int:
    match arguments:
        case ["extract"]:
            save(updated())
            return 0
        case ["compile"]:
            MO_FILE.write_bytes(compiled(stored()))
            return 0
        case ["check"]:
            found = list(faults())
            print("\n".join(found) or "Every text is translated.")
            return 1 if found else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
