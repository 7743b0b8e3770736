"""The GraphQL operations that the documentation shows, read out of its fenced blocks.

A comment before an operation names whose token it is run with, and how much later than the one
before: `# token: VOLUNTEER, 6 minutes later`; `none` is nobody's. Without it the operation is only
validated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    OperationDefinitionNode,
    OperationType,
    parse,
)

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```graphql\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_TOKEN = re.compile(r"# token: (\w+)(?:, (\d+) minutes later)?\n")


@dataclass(frozen=True, slots=True)
class Example:
    """One operation of a page."""

    page: str
    document: str
    """The whole block, as somebody would paste it."""
    name: str
    kind: OperationType
    token: str | None
    later: timedelta

    def __str__(self) -> str:
        return f"{self.page}: {self.name}"


def blocks(page: str) -> list[tuple[str, DocumentNode]]:
    """The GraphQL blocks of a page, as text and parsed."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [(block, parse(block)) for block in _BLOCK.findall(text)]


def examples(page: str) -> list[Example]:
    """The operations of a page, in order."""
    found = []
    for block, document in blocks(page):
        end = 0
        for node in document.definitions:
            assert node.loc is not None
            if isinstance(node, FragmentDefinitionNode):
                continue
            assert isinstance(node, OperationDefinitionNode)
            assert node.name is not None, f"{page}: name every operation"
            token = _TOKEN.search(block, end, node.loc.start)
            end = node.loc.end
            found.append(
                Example(
                    page=page,
                    document=block,
                    name=node.name.value,
                    kind=node.operation,
                    token=token[1] if token else None,
                    later=timedelta(minutes=int(token[2] or 0) if token else 0),
                )
            )
    return found
