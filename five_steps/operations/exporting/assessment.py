"""The annual assessment of all units (年度综合考核表): each indicator, the score, the final."""

from asyncpg import Pool, Record

from five_steps.domain.guarantee.grade import Grade
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.guarantee.process.assessment_state import AssessmentState
from five_steps.domain.organisation.tiers import Tier
from five_steps.operations.exporting.sheet import Cell, Sheet

_UNITS = """
    SELECT u.code, u.name, u.tier, a.own_score, a.score, a.grade, a.vetoed, p.state,
        f.score AS final_score, f.grade AS final_grade, f.log_position,
        ARRAY(SELECT i.score FROM unnest($2::text[]) WITH ORDINALITY AS wanted (indicator, n)
            LEFT JOIN read.assessment_indicators i ON i.unit_id = a.unit_id AND i.year = a.year
                AND i.indicator = wanted.indicator AND i.state = 'MEASURED'
            ORDER BY wanted.n) AS scores
    FROM read.unit_assessments a
    JOIN read.units u ON u.id = a.unit_id
    LEFT JOIN read.assessment_processes p ON p.unit_id = a.unit_id AND p.year = a.year
    LEFT JOIN read.final_assessments f ON f.unit_id = a.unit_id AND f.year = a.year
    WHERE a.year = $1
    ORDER BY array_position(ARRAY['CENTRE', 'INSTITUTE', 'STATION', 'POINT'], u.tier), u.code"""
_TIERS = {Tier.CENTRE: "中心", Tier.INSTITUTE: "所", Tier.STATION: "站", Tier.POINT: "点"}
_GRADES = {
    Grade.EXCELLENT: "优秀",
    Grade.GOOD: "良好",
    Grade.PASS: "合格",
    Grade.FAIL: "不合格",
}
_STATES = {
    AssessmentState.DRAFT: "待自评",
    AssessmentState.SELF_REVIEW: "自评中",
    AssessmentState.CHECK: "核查中",
    AssessmentState.PUBLICITY: "公示中",
    AssessmentState.FINAL: "已定稿",
}
_INDICATORS = {
    Indicator.ORDER_COMPLETION: "订单完成",
    Indicator.TIMELY_RESPONSE: "及时响应",
    Indicator.SATISFACTION: "满意度",
    Indicator.ACTIVE_VOLUNTEERS: "活跃志愿者",
    Indicator.PARTY_PARTICIPATION: "党员参与",
    Indicator.PARTY_HOURS: "党员时长",
    Indicator.ACTIVITY_COVERAGE: "活动覆盖",
    Indicator.PROJECTS_CLOSED: "项目闭环",
    Indicator.MEETING_TASKS: "会议任务",
    Indicator.FOLLOW_UPS: "回访整改",
}
COLUMNS = (
    "单位编码",
    "单位",
    "层级",
    *_INDICATORS.values(),
    "本级得分",
    "得分",
    "等次",
    "一票否决",
    "环节",
    "定稿得分",
    "定稿等次",
    "定稿序号",
)


async def assessment_sheet(pool: "Pool[Record]", year: int) -> Sheet | None:
    """The assessments of a year; None if nobody is assessed in it."""
    rows = await pool.fetch(_UNITS, year, list(_INDICATORS))
    if not rows:
        return None
    return Sheet(
        title="年度综合考核",
        heading=(
            ("年度", year),
            ("单位数", len(rows)),
            ("已定稿", sum(row["log_position"] is not None for row in rows)),
        ),
        columns=COLUMNS,
        rows=[_cells(row) for row in rows],
    )


def _cells(row: Record) -> list[Cell]:
    return [
        row["code"],
        row["name"],
        _TIERS[Tier(row["tier"])],
        *row["scores"],
        row["own_score"],
        row["score"],
        _GRADES[Grade(row["grade"])] if row["grade"] else None,
        "是" if row["vetoed"] else None,
        _STATES[AssessmentState(row["state"])] if row["state"] else None,
        row["final_score"],
        _GRADES[Grade(row["final_grade"])] if row["final_grade"] else None,
        row["log_position"],
    ]
