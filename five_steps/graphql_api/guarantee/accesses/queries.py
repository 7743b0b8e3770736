"""Root fields of the access trail."""

import strawberry

from five_steps.graphql_api.guarantee.accesses.access import (
    LATEST_ACCESS_FIRST,
    Access,
    AccessFilter,
)
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import connection
from five_steps.graphql_api.kernel.viewer import READS_ALL


@strawberry.type(description="Reading who read and who changed.")
class AccessesQueries:
    """Root fields of the access trail."""

    access_trail: Connection[Access] = connection(
        "Who was shown whose personal data, and who gave which command, the latest first 访问留痕; "
        "for auditors and the centre. Reading it is itself recorded.",
        filter=AccessFilter,
        sorts=LATEST_ACCESS_FIRST,
        roles=READS_ALL,
        traced=True,
    )
