"""The viewer: whoever the token stands for."""

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.kernel.access import SIGNED_IN
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.people.resident import Resident
from five_steps.graphql_api.people.volunteer import Volunteer


@entity(
    "(SELECT {role} AS role, {viewer} AS id, {unit} AS unit_id)",
    "Who is asking, by their token (当前用户).",
    key={"role": "text"},
    visible=SIGNED_IN,
)
class Viewer:
    """Who is asking."""

    role: Role = column("In what capacity 角色.")
    unit: Unit | None = one(
        "The unit that a staff role holds for 任职单位.", join="{t}.id = {parent}.unit_id"
    )
    volunteer: Volunteer | None = one(
        "The volunteer who asks 志愿者.",
        join="{t}.id = {parent}.id AND {parent}.role = 'VOLUNTEER'",
    )
    resident: Resident | None = one(
        "The resident who asks 群众.", join="{t}.id = {parent}.id AND {parent}.role = 'RESIDENT'"
    )
