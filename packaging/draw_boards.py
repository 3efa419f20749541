"""Draws the three lesson boards of the demo classroom, the same at every run.

Run it with the project's own Python: ``python packaging/draw_boards.py [FOLDER]``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from math import cos, pi, sin
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from chalk import HEIGHT_PX, SANS, WIDTH_PX, Chalk, curve_path
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPainterPath, QPolygonF

BOARDS = Path(__file__).resolve().parent.parent / "resources" / "boards"

GREEN_BOARD, WHITE_BOARD, SLATE_BOARD = "#1f3d33", "#fbfbf8", "#22303c"
CREAM, YELLOW, BLUE, LEAF, ROSE = "#f4f1e6", "#ffd66b", "#8fd0ff", "#a8e08a", "#ffab9f"
INK, TEAL, RED, MARINE = "#20242b", "#12826f", "#cc3b33", "#2459c4"


def draw_photosynthesis(painter: QPainter) -> None:
    """Sun, plant and what goes in and out, with the equation."""
    chalk = Chalk(painter, seed=3)
    chalk.write((72, 104), "Photosynthesis", CREAM, 64, bold=True)
    chalk.curve([(74, 126), (190, 136), (330, 118), (512, 128)], YELLOW, 5)
    _draw_sun(chalk, 172, 254)
    _draw_plant(chalk, 420)
    chalk.arrow([(252, 300), (290, 318), (318, 336), (348, 362)], YELLOW, 5)
    chalk.write((214, 368), "light", YELLOW, 32, italic=True)
    chalk.arrow([(150, 468), (200, 452), (240, 442), (286, 444)], BLUE, 5)
    chalk.write((74, 484), "CO₂", BLUE, 36, bold=True)
    chalk.arrow([(508, 372), (560, 348), (600, 330), (650, 322)], ROSE, 5)
    chalk.write((662, 334), "O₂", ROSE, 36, bold=True)
    chalk.arrow([(500, 652), (466, 652), (440, 640), (428, 606)], BLUE, 5)
    chalk.write((512, 664), "H₂O", BLUE, 36, bold=True)
    _draw_equation(chalk)
    facts = (
        ("Where?", "in the chloroplasts of leaves"),
        ("Needs", "light, water, carbon dioxide"),
        ("Gives", "sugar to grow, oxygen to breathe"),
    )
    for row, (word, rest) in enumerate(facts):
        top = 462 + row * 58
        chalk.write((700, top), word, YELLOW, 31, bold=True)
        chalk.write((822, top), rest, CREAM, 29)
    chalk.write((700, 660), "Homework: why are leaves green?", LEAF, 29, italic=True)


def _draw_sun(chalk: Chalk, x: float, y: float) -> None:
    disc = QPainterPath()
    disc.addEllipse(QPointF(x, y), 52, 52)
    chalk.hatch(disc, YELLOW, 70)
    chalk.stroke(disc, YELLOW, 5)
    for ray in range(12):
        angle = 2 * pi * ray / 12
        inner, outer = 68, 92 if ray % 2 else 84
        chalk.line(
            (x + inner * cos(angle), y + inner * sin(angle)),
            (x + outer * cos(angle), y + outer * sin(angle)),
            YELLOW,
            5,
        )


def _draw_plant(chalk: Chalk, x: float) -> None:
    chalk.curve([(250, 566), (330, 556), (520, 576), (640, 562)], CREAM, 4)
    chalk.curve([(x, 566), (x - 8, 500), (x + 12, 420), (x + 4, 300)], LEAF, 7)
    leaves = (
        [(x + 4, 300), (x - 52, 274), (x - 40, 206), (x + 10, 184), (x + 58, 214), (x + 56, 274), (x + 4, 300)],
        [(x, 460), (x - 46, 402), (x - 110, 400), (x - 128, 424), (x - 96, 466), (x - 40, 474), (x, 460)],
        [(x + 4, 420), (x + 26, 358), (x + 92, 340), (x + 124, 362), (x + 106, 412), (x + 52, 434), (x + 4, 420)],
    )
    for leaf in leaves:
        shape = curve_path(leaf)
        chalk.hatch(shape, LEAF, 62)
        chalk.stroke(shape, LEAF, 4.5)
    for vein in (
        [(x + 4, 296), (x + 2, 264), (x + 6, 236), (x + 9, 204)],
        [(x - 6, 458), (x - 40, 440), (x - 80, 428), (x - 112, 424)],
        [(x + 10, 416), (x + 44, 394), (x + 78, 376), (x + 108, 366)],
    ):
        chalk.curve(vein, CREAM, 2.2)
    for root in (
        [(x, 566), (x - 12, 596), (x - 40, 608), (x - 58, 640)],
        [(x, 566), (x + 2, 600), (x - 6, 630), (x, 664)],
        [(x, 566), (x + 16, 596), (x + 36, 604), (x + 50, 622)],
    ):
        chalk.curve(root, CREAM, 3)


def _draw_equation(chalk: Chalk) -> None:
    chalk.box(QRectF(770, 150, 440, 216), CREAM, 3.5, 20)
    chalk.write_centred((990, 196), "6 CO₂  +  6 H₂O", BLUE, 42, bold=True)
    chalk.arrow([(990, 226), (992, 244), (988, 262), (990, 288)], CREAM, 5)
    chalk.write((1012, 268), "light", YELLOW, 30, italic=True)
    chalk.write((812, 340), "C₆H₁₂O₆", LEAF, 42, bold=True)
    chalk.write((1018, 340), "+", CREAM, 42)
    chalk.write((1064, 340), "6 O₂", ROSE, 42, bold=True)


def draw_pythagoras(painter: QPainter) -> None:
    """The 3-4-5 triangle with its three squares, cell by cell, and why it holds."""
    chalk = Chalk(painter, seed=5, tremble_px=0.0)
    chalk.write((72, 100), "The Pythagorean theorem", INK, 58, bold=True)
    chalk.curve([(74, 120), (240, 130), (480, 112), (728, 124)], TEAL, 5)
    _draw_squares(chalk, painter, QPointF(258, 474), 46.0)
    left = 742
    chalk.write((left, 202), "In every right triangle", INK, 34)
    chalk.box(QRectF(left, 232, 452, 104), TEAL, 4, 18)
    width = chalk.write((left + 84, 304), "a² ", RED, 62, bold=True)
    width += chalk.write((left + 84 + width, 304), "+ ", INK, 62)
    width += chalk.write((left + 84 + width, 304), "b² ", MARINE, 62, bold=True)
    width += chalk.write((left + 84 + width, 304), "= ", INK, 62)
    chalk.write((left + 84 + width, 304), "c²", TEAL, 62, bold=True)
    chalk.write((left, 410), "Count the cells:", INK, 34)
    sums = (("3²", RED), (" + ", INK), ("4²", MARINE), (" = ", INK), ("5²", TEAL))
    numbers = (("9", RED), (" + ", INK), ("16", MARINE), (" = ", INK), ("25", TEAL))
    for row, parts in enumerate((sums, numbers)):
        place = float(left)
        for text, color in parts:
            place += chalk.write((place, 472 + row * 58), text, color, 44, bold=color != INK)
    chalk.write((left, 606), "Try it: how long is the diagonal", INK, 30, italic=True)
    chalk.write((left, 646), "of a 6 × 8 room?", INK, 30, italic=True)


def _draw_squares(chalk: Chalk, painter: QPainter, corner: QPointF, cell: float) -> None:
    """Draw exactly: right angle at ``corner``, leg a upwards (3 cells), leg b to the right (4), c across (5)."""
    top = corner + QPointF(0, -3 * cell)
    right = corner + QPointF(4 * cell, 0)
    across = (right - top) / 5
    outward = QPointF(-across.y(), across.x()) * -1
    _draw_cells(painter, chalk, top, QPointF(0, cell), QPointF(-cell, 0), 3, RED)
    _draw_cells(painter, chalk, corner, QPointF(cell, 0), QPointF(0, cell), 4, MARINE)
    _draw_cells(painter, chalk, top, across, outward, 5, TEAL)
    triangle = QPainterPath()
    triangle.addPolygon(QPolygonF([corner, right, top, corner]))
    painter.fillPath(triangle, QColor("#fff3cf"))
    chalk.stroke(triangle, INK, 5)
    mark = QPainterPath(corner + QPointF(0, -20))
    mark.lineTo(corner + QPointF(20, -20))
    mark.lineTo(corner + QPointF(20, 0))
    chalk.stroke(mark, INK, 3)
    chalk.write_centred((corner.x() + 18, corner.y() - 1.3 * cell), "a", RED, 32, italic=True, bold=True)
    chalk.write_centred((corner.x() + 2.1 * cell, corner.y() - 22), "b", MARINE, 32, italic=True, bold=True)
    middle = top + across * 2.2 - outward * 0.42
    chalk.write_centred((middle.x(), middle.y()), "c", TEAL, 32, italic=True, bold=True)


def _draw_cells(
    painter: QPainter, chalk: Chalk, start: QPointF, along: QPointF, away: QPointF, count: int, color: str
) -> None:
    shape = QPainterPath()
    far = start + along * count
    shape.addPolygon(QPolygonF([start, far, far + away * count, start + away * count, start]))
    chalk.hatch(shape, color, 46)
    for step in range(1, count):
        for first, last in (
            (start + along * step, start + along * step + away * count),
            (start + away * step, start + away * step + along * count),
        ):
            painter.setPen(QColor(color))
            painter.drawLine(first, last)
    chalk.stroke(shape, color, 4)


def draw_vocabulary(painter: QPainter) -> None:
    """A short poem with its new words."""
    chalk = Chalk(painter, seed=7)
    chalk.write((72, 104), "The Tide", CREAM, 60, bold=True)
    chalk.curve([(74, 124), (140, 132), (220, 116), (326, 126)], ROSE, 5)
    lines = (
        (("The evening ", None), ("tide", YELLOW), (" comes home again,", None)),
        (("with silver pockets full of rain;", None),),
        (("it ", None), ("hums", BLUE), (" beneath the ", None), ("harbour", LEAF), (" wall", None)),
        (("and leaves a ", None), ("shell", ROSE), (" for us, that’s all.", None)),
    )
    for row, parts in enumerate(lines):
        place, base = 74.0, 212 + row * 66
        for text, color in parts:
            width = chalk.write((place, base), text, color or CREAM, 37, italic=True)
            if color is not None:
                chalk.line((place, base + 11), (place + width, base + 10), color, 3)
            place += width
    _draw_sea(chalk)
    _draw_words(chalk)


def _draw_sea(chalk: Chalk) -> None:
    for row, (top, color) in enumerate(((520, BLUE), (568, CREAM), (616, BLUE))):
        points: list[tuple[float, float]] = [(74 + row * 22, top)]
        for wave in range(5):
            left = 74 + row * 22 + wave * 104
            points += [(left + 34, top - 42), (left + 66, top + 4), (left + 104, top)]
        chalk.curve(points, color, 4)
    shell = [(560, 664), (520, 618), (548, 574), (596, 578), (640, 582), (662, 626), (622, 664), (600, 672), (580, 672)]
    shell.append((560, 664))
    shape = curve_path(shell)
    chalk.hatch(shape, SLATE_BOARD, 255)
    chalk.hatch(shape, ROSE, 60)
    chalk.stroke(shape, ROSE, 4)
    for x, y in ((556, 592), (578, 580), (602, 580), (628, 596)):
        chalk.curve([(590, 664), (588, 640), ((590 + x) / 2, (664 + y) / 2), (x, y + 8)], ROSE, 2.4)


def _draw_words(chalk: Chalk) -> None:
    chalk.box(QRectF(744, 84, 464, 560), CREAM, 3.5, 20)
    chalk.write((784, 148), "New words", YELLOW, 40, bold=True)
    words = (
        ("tide", "潮汐", "the sea going up and down", YELLOW),
        ("to hum", "哼唱", "to sing with closed lips", BLUE),
        ("harbour", "港口", "where boats are safe", LEAF),
        ("shell", "贝壳", "the hard house of a sea animal", ROSE),
    )
    for row, (word, chinese, meaning, color) in enumerate(words):
        top = 214 + row * 108
        chalk.write((784, top), word, color, 38, bold=True)
        chalk.write((1076, top), chinese, color, 36, SANS)
        chalk.write((784, top + 40), meaning, CREAM, 27)
        if row < len(words) - 1:
            chalk.line((784, top + 62), (1168, top + 62), "#6f7f8c", 1.6)


DRAWINGS: tuple[tuple[str, str, Callable[[QPainter], None]], ...] = (
    ("photosynthesis", GREEN_BOARD, draw_photosynthesis),
    ("pythagoras", WHITE_BOARD, draw_pythagoras),
    ("vocabulary", SLATE_BOARD, draw_vocabulary),
)


def main(folder: Path = BOARDS) -> None:
    app = QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    for name, ground, draw in DRAWINGS:
        image = QImage(WIDTH_PX, HEIGHT_PX, QImage.Format.Format_RGB32)
        image.fill(QColor(ground))
        painter = QPainter(image)
        draw(painter)
        painter.end()
        target = folder / f"{name}.png"
        image.save(str(target), quality=0)
        print(f"{target.name}: {target.stat().st_size // 1024} KB")
    app.quit()


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
