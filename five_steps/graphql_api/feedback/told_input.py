"""How, when and with what proof somebody was told (告知)."""

from datetime import datetime

import strawberry

from five_steps.domain.feedback.improvement_state import InformChannel
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="That somebody was told (告知).")
class ToldInput(CommandInput):
    """That somebody was told."""

    channel: InformChannel = strawberry.field(description="How they were told 告知方式.")
    told_at: datetime = strawberry.field(
        description="When 告知时间; after it was decided and before now."
    )
    proof: str = strawberry.field(
        description="Where the record of it is kept 告知凭证, such as the number of a call or "
        "letter, 1–100 characters."
    )
