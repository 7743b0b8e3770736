"""The rules a new district starts with: without published rules nothing can be ordered."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from five_steps.commands.guarantee.assessment_policy import PublishAssessmentPolicy
from five_steps.commands.incentives.incentive_policy import PublishIncentivePolicy
from five_steps.commands.kernel.actor import Actor, Role
from five_steps.commands.kernel.bus import Commands
from five_steps.commands.kernel.registry import Command
from five_steps.commands.ordering.service_policy import PublishServicePolicy
from five_steps.commands.people.privacy.retention_policy import PublishRetentionPolicy
from five_steps.domain.guarantee.assessment_policy import ASSESSMENT_POLICY_ID, AssessmentPolicy
from five_steps.domain.incentives.incentive_policy import INCENTIVE_POLICY_ID, IncentivePolicy
from five_steps.domain.ordering.service_policy import SERVICE_POLICY_ID, ServicePolicy
from five_steps.domain.people.privacy.retention_policy import (
    DAYS_MAX,
    RETENTION_POLICY_ID,
    RetentionPolicy,
)
from five_steps.event_store import CommandIdReused, EventStore

_BY = Actor("first-rules", Role.SYSTEM)
_ANNOUNCED_FOR = timedelta(days=30)


async def publish_first_rules(store: EventStore, commands: Commands, *, now: datetime) -> None:
    """Publish the default version of each policy that has none, in force from now on.

    Of processes that start at the same time one publishes: the command ids are fixed.
    """
    firsts: tuple[tuple[bool, Command], ...] = (
        (
            await store.repository.find(ServicePolicy, SERVICE_POLICY_ID) is None,
            PublishServicePolicy(effective_from=now),
        ),
        (
            await store.repository.find(IncentivePolicy, INCENTIVE_POLICY_ID) is None,
            PublishIncentivePolicy(effective_from=now),
        ),
        (
            await store.repository.find(AssessmentPolicy, ASSESSMENT_POLICY_ID) is None,
            PublishAssessmentPolicy(effective_from=now),
        ),
    )
    for missing, command in firsts:
        if missing:
            await _publish(commands, type(command).__name__, command, now)
    if await store.repository.find(RetentionPolicy, RETENTION_POLICY_ID) is None:
        # Nothing is erased before somebody has had the time to look at what would be.
        kept = PublishRetentionPolicy(
            effective_from=now,
            withdrawn_volunteer_days=DAYS_MAX,
            rejected_registration_days=DAYS_MAX,
            inactive_resident_days=DAYS_MAX,
            order_particulars_days=DAYS_MAX,
            feedback_text_days=DAYS_MAX,
        )
        await _publish(commands, "PublishRetentionPolicy", kept, now)
        announced = PublishRetentionPolicy(effective_from=now + _ANNOUNCED_FOR)
        await _publish(commands, "announced PublishRetentionPolicy", announced, now)


async def _publish(commands: Commands, name: str, command: Command, now: datetime) -> None:
    command_id = uuid5(NAMESPACE_URL, f"urn:five-steps:first {name}")
    # Another process's version, in force from a moment earlier or later, is as good.
    with suppress(CommandIdReused):
        await commands.run(command, command_id=command_id, actor=_BY, now=now)
