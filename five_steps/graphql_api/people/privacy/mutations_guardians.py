"""Guardians' consent to the service of minors (监护人同意)."""

from typing import Annotated

import strawberry

from five_steps.commands.people.privacy.guardians import (
    RecordGuardianConsent,
    WithdrawGuardianConsent,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.people.privacy.guardian_input import GuardianInput
from five_steps.graphql_api.people.volunteer_input import VolunteerInput
from five_steps.graphql_api.people.volunteer_result import VolunteerChanged, VolunteerResult


@strawberry.input(description="A guardian's consent to record (登记监护人同意).")
class RecordGuardianConsentInput(VolunteerInput):
    """A guardian's consent to record."""

    guardian: GuardianInput = strawberry.field(description="Who consents 监护人.")

    def command(self) -> RecordGuardianConsent:
        """The command that is asked for."""
        return RecordGuardianConsent(volunteer_id=self.volunteer, guardian=self.guardian.guardian())


@strawberry.input(description="A guardian's consent that is taken back (撤回监护人同意).")
class WithdrawGuardianConsentInput(VolunteerInput):
    """A guardian's consent that is taken back."""

    reason: str = strawberry.field(
        description="Why 撤回原因, 1–500 characters; kept under the minor's key."
    )

    def command(self) -> WithdrawGuardianConsent:
        """The command that is asked for."""
        return WithdrawGuardianConsent(volunteer_id=self.volunteer, reason=self.reason)


@strawberry.type(description="Guardians' consent.")
class GuardianMutations:
    """Guardians' consent."""

    @strawberry.mutation(
        description="Record that a minor's guardian consents, and who that is 登记监护人同意; for "
        "administrators of the unit or above."
    )
    async def record_guardian_consent(
        self,
        info: Info,
        input: Annotated[RecordGuardianConsentInput, GIVEN],  # noqa: A002
    ) -> VolunteerResult:
        """Record a consent."""
        return await run(info, input, VolunteerChanged)

    @strawberry.mutation(
        description="Take a guardian's consent back 撤回监护人同意: the minor accepts nothing "
        "further. For administrators of the unit or above, and with the minor's own account."
    )
    async def withdraw_guardian_consent(
        self,
        info: Info,
        input: Annotated[WithdrawGuardianConsentInput, GIVEN],  # noqa: A002
    ) -> VolunteerResult:
        """Withdraw a consent."""
        return await run(info, input, VolunteerChanged)
