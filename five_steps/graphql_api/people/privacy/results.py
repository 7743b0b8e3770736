"""What mutations of personal information answer with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed
from five_steps.graphql_api.people.privacy.erasure import Erasure


@strawberry.type(description="The erasure was asked for, withdrawn, refused or done.")
class ErasureChanged(Done):
    """The erasure was changed."""

    erasure: Erasure | None = changed(Erasure, "The erasure as it is now 删除申请")


ErasureResult: TypeAlias = Annotated[
    ErasureChanged | CommandError,
    strawberry.union("ErasureResult", description="The changed erasure, or why it was refused."),
]
