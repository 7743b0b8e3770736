"""SQL as words, signs and brackets: as much of its form as it takes to see what it reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

Item: TypeAlias = "str | list[Item]"
"""A word or sign, or what stands in brackets."""

_TOKEN = re.compile(
    r"""'(?:[^']|'')*' | "[^"]*" | \$\d+ | :: | [^\W\d][\w.]*(?:\[\d+\])? | \S""", re.VERBOSE
)
_TROUBLE = re.compile(r"--|/\*|\$\$|\bE'|\bWITH\b", re.IGNORECASE)
"""What would be taken for something else: comments, other quotes, names for whole selects."""


class NotUnderstood(Exception):
    """The statement is not of the form that we read."""


def in_brackets(sql: str) -> list[Item]:
    """The items of a statement.

    Raises:
        NotUnderstood: it has what we do not know, or brackets that do not match.
    """
    if _TROUBLE.search(sql):
        raise NotUnderstood
    groups: list[list[Item]] = [[]]
    for sign in _TOKEN.findall(sql):
        if sign == "(":
            groups.append([])
        elif sign == ")" and len(groups) > 1:
            group = groups.pop()
            groups[-1].append(group)
        elif sign == ")":
            raise NotUnderstood
        else:
            groups[-1].append(sign)
    if len(groups) > 1:
        raise NotUnderstood
    return groups[0]


def word(item: Item) -> str:
    """A keyword as it is usually written; of brackets, nothing."""
    return item.upper() if isinstance(item, str) else ""


def is_read(item: Item) -> bool:
    """Whether it is the name of a table that `read` shows."""
    return isinstance(item, str) and item.lower().startswith("read.")


def is_constant(item: Item) -> bool:
    """Whether it is a text in quotes."""
    return isinstance(item, str) and item.startswith("'")


def tables_in(item: Item) -> set[str]:
    """The tables that are named anywhere in it, as `read` shows them."""
    if isinstance(item, str):
        return {item.partition(".")[2]} if is_read(item) else set()
    return {table for inner in item for table in tables_in(inner)}


def split(items: Sequence[Item], separator: str) -> list[list[Item]]:
    """The items between the separators."""
    parts: list[list[Item]] = [[]]
    for item in items:
        if word(item) == separator:
            parts.append([])
        else:
            parts[-1].append(item)
    return parts
