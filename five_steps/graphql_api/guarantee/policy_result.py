"""What publishing rules answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.guarantee.policy import PolicyVersion
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="A version of rules was published.")
class PolicyPublished(Done):
    """A version of rules was published."""

    policy: PolicyVersion | None = changed(
        PolicyVersion, "The version that was published 规则版本", by_position=True
    )


PolicyResult: TypeAlias = Annotated[
    PolicyPublished | CommandError,
    strawberry.union(
        "PolicyResult", description="The published version of rules, or why it was refused."
    ),
]
