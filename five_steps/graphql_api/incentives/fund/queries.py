"""Root fields of the fund and the settlements."""

import strawberry

from five_steps.graphql_api.incentives.fund.fund import (
    LATEST_FIRST,
    Fund,
    FundPosting,
    FundPostingFilter,
    FundStatement,
)
from five_steps.graphql_api.incentives.fund.merchant import BY_NAME, Merchant, MerchantFilter
from five_steps.graphql_api.incentives.fund.settlement import LATEST_FIRST as LATEST_STATED_FIRST
from five_steps.graphql_api.incentives.fund.settlement import Settlement, SettlementFilter
from five_steps.graphql_api.incentives.fund.spending_proposal import (
    LATEST_FIRST as LATEST_PROPOSED_FIRST,
)
from five_steps.graphql_api.incentives.fund.spending_proposal import (
    SpendingProposal,
    SpendingProposalFilter,
)
from five_steps.graphql_api.kernel.as_of import FOR_OFFICES
from five_steps.graphql_api.kernel.collection import Argument, Condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import connection, one
from five_steps.graphql_api.kernel.viewer import READS_ALL, STAFF

_SETTLEMENT_ID = Argument(
    strawberry.ID,
    "Global id of the settlement.",
    Condition("{t}.id = {p}::uuid", reads_id("Settlement")),
)
_YEAR = Argument(int, "Civil year 年度.", Condition("{t}.year = {p}::int"))


@strawberry.type(description="Reading the fund, merchants and settlements.")
class FundQueries:
    """Root fields of the fund and the settlements."""

    fund: Fund | None = one(
        "The public-welfare fund 公益基金; for auditors and the centre.",
        roles=READS_ALL,
        past_for=FOR_OFFICES,
    )
    fund_postings: Connection[FundPosting] = connection(
        "The fund's books, latest first 记账分录; for auditors and the centre.",
        filter=FundPostingFilter,
        sorts=LATEST_FIRST,
        roles=READS_ALL,
        past_for=FOR_OFFICES,
    )
    fund_statement: FundStatement | None = one(
        "The fund's public statement of a year 年度收支公示; null without any posting.",
        arguments={"year": _YEAR},
        past_for=FOR_OFFICES,
    )
    spending_proposals: Connection[SpendingProposal] = connection(
        "Proposals to spend from the fund, latest first 支出申请; for auditors and the centre.",
        filter=SpendingProposalFilter,
        sorts=LATEST_PROPOSED_FIRST,
        roles=READS_ALL,
        past_for=FOR_OFFICES,
    )
    merchants: Connection[Merchant] = connection(
        "The merchants, by name 商户.", filter=MerchantFilter, sorts=BY_NAME
    )
    settlements: Connection[Settlement] = connection(
        "The settlements that the viewer may see, latest first 结算单.",
        filter=SettlementFilter,
        sorts=LATEST_STATED_FIRST,
        roles=STAFF | READS_ALL,
        past_for=FOR_OFFICES,
    )
    settlement: Settlement | None = one(
        "A settlement 结算单.", arguments={"id": _SETTLEMENT_ID}, past_for=FOR_OFFICES
    )
