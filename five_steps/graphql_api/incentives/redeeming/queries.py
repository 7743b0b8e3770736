"""Root fields of redeeming."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.commands.incentives.redeeming.holding import HoldRedemption
from five_steps.commands.incentives.redeeming.redemption_code import code_hash
from five_steps.commands.kernel.actor import Role
from five_steps.commands.kernel.identity import phone
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.graphql_api.incentives.redeeming.counter import BY_NAME, Counter, CounterFilter
from five_steps.graphql_api.incentives.redeeming.quote import RedemptionQuote, shown
from five_steps.graphql_api.incentives.redeeming.redemption import (
    LATEST_FIRST,
    Redemption,
    RedemptionFilter,
)
from five_steps.graphql_api.incentives.redeeming.reward import (
    REWARD_SORTS,
    Reward,
    RewardFilter,
    RewardOrder,
)
from five_steps.graphql_api.kernel.access import VOLUNTEER, WORKED_COUNTER
from five_steps.graphql_api.kernel.collection import Argument, Collection, Condition, Sort, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import ListField, connection, entity_of, one, some
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.people.volunteer import Volunteer

OPERATORS = frozenset({Role.COUNTER})


def _by_id(type_name: str, what: str) -> Argument:
    return Argument(
        strawberry.ID,
        f"Global id of the {what}.",
        Condition("{t}.id = {p}::uuid", reads_id(type_name)),
    )


_WORKED_COUNTER_ID = Argument(
    strawberry.ID,
    "Global id of a counter that the viewer works.",
    Condition(
        "EXISTS (SELECT FROM read.counters worked"
        " WHERE worked.id = {p}::uuid AND {subject} = ANY(worked.operators))",
        reads_id("Counter"),
    ),
)
_PHONE = Argument(
    str,
    "Telephone, as the volunteer gives it 电话.",
    Condition("({t}.phone = {p}::text AND {t}.status = 'ACTIVE')", phone),
)
# The hash of the code is no argument that anybody asks with, so this is no field of a type.
_BY_CODE = ListField(
    "",
    Collection(
        arguments={
            "counterId": Argument(strawberry.ID, "", Condition("{t}.counter_id = {p}::uuid")),
            "codeHash": Argument(str, "", Condition("{t}.code_hash = {p}::text")),
        },
        # Codes are few enough to come again after years: the latest is meant.
        sorts=LATEST_FIRST,
        seen_by=WORKED_COUNTER,
        roles=OPERATORS,
    ),
    paged=True,
)
_CounterId: TypeAlias = Annotated[
    strawberry.ID, strawberry.argument(description="Global id of the counter.")
]
_VolunteerId: TypeAlias = Annotated[
    strawberry.ID, strawberry.argument(description="Global id of the volunteer.")
]
_RewardId: TypeAlias = Annotated[
    strawberry.ID, strawberry.argument(description="Global id of the reward.")
]
_Quantity: TypeAlias = Annotated[int, strawberry.argument(description="How many.")]
_Code: TypeAlias = Annotated[
    str, strawberry.argument(description="The ten digits that the volunteer shows.")
]


@strawberry.type(description="Reading the catalogue, counters and redemptions.")
class RedeemingQueries:
    """Root fields of redeeming."""

    rewards: Connection[Reward] = connection(
        "The redemption catalogue 兑换目录.",
        filter=RewardFilter,
        order_by=RewardOrder,
        sorts=REWARD_SORTS,
    )
    reward: Reward | None = one(
        "An entry of the catalogue 兑换品.", arguments={"id": _by_id("Reward", "reward")}
    )
    counters: Connection[Counter] = connection(
        "The counters, by name 兑换点.", filter=CounterFilter, sorts=BY_NAME
    )
    counter: Counter | None = one(
        "A counter 兑换点.", arguments={"id": _by_id("Counter", "counter")}
    )
    redemptions: Connection[Redemption] = connection(
        "The redemptions that the viewer may see, latest first 兑换记录.",
        filter=RedemptionFilter,
        sorts=LATEST_FIRST,
    )
    redemption: Redemption | None = one(
        "A redemption 兑换.", arguments={"id": _by_id("Redemption", "redemption")}
    )
    volunteer_by_phone: list[Volunteer] = some(
        "The active volunteers with a telephone number, of a family perhaps several "
        "按电话查找志愿者; for those who work the counter.",
        arguments={"counterId": _WORKED_COUNTER_ID, "phone": _PHONE},
        sorts={"": Sort("{t}.registered_at", "timestamptz")},
        seen_by=VOLUNTEER,
        roles=OPERATORS,
    )

    @strawberry.field(
        description="The redemption whose code a volunteer shows at a counter 按兑换码查找; for "
        "those who work the counter, null to others."
    )
    async def redemption_by_code(
        self, info: Info, counter_id: _CounterId, code: _Code
    ) -> Redemption | None:
        """The redemption of a code."""
        context = info.context
        found: Redemption | None = await context.rows.first(
            entity_of(Redemption),
            _BY_CODE,
            {
                "counterId": local_id("counterId", counter_id, "Counter"),
                "codeHash": code_hash(context.services.secrets, code.strip()),
            },
        )
        return found

    @strawberry.field(
        description="What a hold would cost now, and whether it would be refused; nothing is held "
        "询价. For the volunteer, and for those who work the counter."
    )
    async def quote_redemption(
        self,
        info: Info,
        volunteer_id: _VolunteerId,
        counter_id: _CounterId,
        reward_id: _RewardId,
        quantity: _Quantity = 1,
    ) -> RedemptionQuote:
        """What a hold would cost now."""
        context = info.context
        if context.viewer.actor is None:
            raise Refusal(RefusalCode.FORBIDDEN, "authorization", allowed="a token")
        quote = await context.services.commands.quote(
            HoldRedemption(
                volunteer_id=local_id("volunteerId", volunteer_id, "Volunteer"),
                counter_id=local_id("counterId", counter_id, "Counter"),
                reward_id=local_id("rewardId", reward_id, "Reward"),
                quantity=quantity,
            ),
            actor=context.viewer.actor,
        )
        return shown(quote, context.language)
