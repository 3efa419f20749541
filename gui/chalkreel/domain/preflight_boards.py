"""Why a whiteboard will be missing from a recording, small in it, or replaced (CONTRACT section 8)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from chalkreel.base.phrase import Phrase, counted, phrase
from chalkreel.domain.arrange import arrange
from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.domain.enums import FillMode, MixMode, StreamType
from chalkreel.domain.fitting import fit
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Region
from chalkreel.domain.layout_rules import is_covered_in
from chalkreel.domain.limits import MAX_VIEWS
from chalkreel.domain.preflight import BoardFact, Cause, Effect, PreflightFacts, PreflightFinding, Remedy, Severity
from chalkreel.domain.presets import preset_rects

SMALL_SHARE = Fraction(1, 8)
"""A board that fills less of the picture than this can hardly be read."""
BARS_SHARE = Fraction(1, 4)
"""Bars that take more of the board's region than this are worth a word; in the presets some are unavoidable."""
NAMES_LISTED = 3


def board_findings(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    yield from _missing(facts)
    yield from _second_region(facts)
    if facts.records_board and not facts.settings.is_single:
        yield from _placed(facts)
        yield from _replaced(facts)
    yield from _ratios(facts)
    for board in facts.boards:
        if board.board_id in facts.around.unreadable_boards:
            sentence = phrase("The picture that “{name}” is known by cannot be read.", name=board.name)
            yield PreflightFinding(
                Cause.BOARD_PICTURE_UNREADABLE, Severity.NOTE, sentence, Remedy.CHOOSE_BOARD_PICTURE, board.board_id
            )


def _missing(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    settings, has_boards = facts.settings, bool(facts.boards)
    if not settings.records_whiteboard:
        if has_boards:
            sentence = phrase("Whiteboards are switched off, so none will be in the recording.")
            yield PreflightFinding(Cause.BOARDS_NOT_RECORDED, Severity.WARNS, sentence, Remedy.RECORD_BOARDS)
        return
    if not settings.is_single and not settings.has_picture:
        if has_boards:
            sentence = phrase("Only sound is recorded, so the whiteboard will be missing.")
            if settings.output_format.holds_sound_only and settings.stream_type is not StreamType.AUDIO:
                sentence = phrase(
                    "{format} keeps sound only: pictures and the whiteboard will be missing.",
                    format=settings.output_format.value,
                )
            yield PreflightFinding(Cause.BOARD_WITH_SOUND_ONLY, Severity.WARNS, sentence, Remedy.RECORD_PICTURE)
        return
    if not facts.first_board:
        yield _no_board(facts)
    is_custom = facts.layout.mode is MixMode.CUSTOM and not settings.is_single
    if is_custom and facts.records_board and not _board_regions(facts):
        sentence = phrase("The whiteboard has no region, so it will not be in the recording.")
        yield PreflightFinding(Cause.BOARD_WITHOUT_REGION, Severity.WARNS, sentence, Remedy.PUT_BOARD_IN_LAYOUT)


def _no_board(facts: PreflightFacts) -> PreflightFinding:
    has_place = bool(_board_regions(facts)) and not facts.settings.is_single
    if facts.is_studio:
        severity, remedy = (Severity.WARNS if has_place else Severity.NOTE), Remedy.ADD_BOARDS
        sentence = phrase("No whiteboard is open, so the recording starts without one.")
    else:
        severity, remedy = Severity.WARNS, Remedy.LIST_BOARDS
        sentence = phrase("No whiteboard of this room is listed, so none will be recorded until one is put on air.")
    return PreflightFinding(Cause.NO_BOARD_AT_START, severity, sentence, remedy)


def _second_region(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    if facts.layout.mode is not MixMode.CUSTOM or facts.settings.is_single:
        return
    regions = _board_regions(facts)
    if len(regions) > 1:
        sentence = phrase("Only one region can show the whiteboard; this layout has {n}.", n=len(regions))
        yield PreflightFinding(
            Cause.SECOND_BOARD_REGION, Severity.BLOCKS, sentence, Remedy.ONE_WHITEBOARD, regions[1].region_id
        )
    if regions and not facts.records_board and facts.settings.has_picture:
        sentence = phrase("A region shows the whiteboard, but whiteboards are not recorded.")
        yield PreflightFinding(
            Cause.BOARD_REGION_UNUSED, Severity.BLOCKS, sentence, Remedy.RECORD_BOARDS, regions[0].region_id
        )


def _placed(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    """Look at the picture as it will be with the first board on air."""
    view = _board_view(facts)
    if view is None:
        return
    if view.region_id and is_covered_in(facts.layout, view.region_id):
        sentence = phrase("The whiteboard is hidden behind other regions.")
        yield PreflightFinding(Cause.BOARD_COVERED, Severity.WARNS, sentence, Remedy.BOARD_TO_FRONT, view.region_id)
        return
    board = _first(facts)
    ratio = board.ratio if board is not None else None
    shown = fit(ratio, view.rect, FillMode.FIT).target if ratio is not None else view.rect
    if _share(shown.size, facts.canvas) < SMALL_SHARE and _can_be_larger(ratio, facts.canvas):
        sentence = phrase(
            "The whiteboard will be small: {size} of {canvas}.", size=_times(shown.size), canvas=_times(facts.canvas)
        )
        effect = Effect(facts.canvas, shown)
        yield PreflightFinding(Cause.BOARD_SMALL, Severity.WARNS, sentence, Remedy.LARGE_BOARD, view.region_id, effect)
    elif ratio is not None and not view.rect.is_empty and _share(shown.size, view.rect.size) < 1 - BARS_SHARE:
        is_best = not view.region_id and best_preset(facts.canvas, ratio, len(facts.streams)) is facts.layout.mode
        if not is_best:
            yield _bars(view, shown, ratio)


def _share(size: Size, canvas: Size) -> Fraction:
    return Fraction(max(size.area, 0), max(canvas.area, 1))


def _can_be_larger(ratio: Size | None, canvas: Size) -> bool:
    """Whether it is the place and not the board's own shape that keeps it small."""
    whole = Rect.of(0, 0, canvas.width, canvas.height)
    return ratio is None or _share(fit(ratio, whole, FillMode.FIT).target.size, canvas) >= 2 * SMALL_SHARE


def _bars(view: View, shown: Rect, ratio: Size) -> PreflightFinding:
    share = round(100 * (1 - shown.size.area / view.rect.size.area))
    sentence = phrase(
        "The board is {board}, its place {place}: bars take {share} % of it.",
        board=proportions(ratio),
        place=proportions(view.rect.size),
        share=share,
    )
    effect = Effect(view.rect.size, shown.moved(-view.rect.left, -view.rect.top))
    remedy = Remedy.SHAPE_BOARD_REGION if view.region_id else Remedy.LARGE_BOARD
    return PreflightFinding(Cause.BOARD_BARS, Severity.NOTE, sentence, remedy, view.region_id, effect)


def _replaced(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    """Look for what takes the board's place while none is open, or keeps it empty."""
    names = {stream.stream_id: stream.name for stream in facts.streams}
    for region in _board_regions(facts) if facts.layout.mode is MixMode.CUSTOM else ():
        if region.stream_id:
            sentence = phrase(
                "The whiteboard's region also names {name}, who is shown there while no board is open.",
                name=names.get(region.stream_id, region.stream_id),
            )
            severity = Severity.NOTE if facts.first_board else Severity.WARNS
            yield PreflightFinding(Cause.BOARD_REPLACED, severity, sentence, Remedy.BOARD_ALONE, region.region_id)
    if facts.settings.fill_blank and facts.first_board and _board_view(facts) is not None:
        sentence = phrase("When the whiteboard is closed, its place stays empty until the end.")
        yield PreflightFinding(Cause.BOARD_PLACE_HELD, Severity.NOTE, sentence, Remedy.TAKE_SETTINGS, "fill_blank")


def _ratios(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    """Compare the boards with the one ratio that a recording is told at its start."""
    first = _first(facts)
    if first is None or first.ratio is None or not facts.records_board:
        return
    others = [board for board in facts.boards if board.ratio is not None and not _is_alike(board.ratio, first.ratio)]
    if others and not facts.is_studio:
        yield _boards_differ(first, others)
    if facts.settings.is_single:
        size = facts.settings.board_size
        shown = fit(first.ratio, Rect.of(0, 0, size.width, size.height), FillMode.FIT).target
        if Fraction(shown.size.area, max(size.area, 1)) < 1 - BARS_SHARE / 2:
            sentence = phrase(
                "The board is {board}, its file {file}: bars fill the rest.",
                board=proportions(first.ratio),
                file=_times(size),
            )
            effect = Effect(size, shown)
            yield PreflightFinding(
                Cause.BOARD_FILE_RATIO, Severity.NOTE, sentence, Remedy.SHAPE_BOARD_FILE, effect=effect
            )


def _boards_differ(first: BoardFact, others: list[BoardFact]) -> PreflightFinding:
    told = proportions(first.ratio or Size(1, 1))
    other = others[0]
    ratio = other.ratio or Size(1, 1)
    if len(others) == 1:
        sentence = phrase(
            "“{name}” is {ratio}, but the recording starts with a board of {told}: it will come out small.",
            name=other.name,
            ratio=proportions(ratio),
            told=told,
        )
    else:
        sentence = counted(
            "{n} board has another shape than the first ({told}) and will come out small: {names}.",
            "{n} boards have another shape than the first ({told}) and will come out small: {names}.",
            len(others),
            told=told,
            names=tuple(board.name for board in others[:NAMES_LISTED]),
        )
    frame = _sized(first.ratio or Size(1, 1))
    effect = Effect(frame, fit(ratio, Rect.of(0, 0, frame.width, frame.height), FillMode.FIT).target)
    return PreflightFinding(Cause.BOARDS_DIFFER, Severity.WARNS, sentence, Remedy.LIST_BOARDS, other.board_id, effect)


def best_preset(canvas: Size, ratio: Size | None, people: int) -> MixMode:
    """Give the preset that shows a board largest without laying people over it."""

    def shown_area(mode: MixMode) -> int:
        large = preset_rects(mode, min(1 + people, MAX_VIEWS), canvas)[0]
        return fit(ratio or large.size, large, FillMode.FIT).target.size.area

    return max((MixMode.HORIZONTAL, MixMode.VERTICAL), key=shown_area)


def proportions(size: Size) -> Phrase:
    """Say a shape as people do (16:9, 4:3), or by its width at a height of 1."""
    for width, height in ((16, 9), (4, 3), (16, 10), (3, 2), (1, 1), (9, 16), (3, 4), (21, 9)):
        if abs(size.width * height - size.height * width) * 50 <= size.height * width:
            return phrase("{width}:{height}", width=width, height=height)
    return phrase("{width}:{height}", width=f"{size.width / max(size.height, 1):.2f}", height=1)


def _board_view(facts: PreflightFacts) -> View | None:
    ids = tuple(stream.stream_id for stream in facts.streams)
    views = arrange(facts.layout.recorded, facts.canvas, ids, board_open=True, has_whiteboard=True)
    return next((view for view in views if view.content is ViewContent.WHITEBOARD), None)


def _board_regions(facts: PreflightFacts) -> list[Region]:
    return [region for region in facts.layout.visible_regions if region.shows_whiteboard]


def _first(facts: PreflightFacts) -> BoardFact | None:
    return next((board for board in facts.boards if board.board_id == facts.first_board), None)


def _is_alike(one: Size, other: Size) -> bool:
    """Whether two shapes are the same to within two hundredths."""
    wide, narrow = one.width * other.height, one.height * other.width
    return abs(wide - narrow) * 50 <= max(wide, narrow)


def _sized(ratio: Size) -> Size:
    return Size(1280, max(round(1280 * ratio.height / max(ratio.width, 1)), 1))


def _times(size: Size) -> Phrase:
    return phrase("{width} × {height}", width=size.width, height=size.height)
