"""What of others' personal data a request has read so far, whichever way it was executed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from strawberry.utils.str_converters import to_camel_case

from five_steps.graphql_api.kernel.entity import ColumnField, Entity, entity_of
from five_steps.graphql_api.kernel.rule import ALL, NOBODY, Rule
from five_steps.graphql_api.kernel.statement import Statement
from five_steps.graphql_api.kernel.viewer import PERSONS


class PersonalReads:
    """Which personal fields of whom a request has shown to somebody else."""

    def __init__(self) -> None:
        self._shown: dict[tuple[str, ...], set[str]] = {}
        """Persons by the fields that one object showed of them."""
        self._asked: set[str] = set()

    def __bool__(self) -> bool:
        """Whether there is anything to record."""
        return bool(self._shown or self._asked)

    def note(self, fields: tuple[str, ...], persons: Iterable[str]) -> None:
        """Note that these fields of persons are shown."""
        if fields:
            self._shown.setdefault(fields, set()).update(persons)

    def note_object(self, shown: object, *columns: ColumnField) -> None:
        """Note columns of an object that a resolver got."""
        entity = entity_of(type(shown))
        for column in columns:
            person = shown.__dict__[_whose(column)]
            if person is not None and shown.__dict__[column.python_name] not in {None, ""}:
                self.note((field_name(entity, column),), [str(person)])

    def note_asked(self, *fields: str) -> None:
        """Note that fields were asked for that leave a trace whatever they show."""
        self._asked.update(fields)

    def take(self) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """What was noted since the last time: fields, and all who were shown with these fields."""
        shown, self._shown = self._shown, {}
        asked, self._asked = self._asked, set()
        if asked:
            yield tuple(sorted(asked)), ()
        for fields, persons in sorted(_by_all_fields(shown).items()):
            yield fields, tuple(sorted(persons))


def _by_all_fields(
    shown: Mapping[tuple[str, ...], Iterable[str]],
) -> Mapping[tuple[str, ...], Iterable[str]]:
    """Persons by all that was shown of them; what several objects show of one comes together."""
    if len(shown) == 1:
        ((fields, persons),) = shown.items()
        return {tuple(sorted(fields)): persons}
    fields_of: dict[str, set[str]] = {}
    for fields, persons in shown.items():
        for person in persons:
            fields_of.setdefault(person, set()).update(fields)
    alike: dict[tuple[str, ...], list[str]] = {}
    for person, all_fields in fields_of.items():
        alike.setdefault(tuple(sorted(all_fields)), []).append(person)
    return alike


def field_name(entity: Entity, column: ColumnField) -> str:
    """A field as the trail names it."""
    return f"{entity.name}.{to_camel_case(column.python_name)}"


def hidden_outputs(statement: Statement, entity: Entity, row: str) -> list[str]:
    """What a SELECT for resolvers has in addition: whose each personal column is."""
    return [
        f"{shown_person(statement, entity, column.seen_by, row) or 'NULL::uuid'}"
        f' AS "{_whose(column)}"'
        for column in _personal(entity)
    ]


def shown_person(statement: Statement, entity: Entity, rule: Rule | None, row: str) -> str | None:
    """An expression for the person whose columns under a rule a row shows to somebody else.

    None where that is known to be nobody.
    """
    asked = ALL if rule is None else rule.condition(statement.role)
    if asked in {NOBODY, f"{entity.person} = {{viewer}}"}:
        return None
    person = statement.fill(f"({entity.person})", t=row)
    conditions = [] if asked == ALL else [statement.fill(asked, t=row)]
    if statement.role in PERSONS:
        conditions.append(statement.fill(f"{person} IS DISTINCT FROM {{viewer}}"))
    return f"(CASE WHEN {' AND '.join(conditions)} THEN {person} END)" if conditions else person


def note_all(reads: PersonalReads, shown: Any) -> None:
    """Note all personal columns of an object, for what shows it as a whole."""
    reads.note_object(shown, *_personal(entity_of(type(shown))))


def _personal(entity: Entity) -> Sequence[ColumnField]:
    return [column for column in entity.columns.values() if column.personal]


def _whose(column: ColumnField) -> str:
    return f"_whose_{column.python_name}"
