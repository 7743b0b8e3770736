"""Issuing and revoking certificates of service (志愿服务记录证明)."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from five_steps.commands.incentives.certificates.issuing import IssueCertificate, RevokeCertificate
from five_steps.graphql_api.incentives.certificates.certificate import Certificate
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, Done, changed, run
from five_steps.graphql_api.people.volunteer_input import VolunteerInput


@strawberry.type(description="The certificate was issued, or revoked.")
class CertificateChanged(Done):
    """The certificate was changed."""

    certificate: Certificate | None = changed(Certificate, "The certificate as it is now 证明")


CertificateResult: TypeAlias = Annotated[
    CertificateChanged | CommandError,
    strawberry.union(
        "CertificateResult", description="The changed certificate, or why it was refused."
    ),
]


@strawberry.input(description="A period to certify the service of (出具证明).")
class IssueCertificateInput(VolunteerInput):
    """A period to certify the service of."""

    starts_at: datetime = strawberry.field(description="Start of the period 开始时间.")
    ends_at: datetime = strawberry.field(description="End of the period 结束时间, not to come.")
    consent: str = strawberry.field(
        default="",
        description="How the volunteer agreed 本人同意方式, 1–500 characters; needed if it is not "
        "the volunteer who asks.",
    )

    def command(self) -> IssueCertificate:
        """The command that is asked for."""
        return IssueCertificate(
            volunteer_id=self.volunteer,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            consent=self.consent,
        )


@strawberry.input(description="A certificate to revoke (撤销证明).")
class RevokeCertificateInput(CommandInput):
    """A certificate to revoke."""

    certificate_id: strawberry.ID = strawberry.field(description="The certificate 证明.")
    reason: str = strawberry.field(description="Why 撤销原因, 1–500 characters.")

    def command(self) -> RevokeCertificate:
        """The command that is asked for."""
        return RevokeCertificate(
            certificate_id=local_id("certificateId", self.certificate_id, "Certificate"),
            reason=self.reason,
        )


@strawberry.type(description="Issuing and revoking certificates.")
class CertificateMutations:
    """Issuing and revoking certificates."""

    @strawberry.mutation(
        description="Certify the service of a period, free of charge 出具证明; for the volunteer, "
        "or with their consent for administrators of their unit or above."
    )
    async def issue_certificate(
        self,
        info: Info,
        input: Annotated[IssueCertificateInput, GIVEN],  # noqa: A002
    ) -> CertificateResult:
        """Issue a certificate."""
        return await run(info, input, CertificateChanged)

    @strawberry.mutation(
        description="Revoke a certificate 撤销证明; for administrators of the unit that issued it, "
        "or above. Whoever verifies it learns so."
    )
    async def revoke_certificate(
        self,
        info: Info,
        input: Annotated[RevokeCertificateInput, GIVEN],  # noqa: A002
    ) -> CertificateResult:
        """Revoke a certificate."""
        return await run(info, input, CertificateChanged)
