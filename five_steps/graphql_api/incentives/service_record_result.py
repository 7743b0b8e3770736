"""What a mutation of a service record answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.incentives.service_record import ServiceRecord
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="The service record was changed, or entered.")
class ServiceRecordChanged(Done):
    """The service record was changed."""

    service_record: ServiceRecord | None = changed(
        ServiceRecord, "The service record as it is now 服务记录"
    )


ServiceRecordResult: TypeAlias = Annotated[
    ServiceRecordChanged | CommandError,
    strawberry.union(
        "ServiceRecordResult", description="The changed service record, or why it was refused."
    ),
]
