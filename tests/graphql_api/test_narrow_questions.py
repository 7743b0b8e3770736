"""Which questions about one past object are answered from few streams, without building a past."""

from __future__ import annotations

from uuid import UUID

import pytest
from graphql.execution import VariableValues

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.kernel.as_of import FOR_EVERYONE, FOR_OFFICES
from five_steps.graphql_api.kernel.engine import Engine
from five_steps.graphql_api.kernel.query_plan import PastPart, compile_query
from five_steps.graphql_api.schema import schema
from tests.graphql_api.api import gid

ENGINE = Engine(schema)
SOMEBODY = UUID(int=1)
VOLUNTEER, ORDER, UNIT = (gid(kind, SOMEBODY) for kind in ("Volunteer", "Order", "Unit"))

OF_PERSONS = {
    "volunteer": f"""volunteer(id: "{VOLUNTEER}", asOf: {{position: 1}}) {{
        name phone minutes starLevel unit {{ name parent {{ name parent {{ name }} }} }}
        starChanges {{ level reason }} memberships {{ totalCount }}
        serviceRecords(first: 5) {{ totalCount pageInfo {{ hasNextPage }} edges {{ node {{
            minutes unit {{ name }} volunteer {{ name }} order {{ title }} }} }} }} }}""",
    "points": f"""pointsAccount(volunteerId: "{VOLUNTEER}", asOf: {{position: 1}}) {{
        issued available spendable volunteer {{ name unit {{ name }} }}
        lots {{ points record {{ minutes }} }}
        entries {{ edges {{ node {{ kind points record {{ minutes }} adjustment {{ reason }}
            redemption {{ state counter {{ name }} reward {{ name }} }} }} }} }} }}""",
    "figures": f"""volunteer(id: "{VOLUNTEER}", asOf: {{position: 1}}) {{
        explanation(of: MINUTES) {{ value events {{ totalCount edges {{ node {{
            position topic actor commandId contribution }} }} }} }}
        pointsAccount {{ explanation(of: AVAILABLE) {{ value events {{ edges {{ node {{
            position contribution }} }} }} }} }} }}""",
    "order": f"""order(id: "{ORDER}", asOf: {{position: 1}}) {{
        title place contact followUpResult unit {{ name }} handlingUnit {{ name }}
        requesterResident {{ name }} requesterUnit {{ name }} menuItem {{ title }} team {{ name }}
        assignments {{ minutes volunteer {{ name }} record {{ state }} }}
        invitations {{ reason volunteer {{ name }} }} }}""",
}
OF_OFFICES = {
    "unit": f"""unit(id: "{UNIT}", asOf: {{position: 1}}) {{
        name parent {{ name }} mergedInto {{ name }} successor {{ name }}
        children {{ totalCount }} mergedUnits {{ totalCount }}
        history {{ edges {{ node {{ change name other {{ name }} }} }} }} }}""",
    "records": f"""serviceRecords(filter: {{volunteer: "{VOLUNTEER}"}}, asOf: {{position: 1}}) {{
        totalCount edges {{ node {{ minutes unit {{ name }} }} }} }}""",
    "units": """units(filter: {tier: [STATION]}, asOf: {position: 1}) {
        totalCount edges { node { name parent { name } } } }""",
}
OF_THE_WHOLE = {
    "list": "volunteers(asOf: {position: 1}) { totalCount }",
    "honours": f"""volunteer(id: "{VOLUNTEER}", asOf: {{position: 1}}) {{
        name honours {{ awardedAt }} }}""",
    "records under a unit": f"""serviceRecords(
        filter: {{under: "{UNIT}"}}, asOf: {{position: 1}}) {{ totalCount }}""",
}


def is_narrow(selection: str, role: Role | None) -> bool:
    prepared = ENGINE.documents.prepare(f"{{ {selection} }}", None)
    (part,) = compile_query(schema._schema, prepared.operation, VariableValues({}, {}), role)
    assert isinstance(part, PastPart)
    if part.narrow is not None:
        assert set(part.narrow.tables) == part.sql.tables
    return part.narrow is not None


@pytest.mark.parametrize("question", OF_PERSONS)
@pytest.mark.parametrize("role", sorted(FOR_EVERYONE))
def test_what_is_a_persons_own_is_narrow_for_every_role(question: str, role: Role) -> None:
    assert is_narrow(OF_PERSONS[question], role)


@pytest.mark.parametrize("question", OF_OFFICES)
@pytest.mark.parametrize("role", sorted(FOR_OFFICES))
def test_what_is_an_offices_is_narrow_for_every_role(question: str, role: Role) -> None:
    assert is_narrow(OF_OFFICES[question], role)


@pytest.mark.parametrize("question", OF_THE_WHOLE)
def test_what_many_streams_make_is_not(question: str) -> None:
    assert not is_narrow(OF_THE_WHOLE[question], Role.AUDITOR)
