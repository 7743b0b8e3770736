"""A statement over what is now, turned into one over what was.

All that a selection reads, the rows that rules of access look at included, is named in its SQL: the
tables of `read`, and the log itself. So it is enough to exchange the names.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from graphql import GraphQLError

from five_steps.graphql_api.kernel.as_of import AS_OF
from five_steps.graphql_api.kernel.statement import Statement
from five_steps.projections.past.narrow_reach import Reach, reach_of
from five_steps.projections.past.tables import schema_of

_MENTION = re.compile(r"\b(read|views|public)\.(\w+)")
_READ = re.compile(r"\bread\.(\w+)")
_GIVEN = r"given_\1"
_PLACEHOLDER = re.compile(r"\$\d+")
_LOG = {"stored_events": "notification_id", "commands": "position"}
"""The tables that are only ever added to, with the column by which their past is found."""


class NarrowSQL(NamedTuple):
    """A statement over rows that are given with it."""

    text: str
    reach: Reach
    tables: Sequence[str]
    """In the order in which their rows follow the other parameters."""


class PastSQL(NamedTuple):
    """A statement over the past, in which `read` stands for the schema that it is kept in."""

    text: str
    tables: frozenset[str]
    """Those it reads, by their names in `read`."""

    def at(self, position: int) -> str:
        """The statement over the past of a position."""
        return _READ.sub(rf"{schema_of(position)}.\1", self.text)

    def narrow(self) -> NarrowSQL | None:
        """The same over given rows, if few streams of events make all the rows it reads."""
        reach = reach_of(self.text)
        if reach is None:
            return None
        tables = sorted(reach.tables)
        before = len(set(_PLACEHOLDER.findall(self.text)))
        given = ", ".join(
            f"given_{table} AS MATERIALIZED (SELECT *"  # noqa: S608
            f" FROM json_populate_recordset(NULL::read.{table}, ${n}::json))"
            for n, table in enumerate(tables, start=before + 1)
        )
        return NarrowSQL(rf"WITH {given} {_READ.sub(_GIVEN, self.text)}", reach, tables)


def past_sql(text: str, statement: Statement) -> PastSQL:
    """The text of a statement that is not finished yet, over the past of `Inputs.position`.

    Raises:
        GraphQLError: it reads something that has no past.
    """
    tables: set[str] = set()
    position = f"{statement.bind(lambda inputs: inputs.position)}::bigint"

    def bounded(mention: re.Match[str]) -> str:
        schema, name = mention.groups()
        if schema == "read":
            tables.add(name)
            return mention[0]
        if schema == "public" and name in _LOG:
            return f"(SELECT * FROM public.{name} WHERE {_LOG[name]} <= {position})"  # noqa: S608
        raise GraphQLError(
            f"{AS_OF}: nothing is kept of how {schema}.{name} was",
            extensions={"code": "NO_PAST", "field": AS_OF},
        )

    return PastSQL(statement.finish(_MENTION.sub(bounded, text)), frozenset(tables))
