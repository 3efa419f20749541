"""What is about to be recorded, and the StartRecord request it becomes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import gcd
from typing import Any, Protocol

from pydantic import ValidationError

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.checks import check_start
from chalkreel.contract.hints import hints_for_start, rule_against
from chalkreel.contract.layouts import layout_members
from chalkreel.contract.problems import violations_of
from chalkreel.contract.start_record import StartRecordRequest, StorageParams
from chalkreel.contract.violation import Violation
from chalkreel.controllers.take_members import MEMBERS, Member, Path, members_of, setting_at, wire_path
from chalkreel.controllers.view_state import TakeAction
from chalkreel.domain.board_recording import records_board
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.take_settings import DEFAULTS, FIELDS, TakeSettings

BOARD_RATIO = Size(16, 9)
LONGEST_FILE_NAME = 255
"""In bytes, as every file system takes it."""
ADVICE = frozenset(
    {
        "whiteboard_without_id",
        "whiteboard_without_region",
        "presentation_needs_activation",
        "watermark_without_place",
        "stream_config_of_one_kind",
        "sound_format_without_picture",
    }
)
"""Rules that say what to mind; what they are about can still be meant as it is."""


@dataclass(frozen=True, slots=True)
class TakePlan:
    """Everything Record needs to know. ``board_id`` empty means: no whiteboard is on air at the start.

    ``canvas`` is the one that ``layout`` was made for; it goes before the canvas of the settings.
    """

    room_id: str
    canvas: Size
    layout: Layout
    storage: StorageParams = field(repr=False)
    settings: TakeSettings = DEFAULTS
    board_id: str = ""
    board_name: str = ""
    board_size: Size | None = None
    callback_url: str = ""
    output_folder: str = ""

    @property
    def records_board(self) -> bool:
        return records_board(self.settings, self.layout, bool(self.board_id))

    @property
    def first_board(self) -> str:
        """The board that is on air at the start, if boards are recorded at all."""
        return self.board_id if self.records_board else ""


class PlanSource(Protocol):
    """Gathers what Record would record now."""

    def current(self) -> TakePlan | Phrase:
        """Give the plan, or say why there is nothing to record."""

    def blocked(self) -> Phrase | None:
        """Say why Record cannot be pressed now, if so."""

    def remedy(self) -> TakeAction | None:
        """Give the one thing that the host can do so that Record can be pressed, if there is any."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the contract says of a plan, by the names of its settings.

    ``problems`` make the recorder refuse it, ``idle`` settings do nothing, ``advice`` is only to be minded.
    ``others`` are broken rules that no setting is to blame for.
    """

    problems: dict[str, Phrase] = field(default_factory=dict)
    idle: dict[str, Phrase] = field(default_factory=dict)
    advice: dict[str, Phrase] = field(default_factory=dict)
    others: tuple[Violation, ...] = ()


def start_request(plan: TakePlan, client_task_id: str) -> StartRecordRequest:
    """Build the request. What the recorder takes by itself is not sent, and neither is what would do nothing.

    Raises ``pydantic.ValidationError`` where a value breaks the contract's shape.
    """
    idle = _idle_settings(plan)
    return _build(plan, client_task_id, lambda member: member.setting not in idle)


def judge(plan: TakePlan) -> Judgement:
    """Ask the contract about a plan."""
    idle = _idle_settings(plan)
    problems: dict[str, Phrase] = {}
    others: list[Violation] = []
    for violation in _violations(plan, idle):
        setting = setting_at(violation.field)
        if setting:
            problems.setdefault(setting, violation.message)
        else:
            others.append(violation)
    if "mix_name" not in idle and (most := _longest_mix_name(plan)) < len(plan.settings.mix_name.encode()):
        problems.setdefault("mix_name", phrase("Too long for the name of a file: {n} letters at most.", n=max(most, 0)))
    return Judgement(problems, idle, _advice(plan, {*idle, *problems}), tuple(others))


def _violations(plan: TakePlan, idle: Collection[str]) -> tuple[Violation, ...]:
    """List every broken rule; those across members also where the shape of one is wrong already."""
    try:
        return check_start(_build(plan, "", lambda member: member.setting not in idle))
    except ValidationError as error:
        found = violations_of(error)
    mended = _mended(plan, found)
    return found if mended == plan else (*found, *_violations(mended, idle))


def _idle_settings(plan: TakePlan) -> dict[str, Phrase]:
    """Tell which settings do nothing and why: judged with every wrong value put back to its default."""
    request = _sound_request(plan)
    idle: dict[str, Phrase] = {}
    for setting in FIELDS:
        rules = [rule_against(request, member.path, ADVICE) for member in members_of(setting)]
        if rules and all(rules) and rules[0] is not None:
            idle[setting] = rules[0].message
    return idle


def _sound_request(plan: TakePlan) -> StartRecordRequest:
    """Build the request of the settings that can stay; a layout or storage that cannot is no matter here."""
    sound = plan
    for _attempt in FIELDS:
        try:
            return _build(sound, "", _every)
        except ValidationError as error:
            mended = _mended(sound, violations_of(error))
            if mended == sound:
                break
            sound = mended
    return _build(replace(sound, layout=Layout(), storage=_ANY_STORAGE), "", _every)


def _mended(plan: TakePlan, violations: Collection[Violation]) -> TakePlan:
    """Put the settings that are wrong back to their defaults."""
    wrong = {setting_at(violation.field) for violation in violations} - {""}
    settings = replace(plan.settings, **{name: getattr(DEFAULTS, name) for name in wrong})
    canvas = settings.canvas if "canvas" in wrong else plan.canvas
    return replace(plan, settings=settings, canvas=canvas)


def _advice(plan: TakePlan, besides: Collection[str]) -> dict[str, Phrase]:
    try:
        request = start_request(plan, "")
    except ValidationError:
        return {}
    advice: dict[str, Phrase] = {}
    for hint in hints_for_start(request):
        setting = setting_at(hint.field)
        if hint.rule in ADVICE and setting and setting not in besides:
            advice.setdefault(setting, hint.message)
    for setting, size in (("canvas", plan.canvas), ("board_size", plan.settings.board_size)):
        even = size.even()
        if setting not in besides and even != size:
            advice.setdefault(setting, _even_sides(even))
    return advice


def _even_sides(size: Size) -> Phrase:
    return phrase("Video has even sides: Studio records {width} × {height}.", width=size.width, height=size.height)


def _longest_mix_name(plan: TakePlan) -> int:
    """Give how many bytes are left beside what else stands in a file's name (CONTRACT section 5)."""
    return LONGEST_FILE_NAME - len(f"{'T' * 16}_{plan.room_id}__VA_{'0' * 17}.m3u8_00000.ts".encode())


def _every(_member: Member) -> bool:
    return True


def _build(plan: TakePlan, client_task_id: str, takes: Callable[[Member], bool]) -> StartRecordRequest:
    """Put the request together by wire names, so that what is wrong is told by them."""
    wire: dict[str, Any] = {"RoomId": plan.room_id, "StorageParams": plan.storage}
    settings = replace(plan.settings, canvas=plan.canvas)
    members = [member for member in MEMBERS if takes(member) and member.is_sent(settings)]
    given = {member.path: member.value(settings) for member in members} | _from_plan(plan, client_task_id)
    for path, value in given.items():
        _put(wire, wire_path(path), value)
    inputs = wire["RecordInputParams"]
    if not inputs.get("HasWhiteboard"):
        inputs.pop("Whiteboard", None)
    if not takes(_MIX_NAME):
        inputs.pop("MixConfig", None)
    return StartRecordRequest(**wire)


def _from_plan(plan: TakePlan, client_task_id: str) -> dict[Path, Any]:
    """Give what does not come from the settings alone."""
    layout = layout_members(plan.layout)
    given: dict[Path, Any] = {("record_input_params", "mix_config", name): value for name, value in layout.items()}
    if client_task_id:
        given["record_input_params", "client_task_id"] = client_task_id
    if plan.callback_url:
        given["record_output_params", "callback_url"] = plan.callback_url
    if plan.output_folder and not plan.settings.output_folder:
        given["record_output_params", "output_folder"] = plan.output_folder
    given["record_input_params", "has_whiteboard"] = None
    if plan.records_board:
        board: Path = ("record_input_params", "whiteboard", 0)
        ratio = _ratio(plan.board_size or BOARD_RATIO)
        given |= {
            ("record_input_params", "has_whiteboard"): True,
            (*board, "horizontal_ratio"): ratio.width,
            (*board, "vertical_ratio"): ratio.height,
            (*board, "whiteboard_id"): plan.board_id or None,
        }
    return given


def _put(members: dict[str, Any], path: Path, value: Any) -> None:
    """Put a value into nested groups; a number in the path is the place in a list of groups."""
    here: Any = members
    for step, following in pairwise(path):
        fresh: Any = [{}] if isinstance(following, int) else {}
        here = here[step] if isinstance(step, int) else here.setdefault(step, fresh)
    here[path[-1]] = value


def _ratio(size: Size) -> Size:
    """Reduce a picture's size to the ratio the request wants."""
    divisor = gcd(size.width, size.height) or 1
    return Size(size.width // divisor, size.height // divisor)


_MIX_NAME = next(member for member in MEMBERS if member.setting == "mix_name")
_ANY_STORAGE = StorageParams(
    vendor=10, region="any", bucket="any", access_key_id="any", access_key_secret="any", end_point="any"
)
