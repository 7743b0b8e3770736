"""Every field of the API that shows a text that was sealed in the log is marked as personal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from graphql import GraphQLObjectType

from five_steps.graphql_api.kernel.personal_reads import field_name
from five_steps.graphql_api.kernel.row_types import row_type
from five_steps.graphql_api.schema import schema
from five_steps.projections import PROJECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from five_steps.graphql_api.kernel.entity import Entity

SEALED = {
    table.name: {column for columns in table.personal.values() for column in columns}
    for view in PROJECTIONS
    for table in view().tables
    if table.personal
}
"""The columns of `read` that hold opened texts, by their tables."""

NOT_PERSONAL = {
    # No more than a family name, to check what is in hand.
    "CertificateVerification.maskedName",
    # Who was nominated or honoured agreed to be announced by name.
    "Honour.nomineeName",
    "Nomination.nomineeName",
}

_TABLE = re.compile(r"read\.(\w+)(?: +(?:AS +)?(?!JOIN|WHERE|ON|LEFT|CROSS)(\w+))?")


def _entities() -> dict[str, Entity]:
    found = {}
    for named in schema._schema.type_map.values():
        entity = row_type(named) if isinstance(named, GraphQLObjectType) else None
        if entity is not None:
            found[entity.name] = entity
    return found


ENTITIES = _entities()


def _opened(entity: Entity) -> Iterator[tuple[str, bool]]:
    """The fields whose SQL names a sealed column, each with whether it is marked."""
    own = {column for table, _ in _TABLE.findall(entity.table) for column in SEALED.get(table, ())}
    for column in entity.columns.values():
        sql = column.sql or f"{{t}}.{column.python_name}"
        names = {f"{{t}}.{name}" for name in own}
        for table, alias in _TABLE.findall(sql):
            names |= {f"{alias or table}.{name}" for name in SEALED.get(table, ())}
        if any(re.search(rf"{re.escape(name)}\b", sql) for name in names):
            yield field_name(entity, column), column.personal


def test_the_views_say_what_was_sealed() -> None:
    assert {"volunteers", "residents", "orders", "certificates"} <= SEALED.keys()
    assert SEALED["volunteers"] == {"name", "phone", "birth_date", "id_number_masked"}


@pytest.mark.parametrize("name", sorted(ENTITIES))
def test_what_was_sealed_leaves_a_trace_when_it_is_read(name: str) -> None:
    shown = dict(_opened(ENTITIES[name]))
    assert [field for field, marked in shown.items() if not marked] == sorted(
        shown.keys() & NOT_PERSONAL
    )


@pytest.mark.parametrize("field", sorted(NOT_PERSONAL))
def test_an_exception_is_one(field: str) -> None:
    assert field in dict(_opened(ENTITIES[field.partition(".")[0]]))


def test_marked_fields_are_those_of_some_sealed_text() -> None:
    opened = {field for entity in ENTITIES.values() for field, _ in _opened(entity)}
    marked = {
        field_name(entity, column)
        for entity in ENTITIES.values()
        for column in entity.columns.values()
        if column.personal
    }
    assert marked <= opened
