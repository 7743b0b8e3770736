"""Whose personal data a compiled answer shows, found out in the SQL that makes the answer.

An object with personal fields begins with a mark for each rule that they are under: the person's
id, and which of the fields are there; null where the rule does not hold, or if the person is who
asks. Its key, `~0`, `~1`…, is no GraphQL name, and it is cut out again before the answer leaves. So
marks tell of exactly the rows that are in the answer, and one without personal fields has none.
"""

import re
from collections.abc import Sequence

from five_steps.graphql_api.kernel.entity import ColumnField, Entity
from five_steps.graphql_api.kernel.personal_reads import PersonalReads, field_name, shown_person
from five_steps.graphql_api.kernel.rule import Rule
from five_steps.graphql_api.kernel.statement import Statement

# Within a string of JSON a quote is escaped, so `"~` can only begin a key.
_MARK = re.compile(r'"~(\d+)":(?:"([0-9a-f-]{36}):([01]+)"|null),')


class PersonalMarks:
    """The marks of a compiled answer, by their numbers."""

    def __init__(self) -> None:
        self._fields: list[Sequence[str]] = []
        self._shown: dict[tuple[str, str], tuple[str, ...]] = {}
        self.asked: list[str] = []
        """The fields that leave a trace by being asked for."""

    def outputs(
        self, statement: Statement, entity: Entity, columns: Sequence[ColumnField], row: str
    ) -> list[str]:
        """What a SELECT of these columns begins with."""
        grouped: dict[Rule | None, list[ColumnField]] = {}
        for column in columns:
            if column.personal:
                grouped.setdefault(column.seen_by, []).append(column)
        outputs = []
        for rule, guarded in grouped.items():
            person = shown_person(statement, entity, rule, row)
            if person is not None:
                there = [_is_there(c.unmasked(statement, row)) for c in guarded]
                value = " || ".join([f"{person} || ':'", *there])
                outputs.append(f'{value} AS "~{len(self._fields)}"')
                self._fields.append([field_name(entity, column) for column in guarded])
        return outputs

    def take_out(self, text: str, reads: PersonalReads) -> str:
        """The answer without its marks; what they tell is noted."""
        reads.note_asked(*self.asked)
        if not self._fields:
            return text
        # What is between the marks, each followed by the three groups of a mark.
        parts: list[str] = _MARK.split(text)
        alike: dict[tuple[str, str], list[str]] = {}
        for number, person, there in zip(parts[1::4], parts[2::4], parts[3::4], strict=True):
            if person:
                alike.setdefault((number, there), []).append(person)
        for told, persons in alike.items():
            reads.note(self._fields_of(*told), persons)
        return "".join(parts[::4])

    def _fields_of(self, number: str, there: str) -> tuple[str, ...]:
        shown = self._shown.get((number, there))
        if shown is None:
            bits = zip(self._fields[int(number)], there, strict=True)
            shown = self._shown[number, there] = tuple(field for field, bit in bits if bit == "1")
        return shown


def _is_there(value: str) -> str:
    return f"coalesce(({value})::text <> '', FALSE)::int"
