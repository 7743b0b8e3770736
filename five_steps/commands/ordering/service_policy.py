"""Publishing the deadlines of orders and feedback."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.policies import publish
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.ordering.service_policy import SERVICE_POLICY_ID, ServicePolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishServicePolicy(Command):
    """Publish the next version of the service rules (发布服务规则).

    `follow_up_share` is the share of closed orders to follow up, 0–1; `back_entries_per_day` the
    records that one person may enter by hand a day. Who has given `wrong_codes_max` wrong check-in
    or redemption codes for one order or redemption waits for `wrong_codes_minutes`. Fewer anonymous
    answers to a questionnaire than `anonymous_answers_least` are not shown.
    """

    effective_from: datetime
    dispatch_within_minutes: int = 24 * 60
    accept_within_minutes: int = 24 * 60
    check_in_early_minutes: int = 60
    rate_within_days: int = 7
    amend_within_days: int = 7
    follow_up_share: Decimal = Decimal("0.1")
    back_entries_per_day: int = 20
    wrong_codes_max: int = 5
    wrong_codes_minutes: int = 15
    follow_up_within_days: int = 14
    answer_feedback_within_days: int = 7
    improve_within_days: int = 15
    anonymous_answers_least: int = 5


@handles(PublishServicePolicy)
async def publish_service_policy(c: Context, command: PublishServicePolicy) -> UUID:
    """Publish a version; the first one begins the stream."""
    return await publish(c, ServicePolicy, SERVICE_POLICY_ID, command)
