"""The book of a cloud room's boards, kept in a real settings file."""

from types import SimpleNamespace

import pytest

from chalkreel.controllers.board_book import BoardBookController
from chalkreel.controllers.board_order import BoardOrderKeeper
from chalkreel.controllers.whiteboards import WhiteboardController
from chalkreel.domain.board_book import BookBoard, read_book
from chalkreel.domain.geometry import Size
from chalkreel.services.settings import SettingsStore
from tests.support.waiting import until

pytestmark = pytest.mark.asyncio
BOOK = read_book("101, Fractions, 4:3\n102, Angles\n103")


def session(connection_id="school", is_studio=False):
    return SimpleNamespace(connection=SimpleNamespace(connection_id=connection_id), is_studio=is_studio)


class Picker:
    """The book and the picker's controller over one settings file, as the program connects them."""

    def __init__(self, path):
        self.store = SettingsStore(path)
        self.store.load()
        self.errors, self.told, self.pictures = [], [], {}
        self.book = BoardBookController(self.store, lambda *error: self.errors.append(error))
        self.whiteboards = WhiteboardController()
        self.order = BoardOrderKeeper(self.whiteboards, self.store, lambda *error: self.errors.append(error))
        self.book.boards_changed.connect(self.whiteboards.show_room_boards)
        self.book.told.connect(self.told.append)
        self.book.board_picture.connect(self._on_picture)

    def enter(self, session, room_id):
        self.order.enter(session, room_id)
        self.book.enter(session, room_id)

    @property
    def names(self):
        return [board.name for board in self.whiteboards.view.boards]

    async def close(self):
        await self.book.close()
        await self.order.close()
        self.store.close()
        assert self.errors == []

    def _on_picture(self, board_id, content):
        self.pictures[board_id] = bytes(content)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings.json"


async def test_a_book_is_kept_per_room_with_names_ratios_and_order(path):
    picker = Picker(path)
    picker.enter(session(), "math")
    picker.book.keep(BOOK)
    picker.whiteboards.reorder(["103", "101", "102"])
    await until(lambda: path.exists() and '"103"' in path.read_text("utf-8").partition("board_orders")[2])
    await picker.close()

    later = Picker(path)
    later.enter(session(), "art")
    assert later.names == []
    later.enter(session(), "math")
    assert later.names == ["103", "Fractions", "Angles"]
    fractions = later.whiteboards.view.boards[1]
    assert (fractions.board_id, fractions.size) == ("101", Size(1280, 960))
    await later.close()


async def test_a_board_is_known_by_a_picture_of_the_hosts(path, tmp_path):
    picture = tmp_path / "fractions.png"
    picture.write_bytes(b"as it is")
    picker = Picker(path)
    picker.enter(session(), "math")
    picker.book.keep(BOOK)
    picker.book.choose_picture("101", picture)
    await until(lambda: picker.pictures == {"101": b"as it is"})
    picker.book.keep(read_book("104\n101"))
    assert picker.book.book == (BookBoard("104"), BookBoard("101", "Fractions", Size(4, 3), str(picture)))
    picker.book.choose_picture("104", tmp_path / "gone.png")
    await until(lambda: [str(sentence) for sentence in picker.told] == ["The picture gone.png cannot be read."])
    await picker.close()


async def test_a_board_can_be_taken_off_the_list(path):
    picker = Picker(path)
    picker.enter(session(), "math")
    picker.book.keep(BOOK)
    picker.book.remove("102")
    assert picker.names == ["Fractions", "103"]
    await picker.close()


async def test_studio_rooms_have_no_book(path):
    picker = Picker(path)
    picker.enter(session(is_studio=True), "math")
    picker.book.keep(BOOK)
    assert picker.book.book == ()
    assert picker.names == []
    await picker.close()
