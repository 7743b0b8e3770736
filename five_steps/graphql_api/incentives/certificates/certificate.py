"""Certificates of service (志愿服务记录证明)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from five_steps.graphql_api.kernel.access import CERTIFICATE
from five_steps.graphql_api.kernel.collection import Argument, Condition
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.organisation.unit import Unit

if TYPE_CHECKING:
    from five_steps.graphql_api.people.volunteer import Volunteer

_INTACT = (
    "({t}.records_hash = (SELECT encode(sha256(convert_to("
    "coalesce(string_agg(r.id::text || ' ' || r.minutes || E'\\n', '' ORDER BY r.id), ''),"
    " 'UTF8')), 'hex') FROM read.service_records r WHERE r.volunteer_id = {t}.volunteer_id"
    " AND r.state = 'VERIFIED' AND r.minutes > 0"
    " AND r.starts_at >= {t}.starts_at AND r.ends_at <= {t}.ends_at))"
)
"""The hash over the canonical list of the records as they are now, as the domain makes it."""

_ISSUER = "(SELECT u.name FROM read.units u WHERE u.id = {t}.unit_id)"


def read_number(_: str, value: str) -> Any:
    """A number as people type it, with blanks and hyphens between its digits."""
    return value.replace(" ", "").replace("-", "")


NUMBER = Argument(
    str,
    "Number of the certificate 证明编号, 16 digits; blanks and hyphens are no matter.",
    Condition("{t}.number = {p}", read_number),
)


@entity(
    "read.certificates",
    "A certificate of service (志愿服务记录证明); for its holder and the staff of the unit.",
    visible=CERTIFICATE,
    person="{t}.volunteer_id",
)
class Certificate(Node):
    """A certificate of service."""

    number: str = column("Number 证明编号, by which anybody may verify it.")
    holder_name: str | None = column(
        "The holder's name as it was 姓名; null once the personal data was erased.", personal=True
    )
    id_number_masked: str | None = column("The holder's id number, masked 身份证号.", personal=True)
    starts_at: datetime = column("Start of the certified period 开始时间.")
    ends_at: datetime = column("End of the certified period 结束时间.")
    minutes: int = column("Verified minutes of the period 服务时长（分钟）.")
    record_count: int = column("Verified records of the period 服务次数.")
    records_hash: str = column(
        "SHA-256 over a line `<record UUID> <minutes>` and a line feed for each record, in the "
        "order of the ids 记录摘要."
    )
    intact: bool = column(
        "Whether the records still say the same 记录是否一致; false after a correction or dispute.",
        _INTACT,
    )
    star_level: int = column("The holder's star then 星级, 0–5.")
    issuer: str | None = column("Name of the unit that issued it 出具单位名称.", _ISSUER)
    issued_by: str = column("Who asked for it 经办人.")
    consent: str = column("How the holder agreed if the unit asked 本人同意方式.")
    issued_at: datetime = column("When it was issued 出具时间.")
    revoked_at: datetime | None = column("When it was revoked 撤销时间.")
    revocation_reason: str | None = column("Why it was revoked 撤销原因.")
    position: Position = column("Log position of its last event.")
    volunteer: (
        Annotated["Volunteer", strawberry.lazy("five_steps.graphql_api.people.volunteer")] | None
    ) = one("The holder 志愿者.", join="{t}.id = {parent}.volunteer_id")
    unit: Unit | None = one("The unit that issued it 出具单位.", join="{t}.id = {parent}.unit_id")


@entity(
    "read.certificates",
    "What anybody learns of a certificate by its number (证明核验): no more than it takes to check "
    "what is in hand.",
    key={"number": "text"},
    visible=PUBLIC,
)
class CertificateVerification:
    """What anybody learns of a certificate by its number."""

    number: str = column("Number 证明编号.")
    valid: bool = column(
        "Whether it is valid 是否有效; false once revoked.", "{t}.revoked_at IS NULL"
    )
    masked_name: str | None = column(
        "The holder's family name 姓名（隐去名字）; null once the personal data was erased.",
        "left({t}.holder_name, 1) || '**'",
    )
    starts_at: datetime = column("Start of the certified period 开始时间.")
    ends_at: datetime = column("End of the certified period 结束时间.")
    minutes: int = column("Verified minutes of the period 服务时长（分钟）.")
    record_count: int = column("Verified records of the period 服务次数.")
    intact: bool = column("Whether the records still say the same 记录是否一致.", _INTACT)
    issuer: str | None = column("The unit that issued it 出具单位.", _ISSUER)
    issued_at: datetime = column("When it was issued 出具时间.")
    revoked_at: datetime | None = column("When it was revoked 撤销时间.")
