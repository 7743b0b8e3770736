"""The statements of the ordinary execution: the same conditions and expressions, row by row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from five_steps.graphql_api.kernel.database import Record
from five_steps.graphql_api.kernel.entity import ROW_KEY, ConnectionField, Entity, RowsField
from five_steps.graphql_api.kernel.personal_reads import hidden_outputs
from five_steps.graphql_api.kernel.select import Asked, Rows
from five_steps.graphql_api.kernel.statement import Arguments, Source, Statement
from five_steps.projections.past.moment import Moment

Key = tuple[Any, ...]

_MOMENT = "_moment"


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """What a resolver asks for: the rows of a field, with its arguments."""

    entity: Entity
    field: RowsField
    arguments: Arguments
    moment: Moment | None = None
    """Of which the rows are; None for now."""

    def as_object(self, row: Record) -> Any:
        """An object of the declared type, from a row."""
        made: Any = object.__new__(self.entity.cls)
        made.__dict__.update(row)
        made.__dict__[ROW_KEY] = tuple(row[f"_key_{name}"] for name in self.entity.key)
        made.__dict__[_MOMENT] = self.moment
        return made


Select = Callable[[Statement, Wanted, Asked, str | None], str]


def moment_of(source: object) -> Moment | None:
    """The moment of which an object that a resolver got is; None for now."""
    moment: Moment | None = getattr(source, _MOMENT)
    return moment


def page(statement: Statement, wanted: Wanted, asked: Asked, parent: str | None) -> str:
    """Select the rows of a page, and one more."""
    rows = Rows(statement, wanted.entity, wanted.field.collection, asked, parent)
    outputs = _outputs(statement, wanted.entity, rows.alias)
    if wanted.field.collection.sorts is None:
        return rows.all(outputs)
    if isinstance(wanted.field, ConnectionField):
        outputs.append(f'{rows.cursor} AS "_cursor"')
        return rows.ordered(outputs, limit=f"{rows.first()} + 1")
    return rows.ordered(outputs, limit=rows.first() if wanted.field.paged else None)


def count(statement: Statement, wanted: Wanted, asked: Asked, parent: str | None) -> str:
    """Count the rows of all pages."""
    rows = Rows(statement, wanted.entity, wanted.field.collection, asked, parent)
    return rows.all(["count(*) AS n"])


def _outputs(statement: Statement, entity: Entity, row: str) -> list[str]:
    columns = [f'{c.expression(statement, row)} AS "{n}"' for n, c in entity.columns.items()]
    hidden = [f'{statement.seen_by(rule, row)} AS "{name}"' for name, rule in entity.hidden.items()]
    keys = [f'{row}.{name} AS "_key_{name}"' for name in entity.key]
    return columns + hidden + keys + hidden_outputs(statement, entity, row)


def for_each(
    statement: Statement, parent: Entity, keys: Sequence[Key], select: Callable[[str], str]
) -> str:
    """Run a select for each of many parents, in one statement."""
    arrays = []
    for n, (_, kind) in enumerate(parent.key.items()):
        arrays.append(f"{statement.bind(_constant([key[n] for key in keys]))}::{kind}[]")
    row = statement.alias()
    names = [f"k{n}" for n in range(len(arrays))]
    same = " AND ".join(f"{row}.{c} = k.{n}" for c, n in zip(parent.key, names, strict=True))
    return (
        f"SELECT k.n AS _parent, r.*"  # noqa: S608
        f" FROM unnest({', '.join(arrays)}) WITH ORDINALITY AS k ({', '.join(names)}, n)"
        f" JOIN {statement.fill(parent.table)} {row} ON {same}"
        f" CROSS JOIN LATERAL (SELECT q.*, row_number() OVER () AS _nth FROM ({select(row)}) q) r"
        " ORDER BY k.n, r._nth"
    )


def _constant(value: Any) -> Source:
    return lambda _: value
