"""The public-welfare fund (公益基金): its balances, its books, its yearly statement."""

from datetime import datetime

import strawberry

from five_steps.domain.incentives.fund.fund import FundAccount, Purpose
from five_steps.graphql_api.guarantee.explaining.figure_explanation import (
    FigureExplanation,
    explanation,
)
from five_steps.graphql_api.guarantee.explaining.figures import FundFigure, FundStatementFigure
from five_steps.graphql_api.guarantee.explaining.ledger_of import Explained
from five_steps.graphql_api.incentives.benefits.help_case import HelpCase
from five_steps.graphql_api.incentives.fund.merchant import Merchant
from five_steps.graphql_api.incentives.fund.spending_proposal import SpendingProposal
from five_steps.graphql_api.incentives.redeeming.redemption import Redemption
from five_steps.graphql_api.kernel.access import FIGURE_OF_BOOKS, FUND_BOOKS
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.entity import column, entity, one, some
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Cents, Position
from five_steps.projections.incentives.fund.fund_rows import PostingCause

LATEST_FIRST = {"": Sort("{t}.position", "bigint", descending=True, unique=None)}


@entity(
    "read.fund",
    "The district's public-welfare fund (公益基金), in 分: cash = free + reserved + payable.",
    visible=FUND_BOOKS,
)
class Fund:
    """The district's public-welfare fund."""

    free_cents: Cents = column("Not promised to anybody 可用.")
    reserved_cents: Cents = column("Reserved by redemptions on hold 预留.")
    payable_cents: Cents = column("Owed for confirmed redemptions 应付.")
    cash_cents: Cents = column("What the fund has 结余.")
    explanation: FigureExplanation | None = explanation(
        Explained.FUND, FundFigure, owner="{parent}.id", seen_by=FIGURE_OF_BOOKS
    )
    position: Position = column("Log position of its last event.")


@strawberry.input(description="Which postings to list; all that is given must hold.")
class FundPostingFilter:
    """Which postings to list."""

    cause: list[PostingCause] | None = condition(
        "{t}.cause = ANY({p}::text[])", "For one of these causes 事由."
    )
    merchant: strawberry.ID | None = condition(
        "{t}.merchant_id = {p}::uuid",
        "Owed or paid to this merchant 商户.",
        read=reads_id("Merchant"),
    )
    redemption: strawberry.ID | None = condition(
        "{t}.redemption_id = {p}::uuid", "Of this redemption 兑换.", read=reads_id("Redemption")
    )
    settlement: strawberry.ID | None = condition(
        "{t}.settlement_id = {p}::uuid", "Of this settlement 结算单.", read=reads_id("Settlement")
    )
    occurred_from: datetime | None = condition(
        "{t}.occurred_at >= {p}::timestamptz", "Posted at or after this moment 记账时间起."
    )
    occurred_before: datetime | None = condition(
        "{t}.occurred_at < {p}::timestamptz", "Posted before this moment 记账时间止."
    )


@entity(
    "read.fund_postings",
    "A posting in the fund's books (记账分录): an amount that went from one account to another.",
    key={"position": "bigint"},
    visible=FUND_BOOKS,
    person="CASE WHEN {t}.donor_is_person THEN {t}.donation_id END",
)
class FundPosting:
    """A posting in the fund's books."""

    cause: PostingCause = column("Why 事由.")
    debit: FundAccount = column("The account it went to 借方.")
    credit: FundAccount = column("The account it came from 贷方.")
    amount_cents: Cents = column("The amount, never below zero 金额.")
    party: str | None = column(
        "The donor or the body that allocated it 捐赠或拨款方; null once a person's was erased.",
        personal=True,
    )
    donor_is_person: bool | None = column("Whether the donor is a person 是否个人捐赠.")
    purpose: Purpose | None = column("What it was spent on 支出用途.")
    reference: str | None = column("Voucher or decision behind it 凭证号.")
    recorded_by: str | None = column("Who recorded it 经办人.")
    free_after: Cents = column("Free money afterwards 可用余额.")
    reserved_after: Cents = column("Reserved money afterwards 预留余额.")
    payable_after: Cents = column("Money owed afterwards 应付余额.")
    cash_after: Cents = column("Cash afterwards 结余.")
    occurred_at: datetime = column("When 时间.")
    position: Position = column("Log position of the posting.")
    redemption: Redemption | None = one(
        "The redemption 兑换.", join="{t}.id = {parent}.redemption_id"
    )
    merchant: Merchant | None = one("The merchant 商户.", join="{t}.id = {parent}.merchant_id")
    proposal: SpendingProposal | None = one(
        "The proposal that it was spent for 支出申请.", join="{t}.id = {parent}.source_id"
    )
    help_case: HelpCase | None = one(
        "The case of help that it was spent for 帮扶.", join="{t}.id = {parent}.source_id"
    )


@entity(
    "read.fund_year_purposes",
    "What the fund spent on one purpose in a year (按用途支出).",
    key={"year": "int", "purpose": "text"},
    visible=PUBLIC,
)
class FundSpending:
    """What the fund spent on one purpose in a year."""

    purpose: Purpose = column("Purpose 用途.")
    spent_cents: Cents = column("Amount 金额.")


@entity(
    "read.fund_years",
    "The fund's public statement of a year (年度收支公示), in 分: "
    "closing = opening + donated + allocated - paid - spent.",
    key={"year": "int"},
    visible=PUBLIC,
)
class FundStatement:
    """The fund's public statement of a year."""

    year: int = column("Civil year 年度.")
    opening_cents: Cents = column("Cash at the beginning 年初结余.")
    donation_count: int = column("Donations 捐赠笔数.")
    donated_cents: Cents = column("Donated 捐赠收入.")
    allocated_cents: Cents = column("Allocated by public bodies 财政拨款.")
    committed_cents: Cents = column("Cost of redemptions, less those returned 兑换支出（应付）.")
    paid_cents: Cents = column("Paid in settlements 已付结算款.")
    spent_cents: Cents = column("Spent on other purposes 其他公益支出.")
    closing_cents: Cents = column("Cash at the end, or now 年末结余.")
    position: Position = column("Log position of the year's last posting.")
    explanation: FigureExplanation | None = explanation(
        Explained.FUND_STATEMENT,
        FundStatementFigure,
        owner="(SELECT f.id FROM read.fund f)",
        seen_by=FIGURE_OF_BOOKS,
        key="{parent}.year::text",
    )
    spending: list[FundSpending] = some(
        "What was spent, by purpose 按用途支出.",
        join="{t}.year = {parent}.year",
        sorts={"": Sort("{t}.purpose", "text", unique=None)},
    )
