"""Publishing how long personal information is kept (发布保存期限规则)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.policies import publish
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.people.privacy.retention_policy import (
    RETENTION_POLICY_ID,
    RetentionPolicy,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRetentionPolicy(Command):
    """Publish the next version of the retention rules (发布保存期限规则).

    Who withdrew, was not approved or was not heard of is erased after so many days; texts of orders
    and feedback so many days after the end of their month. A request to erase is decided within
    `erasure_decision_days`.
    """

    effective_from: datetime
    erasure_decision_days: int = 15
    withdrawn_volunteer_days: int = 3 * 365
    rejected_registration_days: int = 90
    inactive_resident_days: int = 3 * 365
    order_particulars_days: int = 180
    feedback_text_days: int = 2 * 365


@handles(PublishRetentionPolicy)
async def publish_retention_policy(c: Context, command: PublishRetentionPolicy) -> UUID:
    """Publish a version; the first one begins the stream."""
    return await publish(c, RetentionPolicy, RETENTION_POLICY_ID, command)
