"""The numbers that explain themselves (可溯源指标), by what they are numbers of."""

from enum import StrEnum

from five_steps.graphql_api.kernel.enums import graphql_enum


@graphql_enum
class VolunteerFigure(StrEnum):
    """A number of a volunteer (志愿者指标)."""

    STAR_LEVEL = "STAR_LEVEL"
    """Star: the promotions and demotions 星级."""
    MINUTES = "MINUTES"
    """Verified minutes, without frozen ones 服务时长."""
    FROZEN_MINUTES = "FROZEN_MINUTES"
    """Minutes frozen by disputes 冻结时长."""
    RECORD_COUNT = "RECORD_COUNT"
    """Verified service records 服务次数."""
    RATINGS_COUNT = "RATINGS_COUNT"
    """Ratings that count 评价次数."""
    RATINGS_TOTAL = "RATINGS_TOTAL"
    """Sum of the scores that count: the mean rating is this by their number 评分合计."""


@graphql_enum
class LeaderboardFigure(StrEnum):
    """A number of a place on the leaderboard (排行榜指标)."""

    MINUTES = "MINUTES"
    """Verified minutes of the period 服务时长."""
    RECORD_COUNT = "RECORD_COUNT"
    """Verified service records of the period 服务次数."""


@graphql_enum
class ServiceRecordFigure(StrEnum):
    """A number of a service record (服务记录指标)."""

    MINUTES = "MINUTES"
    """Minutes: as submitted, what the verification made of them, corrections 时长."""


@graphql_enum
class PointsFigure(StrEnum):
    """A balance of a points account (积分指标)."""

    ISSUED = "ISSUED"
    """Points issued so far 累计积分."""
    AVAILABLE = "AVAILABLE"
    """Points neither held, spent nor expired 可用积分."""
    FROZEN = "FROZEN"
    """Of these, points frozen by disputes 冻结积分."""
    HELD = "HELD"
    """Points held by open redemptions 预留积分."""
    SPENT = "SPENT"
    """Points spent and not returned 已用积分."""
    EXPIRED = "EXPIRED"
    """Points void since their expiry 过期积分."""


@graphql_enum
class StockFigure(StrEnum):
    """A number of a counter's stock (库存指标)."""

    ON_HAND = "ON_HAND"
    """Pieces on the shelf 在库."""
    RESERVED = "RESERVED"
    """Pieces that holds reserve 预留."""
    FREE = "FREE"
    """Pieces to be had 可兑."""


@graphql_enum
class FundFigure(StrEnum):
    """A balance of the public-welfare fund, in 分 (基金指标)."""

    FREE = "FREE"
    """Not promised to anybody 可用."""
    RESERVED = "RESERVED"
    """Reserved by redemptions on hold 预留."""
    PAYABLE = "PAYABLE"
    """Owed for confirmed redemptions 应付."""
    CASH = "CASH"
    """What the fund has 结余."""


@graphql_enum
class FundStatementFigure(StrEnum):
    """A number of the fund's statement of a year (年度收支指标)."""

    DONATION_COUNT = "DONATION_COUNT"
    """Donations 捐赠笔数."""
    DONATED = "DONATED"
    """Donated, in 分 捐赠收入."""
    ALLOCATED = "ALLOCATED"
    """Allocated by public bodies, in 分 财政拨款."""
    COMMITTED = "COMMITTED"
    """Cost of redemptions, less those returned, in 分 兑换支出（应付）."""
    PAID = "PAID"
    """Paid in settlements, in 分 已付结算款."""
    SPENT = "SPENT"
    """Spent on other purposes, in 分 其他公益支出."""
    OPENING = "OPENING"
    """Cash at the beginning, in 分: of all postings before the year 年初结余."""
    CLOSING = "CLOSING"
    """Cash at the end, or now, in 分: of all postings up to then 年末结余."""


@graphql_enum
class SettlementFigure(StrEnum):
    """A number of a settlement (结算指标)."""

    TOTAL = "TOTAL"
    """Total in 分: what the fund came to owe for each redemption listed 合计."""


@graphql_enum
class BudgetLineFigure(StrEnum):
    """A number of a budget line, in 分 (预算科目指标)."""

    AMOUNT = "AMOUNT"
    """Amount of the line 预算数."""
    ALLOCATED = "ALLOCATED"
    """Allocated to units 已分配."""
    COMMITTED = "COMMITTED"
    """Set aside for contracts 合同占用."""
    SPENT = "SPENT"
    """Spent 已支出."""


@graphql_enum
class BudgetAccountFigure(StrEnum):
    """A number of a unit's part of a budget line, in 分 (单位预算指标)."""

    ALLOCATED = "ALLOCATED"
    """Allocated 分配额度."""
    FREE = "FREE"
    """Free 可用."""
    COMMITTED = "COMMITTED"
    """Set aside for contracts 合同占用."""
    SPENT = "SPENT"
    """Spent 已支出."""
