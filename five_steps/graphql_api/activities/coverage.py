"""Which lines a unit held activities in, and how many in each month (活动覆盖)."""

from datetime import datetime

from five_steps.domain.activities.line import ActivityLine, SubForm
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.organisation.unit import Unit

YEARS = (2000, 2199)
"""The years that can be asked for."""

_LINES = ", ".join(f"'{line}'" for line in ActivityLine)
_COVERAGE = f"""(
    SELECT covered_unit.id AS unit_id, of_year.year, of_line.line, of_line.ordinal, counted.*
    FROM read.units covered_unit
    CROSS JOIN generate_series({YEARS[0]}, {YEARS[1]}) AS of_year (year)
    CROSS JOIN unnest(ARRAY[{_LINES}]) WITH ORDINALITY AS of_line (line, ordinal)
    CROSS JOIN LATERAL (
        SELECT count(*)::int AS held_count,
            coalesce(sum(a.attendance), 0)::int AS attendance,
            coalesce(array_agg(DISTINCT a.sub_form), ARRAY[]::text[]) AS sub_forms,
            max(a.starts_at) AS latest_at
        FROM read.activities a
        WHERE a.unit_id = covered_unit.id AND a.line = of_line.line AND a.state = 'HELD'
            AND a.month BETWEEN of_year.year || '-01' AND of_year.year || '-12'
    ) counted
)"""  # noqa: S608 - made of our own names alone

_MONTHS = """(
    SELECT counted_unit.id AS unit_id, counted.*
    FROM read.units counted_unit CROSS JOIN LATERAL (
        SELECT left(a.month, 4)::int AS year, a.month, a.line,
            count(*)::int AS held_count,
            coalesce(sum(a.attendance), 0)::int AS attendance
        FROM read.activities a
        WHERE a.state = 'HELD' AND a.unit_id IN (
            SELECT below.id FROM read.units below WHERE below.path @> ARRAY[counted_unit.id])
        GROUP BY left(a.month, 4)::int, a.month, a.line
    ) counted
)"""

IN_ORDER_OF_LINES = {"": Sort("{t}.ordinal", "bigint", unique=None)}
BY_MONTH = {"": Sort("{t}.month", "text", unique="{t}.line")}


@entity(
    _COVERAGE,
    "What a unit held of an activity line in a year (活动覆盖).",
    key={"unit_id": "uuid", "year": "int", "line": "text"},
    visible=PUBLIC,
)
class LineCoverage:
    """What a unit held of an activity line in a year."""

    line: ActivityLine = column("Activity line 活动类别.")
    year: int = column("Civil year 年度.")
    covered: bool = column("Whether any was held 是否覆盖.", "({t}.held_count > 0)")
    held_count: int = column("Activities held 举办次数.")
    attendance: int = column("People who came to them 参加人次.")
    sub_forms: list[SubForm] = column("Forms that were held 活动形式.")
    latest_at: datetime | None = column("Start of the latest 最近一次; null without any.")
    unit: Unit | None = one("The unit 单位.", join="{t}.id = {parent}.unit_id")


@entity(
    _MONTHS,
    "How many activities of a line a unit and all under it held in a month (月度活动).",
    key={"unit_id": "uuid", "month": "text", "line": "text"},
    visible=PUBLIC,
)
class ActivityMonth:
    """How many activities of a line were held in a month."""

    month: str = column("Civil month, such as 2026-03 月份.")
    line: ActivityLine = column("Activity line 活动类别.")
    held_count: int = column("Activities held 举办次数.")
    attendance: int = column("People who came to them 参加人次.")
    unit: Unit | None = one("The unit asked for 单位.", join="{t}.id = {parent}.unit_id")
