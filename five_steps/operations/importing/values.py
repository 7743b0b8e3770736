"""Cells as people write them, read as values."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from five_steps.domain.ordering.category import Category
from five_steps.domain.organisation.tiers import PointKind, Tier
from five_steps.operations.importing.errors import BadValue, Problem
from five_steps.operations.importing.limits import CELL_CHARS_MAX
from five_steps.operations.importing.tables import Cell

_EXCEL_DAY_ZERO = date(1899, 12, 30)
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(
    r"(?:.*[ T])?(上午|下午|晚上)?(\d{1,2})(?:[:时点](\d{1,2})?)(?:[:分]\d{0,2}秒?)?"
)
_DURATION = re.compile(
    r"(?:(\d+(?:\.\d+)?)(?:个?小时|个?钟头|时|h|hours?))?(?:(\d+)(?:分钟?|min|m))?", re.IGNORECASE
)
_YES = frozenset(
    {"是", "有", "y", "yes", "true", "1", "√", "✓", "党员", "中共党员", "中共预备党员"}
)
_NO = frozenset(
    {"否", "无", "不是", "n", "no", "false", "0", "×", "", "群众", "团员", "共青团员", "民主党派"}
)
_SEPARATORS = re.compile(r"[,、;/|\n]+|\s{2,}")
_MINUTES_MAX = 100_000

_TIERS = {
    "中心": Tier.CENTRE,
    "区中心": Tier.CENTRE,
    "实践中心": Tier.CENTRE,
    "所": Tier.INSTITUTE,
    "实践所": Tier.INSTITUTE,
    "街道": Tier.INSTITUTE,
    "乡镇": Tier.INSTITUTE,
    "站": Tier.STATION,
    "实践站": Tier.STATION,
    "村": Tier.STATION,
    "社区": Tier.STATION,
    "点": Tier.POINT,
    "实践点": Tier.POINT,
    **{tier.value.lower(): tier for tier in Tier},
}
_POINT_KINDS = {
    "文明单位": PointKind.CIVILIZED_UNIT,
    "爱国主义教育基地": PointKind.PATRIOTIC_BASE,
    "学校": PointKind.SCHOOL,
    "医院": PointKind.HOSPITAL,
    "党群服务中心": PointKind.PARTY_SERVICE_CENTRE,
    "兰小草爱心驿站": PointKind.LOVE_RELAY_STATION,
    "百姓书屋": PointKind.BOOK_HOUSE,
    "春泥计划活动基地": PointKind.SPRING_SOIL_BASE,
    "其他": PointKind.OTHER,
    **{kind.value.lower(): kind for kind in PointKind},
}
_CATEGORIES = {
    "理论": Category.THEORY,
    "宣讲": Category.THEORY,
    "教育": Category.EDUCATION,
    "文化": Category.CULTURE,
    "科技": Category.SCIENCE,
    "科普": Category.SCIENCE,
    "健身": Category.FITNESS,
    "体育": Category.FITNESS,
    "文明": Category.CIVILITY,
    **{category.value.lower(): category for category in Category},
}


def text(cell: Cell) -> str:
    """The cell as typed: full-width forms narrowed, blanks around it gone, 1.0 as 1."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return unicodedata.normalize("NFKC", str(cell)).strip()


def required_text(cell: Cell, column: str, *, chars_max: int = CELL_CHARS_MAX) -> str:
    """Some text, not too long."""
    value = text(cell)
    if not value:
        raise BadValue(Problem.MISSING, column)
    return _not_too_long(value, column, chars_max)


def optional_text(cell: Cell, column: str, *, chars_max: int = CELL_CHARS_MAX) -> str:
    """Text or nothing, not too long."""
    return _not_too_long(text(cell), column, chars_max)


def _not_too_long(value: str, column: str, chars_max: int) -> str:
    if len(value) > chars_max:
        raise BadValue(Problem.TOO_LONG, column, f"≤ {chars_max}")
    return value


def squeezed(cell: Cell, column: str) -> str:
    """A number of an id document or telephone without the blanks and dashes people put in."""
    return re.sub(r"[\s\-']", "", required_text(cell, column, chars_max=60)).upper()


def day(cell: Cell, column: str) -> date:
    """2024/3/5, 2024年3月5日, 20240305, a date of Excel or the number it stands for."""
    match cell:
        case datetime():
            return cell.date()
        case date():
            return cell
        case int() | float() if not isinstance(cell, bool) and 20_000 <= cell < 80_000:
            return _EXCEL_DAY_ZERO + timedelta(days=int(cell))
    written = required_text(cell, column)
    found = _DATE.fullmatch(written) or _COMPACT_DATE.fullmatch(written)
    try:
        if found:
            return date(*map(int, found.groups()))
        if written.isdecimal() and len(written) == 5:
            return _EXCEL_DAY_ZERO + timedelta(days=int(written))
    except ValueError:
        pass
    raise BadValue(Problem.DATE, column, written[:40])


def time_of_day(cell: Cell, column: str) -> time | None:
    """9:30, 9点30分, 下午2:00, a time of Excel (a share of the day), or nothing."""
    match cell:
        case datetime():
            return cell.time().replace(second=0, microsecond=0)
        case time():
            return cell.replace(second=0, microsecond=0)
        case float() if 0 <= cell < 1:
            return time(*divmod(round(cell * 1440) % 1440, 60))
    written = text(cell)
    if not written:
        return None
    found = _TIME.fullmatch(written)
    if found:
        half, hour, minute = found[1], int(found[2]), int(found[3] or 0)
        if half in ("下午", "晚上") and hour < 12:
            hour += 12
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise BadValue(Problem.TIME, column, written[:40])


def minutes(cell: Cell, column: str, *, minutes_in_one: int) -> int | None:
    """3小时30分, 90分钟, 3:30 or a plain number in the unit of its header; or nothing."""
    match cell:
        case timedelta():
            return _checked_minutes(cell.total_seconds() / 60, column, str(cell))
        case time():
            return cell.hour * 60 + cell.minute
    written = text(cell).replace(" ", "")
    if not written:
        return None
    try:
        return _checked_minutes(float(Decimal(written) * minutes_in_one), column, written)
    except InvalidOperation:
        pass
    if found := re.fullmatch(r"(\d{1,3}):(\d{2})(?::00)?", written):
        return _checked_minutes(int(found[1]) * 60 + int(found[2]), column, written)
    found = _DURATION.fullmatch(written)
    if found is None or not any(found.groups()):
        raise BadValue(Problem.DURATION, column, written[:40])
    hours, rest = Decimal(found[1] or 0), int(found[2] or 0)
    return _checked_minutes(float(hours * 60 + rest), column, written)


def _checked_minutes(value: float, column: str, written: str) -> int:
    if not 0 < value <= _MINUTES_MAX:
        raise BadValue(Problem.DURATION, column, written[:40])
    return round(value)


def yes_no(cell: Cell, column: str) -> bool:
    """是/否 and what stands for it, a political status included; nothing is no."""
    written = text(cell).lower()
    if written in _YES:
        return True
    if written in _NO:
        return False
    raise BadValue(Problem.YES_NO, column, written[:40])


def year(cell: Cell, column: str) -> int | None:
    """2024 or 2024年; or nothing."""
    written = text(cell).removesuffix("年度").removesuffix("年")
    if not written:
        return None
    if not re.fullmatch(r"20\d\d", written):
        raise BadValue(Problem.YEAR, column, written[:40])
    return int(written)


def tier(cell: Cell, column: str) -> Tier:
    """中心, 所, 站, 点 and the like."""
    written = required_text(cell, column)
    try:
        return _TIERS[written.lower()]
    except KeyError:
        raise BadValue(Problem.TIER, column, written[:40]) from None


def point_kind(cell: Cell, column: str) -> PointKind | None:
    """学校, 百姓书屋 and the like; or nothing."""
    written = text(cell)
    if not written:
        return None
    try:
        return _POINT_KINDS[written.lower()]
    except KeyError:
        raise BadValue(Problem.POINT_KIND, column, written[:40]) from None


def listed(cell: Cell, column: str) -> tuple[str, ...]:
    """The entries of a list separated by commas, 、 or the like."""
    written = optional_text(cell, column)
    return tuple(dict.fromkeys(e.strip() for e in _SEPARATORS.split(written) if e.strip()))


def category(written: str, column: str) -> Category:
    """理论宣讲, 文化服务 and the like: known by their first words."""
    for word, found in _CATEGORIES.items():
        if word in written.lower():
            return found
    raise BadValue(Problem.CATEGORY, column, written[:40])
