"""What a handler works with."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from five_steps.commands.kernel.actor import Actor
from five_steps.commands.kernel.counted_years import CountedYears
from five_steps.commands.kernel.open_matters import OpenMatters
from five_steps.commands.kernel.permissions import REACH, Reach
from five_steps.commands.kernel.secrets import Secrets
from five_steps.commands.kernel.wrong_codes import WrongCodes
from five_steps.domain.incentives.incentive_policy import (
    INCENTIVE_POLICY_ID,
    IncentivePolicy,
    IncentiveRules,
)
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.service_policy import (
    SERVICE_POLICY_ID,
    ServicePolicy,
    ServiceRules,
)
from five_steps.domain.people.privacy.data_period import MonthlyTexts, period_of
from five_steps.domain.people.privacy.retention_policy import (
    RETENTION_POLICY_ID,
    RetentionPolicy,
    RetentionRules,
)
from five_steps.event_store import SubjectErased, Work
from five_steps.event_store.vault import Vault

A = TypeVar("A", bound=Aggregate)


@dataclass(frozen=True, slots=True)
class Context:
    """One try at a command: who, when, on which state, with which keys."""

    work: Work
    actor: Actor
    now: datetime
    vault: Vault
    secrets: Secrets
    wrong_codes: WrongCodes
    counted_years: CountedYears
    open_matters: OpenMatters

    async def get(self, aggregate_class: type[A], aggregate_id: UUID, field: str) -> A:
        """The aggregate that `field` names."""
        found = await self.work.find(aggregate_class, aggregate_id)
        if found is None:
            raise Refusal(RefusalCode.NOT_FOUND, field)
        return found

    async def service_rules(self) -> ServiceRules:
        """The service rules in force now."""
        policy = await self.get(ServicePolicy, SERVICE_POLICY_ID, "policy")
        return policy.in_force(self.now)

    async def retention_rules(self) -> RetentionRules:
        """The retention rules in force now."""
        policy = await self.get(RetentionPolicy, RETENTION_POLICY_ID, "policy")
        return policy.in_force(self.now)

    async def incentive_rules(self) -> IncentiveRules:
        """The incentive rules in force now."""
        return (await self.incentive_policy()).in_force(self.now)

    async def incentive_policy(self) -> IncentivePolicy:
        """All incentive rules over time."""
        return await self.get(IncentivePolicy, INCENTIVE_POLICY_ID, "policy")

    async def check_code(self, object_id: UUID, code: str, *, matches: bool) -> bool:
        """Whether a code given for an order or redemption is right; wrong ones are counted.

        Refuses whoever has given too many wrong ones, whatever the code.
        """
        rules = await self.service_rules()
        subject = self.actor.subject
        self.wrong_codes.require_tries_left(subject, object_id, rules=rules, at=self.now)
        if not matches:
            self.wrong_codes.note(subject, object_id, code, rules=rules, at=self.now)
        return matches

    def require_not_erased(self) -> None:
        """Refuse a person whose information was erased: nobody acts in their name any more."""
        if REACH[self.actor.role] is Reach.OWN and self.vault.is_erased_name(self.actor.subject):
            raise _erased("subject")

    async def seal(self, person_id: UUID, text: str, field: str) -> str:
        """`text` as only the holder of the person's key can read it."""
        try:
            return await self.vault.seal(person_id, text)
        except SubjectErased:
            raise _erased(field) from None

    async def seal_for_month(
        self, person_id: UUID, kind: MonthlyTexts, text: str, field: str
    ) -> str:
        """As `seal`, but readable only for as long as this month's texts of the kind are kept."""
        try:
            return await self.vault.seal_twice(person_id, period_of(kind, self.now), text)
        except SubjectErased:
            raise _erased(field) from None

    async def open(self, person_id: UUID, sealed: str, field: str) -> str:
        """The text that was sealed for a person."""
        text = await self.vault.open(person_id, sealed)
        if text is None:
            raise _erased(field)
        return text


def _erased(field: str) -> Refusal:
    return Refusal(RefusalCode.NOT_FOUND, field, allowed="a person whose data was not erased")
