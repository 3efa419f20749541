"""Text is broken at its words, and only the last line is cut."""

from PySide6.QtGui import QFont, QFontMetrics

from chalkreel.ui.kit.lines import LinesLabel, in_lines

NAME = "The quadratic formula and everything that follows from it"


def width_of(text):
    return QFontMetrics(QFont()).horizontalAdvance(text)


def test_what_fits_stays_on_one_line(qapp):
    assert in_lines("Photosynthesis", QFont(), (400, 400)) == ["Photosynthesis"]


def test_what_is_too_long_goes_on_below_and_is_cut_at_the_end(qapp):
    width = width_of("The quadratic formula") + 4
    first, second = in_lines(NAME, QFont(), (width, width))
    assert first == "The quadratic formula"
    assert second.startswith("and everything")
    assert second.endswith("…")


def test_lines_may_have_widths_of_their_own(qapp):
    width = width_of(NAME) // 2 + 40
    assert in_lines(NAME, QFont(), (width, width))[1].endswith("it")
    assert in_lines(NAME, QFont(), (width, width // 2))[1].endswith("…")


def test_a_label_is_as_high_as_its_lines(qapp):
    words = LinesLabel("strong", 3)
    words.show_text(NAME)
    line = words.fontMetrics().height()
    assert words.heightForWidth(4000) == line
    assert words.heightForWidth(words.fontMetrics().horizontalAdvance(NAME) // 2 + 60) == 2 * line
    assert words.heightForWidth(60) == 3 * line
    assert words.toolTip() == NAME
