"""Guardians (监护人) of minors."""

from datetime import datetime

from five_steps.graphql_api.kernel.access import GUARDIAN, GUARDIAN_CONTACT
from five_steps.graphql_api.kernel.entity import column, entity
from five_steps.graphql_api.kernel.scalars import Position

_MASKED_PHONE = "left({t}.phone, 3) || '****' || right({t}.phone, 4)"


@entity(
    "read.guardians",
    "The guardian who consents to a minor's service (监护人); null values once erased.",
    key={"volunteer_id": "uuid"},
    visible=GUARDIAN,
    person="{t}.volunteer_id",
)
class Guardian:
    """The guardian who consents to a minor's service."""

    name: str | None = column("Name 姓名.", personal=True)
    phone: str | None = column(
        "Telephone 电话; masked to auditors.",
        seen_by=GUARDIAN_CONTACT,
        masked=(GUARDIAN, _MASKED_PHONE),
        personal=True,
    )
    relation: str | None = column("What they are to the minor 与本人关系.", personal=True)
    consented_at: datetime = column("When they consented 同意时间.")
    recorded_by: str = column("Who recorded it 登记人.")
    withdrawn_at: datetime | None = column("When they took it back 撤回时间; null if they did not.")
    withdrawal_reason: str | None = column("Why 撤回原因.", personal=True)
    withdrawal_recorded_by: str | None = column("Who recorded that 撤回登记人.")
    position: Position = column("Log position of the last event about it.")
