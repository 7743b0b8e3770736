"""Publishing rules: the next version of a policy."""

from dataclasses import fields
from typing import Any
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.domain.kernel.aggregate import Aggregate


async def publish(c: Context, policy_class: type[Aggregate], policy_id: UUID, command: Any) -> UUID:
    """Publish the rules of a command as the next version; the first one begins the stream.

    The command's fields are the rules, by the names that the policy's `publish` has for them.
    """
    policy: Any = await c.work.find(policy_class, policy_id)
    if policy is None:
        beginning: Any = policy_class
        policy = beginning.establish(at=c.now)
        c.work.add(policy)
    rules = {field.name: getattr(command, field.name) for field in fields(command)}
    policy.publish(by=c.actor.subject, at=c.now, **rules)
    return policy_id
