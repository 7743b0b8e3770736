"""Finding the row of column names, and what kind of table it heads."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from five_steps.operations.importing.tables import Cell
from five_steps.operations.importing.values import text


class Kind(StrEnum):
    """What the rows of a table are (导入类别)."""

    UNITS = "units"
    """Units 单位."""
    PARTY_MEMBERS = "party-members"
    """In-service party members of units in a year 在职党员名册."""
    VOLUNTEERS = "volunteers"
    """Volunteers 志愿者."""
    SERVICE_RECORDS = "service-records"
    """Service records from before 历史服务记录."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a kind of table: what each may be called, and which it cannot do without.

    Of the groups of `any_of`, one column each is enough.
    """

    kind: Kind
    names: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    any_of: tuple[tuple[str, ...], ...] = ()

    def found(self, header: Sequence[str]) -> dict[str, int] | None:
        """Where each column stands in the row of names, or none if it is no such row."""
        columns: dict[str, int] = {}
        for index, title in enumerate(header):
            field = next((f for f, names in self.names.items() if title in names), None)
            if field is not None:
                columns.setdefault(field, index)
        complete = all(field in columns for field in self.required) and all(
            any(field in columns for field in group) for group in self.any_of
        )
        return columns if complete else None


_NAME = ("姓名", "志愿者姓名", "党员姓名", "name")
_ID_NUMBER = (
    "身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码", "证件号", "idnumber",
)  # fmt: skip
_PHONE = ("手机号", "手机号码", "手机", "联系电话", "联系方式", "电话", "phone")
_UNIT = (
    "所属单位", "单位", "单位名称", "单位编码", "所在单位", "所属站点", "所属村社", "所在党支部",
    "所属党组织", "服务单位", "服务站点", "unit", "unitcode",
)  # fmt: skip
_CATEGORY = (
    "服务类别",
    "服务类型",
    "服务类别名称",
    "类别",
    "意向服务类别",
    "category",
    "categories",
)

# From the most demanding to the least: the first whose columns are all there is the kind.
LAYOUTS = (
    Layout(
        Kind.UNITS,
        {
            "code": ("单位编码", "单位代码", "编码", "代码", "code"),
            "name": ("单位名称", "名称", "name"),
            "tier": ("层级", "单位层级", "级别", "类型", "tier"),
            "parent": ("上级单位", "上级单位编码", "上级编码", "上级", "所属单位", "parent"),
            "point_kind": ("点类别", "点的类别", "阵地类别", "pointkind"),
            "region": ("区域", "地区", "所在地", "地址", "region"),
            "responsible": ("负责人", "责任人", "联系人", "responsible"),
            "opening_hours": ("开放时间", "开放时段", "openinghours"),
        },
        required=("code", "name", "tier"),
    ),
    Layout(
        Kind.SERVICE_RECORDS,
        {
            "id_number": _ID_NUMBER,
            "name": _NAME,
            "unit": _UNIT,
            "category": _CATEGORY,
            "date": ("服务日期", "日期", "活动日期", "date"),
            "start": ("开始时间", "服务开始时间", "签到时间", "起始时间", "start"),
            "end": ("结束时间", "服务结束时间", "签退时间", "截止时间", "end"),
            "hours": (
                "服务时长",
                "时长",
                "服务时长(小时)",
                "时长(小时)",
                "服务小时数",
                "工时",
                "hours",
            ),
            "minutes": ("服务时长(分钟)", "时长(分钟)", "服务分钟数", "minutes"),
            "verified_by": ("审核人", "审核人员", "确认人", "verifiedby"),
        },
        required=("id_number", "category", "verified_by"),
        any_of=(("date", "start"), ("hours", "minutes", "end")),
    ),
    Layout(
        Kind.VOLUNTEERS,
        {
            "name": _NAME,
            "id_number": _ID_NUMBER,
            "phone": _PHONE,
            "unit": _UNIT,
            "party_member": ("政治面貌", "是否党员", "党员", "partymember"),
            "categories": _CATEGORY,
            "skills": ("技能特长", "技能", "特长", "专业特长", "skills"),
            "guardian_consent": ("监护人同意", "监护人是否同意", "guardianconsent"),
        },
        required=("name", "id_number", "phone", "categories"),
    ),
    Layout(
        Kind.PARTY_MEMBERS,
        {
            "name": _NAME,
            "id_number": _ID_NUMBER,
            "unit": _UNIT,
            "year": ("年度", "年份", "year"),
        },
        required=("id_number", "unit"),
    ),
)


@dataclass(frozen=True, slots=True)
class Header:
    """A row of column names that was understood."""

    kind: Kind
    columns: Mapping[str, int]
    titles: tuple[str, ...]

    def title_of(self, field: str) -> str:
        """What the file calls a column; the field itself if it has none."""
        index = self.columns.get(field)
        return field if index is None else self.titles[index]


def header_of(cells: Sequence[Cell], kind: Kind | None) -> Header | None:
    """The header that a row is, of the kind wanted or of any; none if it is another row."""
    plain = [_plain(cell) for cell in cells]
    for layout in LAYOUTS:
        if kind in (None, layout.kind) and (columns := layout.found(plain)):
            return Header(layout.kind, columns, tuple(text(cell) for cell in cells))
    return None


def wanted_columns(kind: Kind | None) -> str:
    """What a table must have, for the person whose file has it not."""
    told = []
    for layout in LAYOUTS:
        if kind in (None, layout.kind):
            columns = [layout.names[field][0] for field in layout.required]
            columns += ["/".join(layout.names[f][0] for f in group) for group in layout.any_of]
            told.append(f"{layout.kind}: {'、'.join(columns)}")
    return "; ".join(told)


def _plain(cell: Cell) -> str:
    """A column name without stars, colons, blanks, wide forms and notes like (必填)."""
    written = re.sub(r"[*:_\s]+", "", text(cell).lower())
    return re.sub(r"\((?:必填|选填|required|optional)\)", "", written)
