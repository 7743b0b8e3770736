"""The domain's enumerations as GraphQL enums, with the words the domain describes them by."""

import ast
import inspect
from enum import StrEnum
from itertools import pairwise
from textwrap import dedent
from typing import TypeVar

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

E = TypeVar("E", bound=StrEnum)


def graphql_enum(enum: type[E], name: str | None = None) -> type[E]:
    """Make a domain enumeration known to GraphQL.

    The description of a value is the string below its line in the domain, which Python drops, so
    it is read from the source.
    """
    strawberry.enum(enum, name=name, description=inspect.getdoc(enum))
    definition: StrawberryEnumDefinition = enum.__strawberry_definition__  # type: ignore[attr-defined]
    described = _described(enum)
    for value in definition.values:
        value.description = described[value.name]
    return enum


def _described(enum: type[StrEnum]) -> dict[str, str]:
    (declared,) = ast.parse(dedent(inspect.getsource(enum))).body
    assert isinstance(declared, ast.ClassDef)
    return {
        line.targets[0].id: below.value.value
        for line, below in pairwise(declared.body)
        if isinstance(line, ast.Assign)
        and isinstance(line.targets[0], ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
