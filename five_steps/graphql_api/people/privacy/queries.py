"""Root fields of personal information."""

import strawberry

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import connection
from five_steps.graphql_api.kernel.scalars import JSONText
from five_steps.graphql_api.kernel.viewer import READS_ALL
from five_steps.graphql_api.people.privacy.erased_month import LATEST_MONTH_FIRST, ErasedMonth
from five_steps.graphql_api.people.privacy.erasure import (
    LATEST_ERASURE_FIRST,
    Erasure,
    ErasureFilter,
)
from five_steps.graphql_api.people.privacy.own_data import own_data
from five_steps.graphql_api.people.privacy.retention_due import (
    BEFORE,
    FIRST_DUE_FIRST,
    RetentionDue,
)


@strawberry.type(description="Reading about personal information.")
class PrivacyQueries:
    """Root fields of personal information."""

    @strawberry.field(
        description="All that is held about the resident or volunteer who asks 我的全部信息, as "
        "one JSON document; null to others. `GET /me/data` gives the same as a file."
    )
    async def my_data(self, info: Info) -> JSONText | None:
        """The document."""
        person_id = info.context.viewer.person_id
        if person_id is None:
            return None
        return JSONText((await own_data(info.context.services.database, person_id)).decode())

    erasures: Connection[Erasure] = connection(
        "The erasures that the viewer may see, the latest first 删除申请.",
        filter=ErasureFilter,
        sorts=LATEST_ERASURE_FIRST,
        roles=READS_ALL | {Role.UNIT_ADMIN, Role.VOLUNTEER, Role.RESIDENT},
    )
    retention_due: Connection[RetentionDue] = connection(
        "Whose information is erased next, the first due first 到期删除预览; for auditors and the "
        "centre.",
        arguments={"before": BEFORE},
        sorts=FIRST_DUE_FIRST,
        roles=READS_ALL,
    )
    erased_months: Connection[ErasedMonth] = connection(
        "The months whose texts were erased in time, the latest first 按月到期删除; for auditors "
        "and the centre.",
        sorts=LATEST_MONTH_FIRST,
        roles=READS_ALL,
    )
