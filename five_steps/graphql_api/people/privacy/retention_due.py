"""Who is erased next, because the time to keep their information runs out (到期删除预览)."""

from datetime import datetime

from five_steps.domain.people.privacy.erasure_state import PersonKind
from five_steps.graphql_api.kernel.access import RETENTION_DUE
from five_steps.graphql_api.kernel.collection import Argument, Condition, Sort
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.people.resident import Resident
from five_steps.graphql_api.people.volunteer import Volunteer
from five_steps.projections.people.privacy.keeping import KeptBecause

FIRST_DUE_FIRST = {"": Sort("{t}.due_at", "timestamptz", unique="{t}.person_id")}
BEFORE = Argument(
    datetime | None,
    "Due before this moment; by default within the next 30 days.",
    Condition("{t}.due_at < {p}::timestamptz"),
    default="({now} + interval '30 days')",
)

_DUE = """(
SELECT k.person_id, k.person_kind, k.because, k.since,
    greatest(r.effective_from, k.since + make_interval(days => (r.rules ->> CASE k.because
        WHEN 'WITHDRAWN' THEN 'withdrawn_volunteer_days'
        WHEN 'REJECTED' THEN 'rejected_registration_days'
        ELSE 'inactive_resident_days' END)::int)) AS due_at,
    coalesce(v.unit_id, p.unit_id) AS unit_id
FROM read.keeping k
LEFT JOIN read.volunteers v ON v.id = k.person_id
LEFT JOIN read.residents p ON p.id = k.person_id
CROSS JOIN (SELECT effective_from, rules FROM read.policies WHERE kind = 'RETENTION'
    ORDER BY version DESC LIMIT 1) r
)"""


@entity(
    _DUE,
    "Somebody whose information is erased when it is due (到期删除), by the rules published last, "
    "unless something is left to settle or they are heard of before.",
    key={"person_id": "uuid"},
    visible=RETENTION_DUE,
)
class RetentionDue:
    """Somebody whose information is erased when it is due."""

    person_kind: PersonKind = column("In what capacity the person is registered 登记类别.")
    because: KeptBecause = column("From what the time counts 起算事由.")
    since: datetime = column("Since when 起算时间.")
    due_at: datetime = column("When it is erased 到期时间.")
    unit: Unit | None = one("The unit of the person 所属单位.", join="{t}.id = {parent}.unit_id")
    volunteer: Volunteer | None = one(
        "The volunteer 志愿者.",
        join="{t}.id = {parent}.person_id AND {parent}.person_kind = 'VOLUNTEER'",
    )
    resident: Resident | None = one(
        "The resident 群众.",
        join="{t}.id = {parent}.person_id AND {parent}.person_kind = 'RESIDENT'",
    )
