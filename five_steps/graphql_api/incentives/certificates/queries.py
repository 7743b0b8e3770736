"""Root fields of the certificates."""

import strawberry

from five_steps.graphql_api.incentives.certificates.certificate import (
    NUMBER,
    Certificate,
    CertificateVerification,
)
from five_steps.graphql_api.kernel.entity import one


@strawberry.type(description="Reading and verifying certificates.")
class CertificatesQueries:
    """Root fields of the certificates."""

    certificate: Certificate | None = one(
        "A certificate of service 志愿服务记录证明, for its holder and the staff of the unit.",
        arguments={"number": NUMBER},
    )
    verify_certificate: CertificateVerification | None = one(
        "Verify a certificate by its number 证明核验; for anybody. Null if there is none.",
        arguments={"number": NUMBER},
    )
