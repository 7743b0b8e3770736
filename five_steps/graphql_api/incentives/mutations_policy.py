"""Publishing the rules of stars, points and caps (激励规则)."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.incentives.incentive_policy import PublishIncentivePolicy
from five_steps.graphql_api.guarantee.policy_result import PolicyPublished, PolicyResult
from five_steps.graphql_api.incentives.rules_input import IncentiveRulesInput
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run


@strawberry.input(
    description="A version of the incentive rules (激励规则), as a whole: what is left out is the "
    "default shown, not what is in force now."
)
class PublishIncentivePolicyInput(IncentiveRulesInput, CommandInput):
    """A version of the incentive rules."""

    effective_from: datetime = strawberry.field(
        description="From when it is in force 生效时间; after now and after the version before."
    )

    def command(self) -> PublishIncentivePolicy:
        """The command that is asked for."""
        return PublishIncentivePolicy(effective_from=self.effective_from, **self.values)


@strawberry.type(description="Publishing the incentive rules.")
class IncentivePolicyMutations:
    """Publishing the incentive rules."""

    @strawberry.mutation(
        description="Publish the next version of the incentive rules 发布激励规则; for the "
        "centre's administrators."
    )
    async def publish_incentive_policy(
        self,
        info: Info,
        input: Annotated[PublishIncentivePolicyInput, GIVEN],  # noqa: A002
    ) -> PolicyResult:
        """Publish the incentive rules."""
        return await run(info, input, PolicyPublished)
