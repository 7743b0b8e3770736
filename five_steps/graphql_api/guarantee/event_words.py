"""What kinds of events mean, as fields of rows that have a topic."""

from collections.abc import Callable
from functools import cache
from typing import Any

from five_steps.domain.kernel.event_kinds import Meaning, event_kinds
from five_steps.graphql_api.kernel.entity import ColumnField
from five_steps.graphql_api.kernel.statement import Statement


class EventWordField(ColumnField):
    """A field with a word for the row's topic; null for a topic that this code does not know.

    The words go along as parameters: in the text they would be most of the statement.
    """

    def __init__(self, description: str, word: Callable[[Meaning], str]) -> None:
        super().__init__(description, "", None, None)
        self._word = word

    def expression(self, statement: Statement, row: str) -> str:
        """The SQL of the field."""
        words = statement.bind(lambda _: _words(self._word))
        topics = statement.bind(lambda _: _topics())
        return f"({words}::text[])[array_position({topics}::text[], {row}.topic)]"


def event_word(description: str, word: Callable[[Meaning], str]) -> Any:
    """A field with a word for the row's topic."""
    return EventWordField(description, word)


def chinese(meaning: Meaning) -> str:
    """The term of the mission."""
    return meaning.chinese


def english(meaning: Meaning) -> str:
    """The sentence that says what happened."""
    return meaning.english


@cache
def _topics() -> list[str]:
    return list(event_kinds())


@cache
def _words(word: Callable[[Meaning], str]) -> list[str]:
    return [word(kind.meaning) for kind in event_kinds().values()]
