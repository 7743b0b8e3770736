"""The domain speaks its own language: what has a Chinese term says so, read from the source."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from five_steps import domain
from five_steps.domain.kernel.refusal import RefusalCode

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = sorted(Path(domain.__path__[0]).rglob("*.py"))
CHINESE = re.compile(r"[\u4e00-\u9fff]")
OF_THE_INTERFACE = {RefusalCode.__name__}
"""Enums that the domain has no Chinese words for."""


def classes(base: str) -> list[tuple[str, ast.ClassDef]]:
    """The classes of the domain that derive from `base` by name."""
    found = [
        (f"{path.stem}.{node.name}", node)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and base in map(ast.unparse, node.bases)
    ]
    assert found
    return found


def member_docstrings(enum: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Each member of an enum and the string that follows it, empty if none does."""
    for statement, following in zip(enum.body, [*enum.body[1:], None], strict=True):
        if isinstance(statement, ast.Assign):
            docstring = ""
            if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
                docstring = str(following.value.value)
            yield ast.unparse(statement.targets[0]), docstring


ENUMS = classes("StrEnum")
EVENTS = classes("Aggregate.Created") + classes("Aggregate.Event")


@pytest.mark.parametrize("enum", [node for _, node in ENUMS], ids=[name for name, _ in ENUMS])
def test_each_member_of_an_enum_says_what_it_means(enum: ast.ClassDef) -> None:
    members = dict(member_docstrings(enum))
    assert members
    assert [name for name, docstring in members.items() if not docstring] == []
    if enum.name not in OF_THE_INTERFACE:
        no_term = [name for name, docstring in members.items() if not CHINESE.search(docstring)]
        assert no_term == []


@pytest.mark.parametrize("event", [node for _, node in EVENTS], ids=[name for name, _ in EVENTS])
def test_each_event_has_its_chinese_term(event: ast.ClassDef) -> None:
    assert CHINESE.search(ast.get_docstring(event) or "")


def test_refusal_codes_are_their_own_names() -> None:
    assert [code.value for code in RefusalCode] == [code.name for code in RefusalCode]


def test_every_refusal_code_of_the_domain_is_given_by_a_rule() -> None:
    """All but FORBIDDEN, which is decided by who asks: that is the commands' business."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    given = set(re.findall(r"RefusalCode\.([A-Z_]+)", source))
    assert given == {code.name for code in RefusalCode} - {"FORBIDDEN"}
