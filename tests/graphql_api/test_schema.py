"""The schema as front-ends know it."""

from __future__ import annotations

from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
)

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.graphql_api import schema as schema_module
from five_steps.graphql_api.kernel.errors import FAMILIES
from five_steps.graphql_api.kernel.global_id import TYPE_NAME_CHARS_MAX
from five_steps.graphql_api.kernel.messages import REFUSALS, Language, language_of
from five_steps.graphql_api.schema import schema, sdl

SNAPSHOT = Path(schema_module.__file__).with_name("schema.graphql")
_TYPES = [type_ for name, type_ in schema._schema.type_map.items() if not name.startswith("__")]


def test_the_committed_schema_is_current() -> None:
    assert SNAPSHOT.read_text(encoding="utf-8") == sdl(), (
        f"run: five-steps schema > five_steps/graphql_api/{SNAPSHOT.name}"
    )


@pytest.mark.parametrize("type_", _TYPES, ids=lambda type_: type_.name)
def test_every_element_is_described(type_: GraphQLNamedType) -> None:
    missing = [] if type_.description else [type_.name]
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        for name, field in type_.fields.items():
            missing += [] if field.description else [name]
            missing += [f"{name}({a})" for a, arg in field.args.items() if not arg.description]
    if isinstance(type_, GraphQLInputObjectType):
        missing += [name for name, field in type_.fields.items() if not field.description]
    if isinstance(type_, GraphQLEnumType):
        missing += [name for name, value in type_.values.items() if not value.description]
    assert missing == []


def test_global_ids_stay_on_one_line() -> None:
    nodes = [t for t in _TYPES if isinstance(t, GraphQLObjectType) and t.interfaces]
    assert all(len(t.name) <= TYPE_NAME_CHARS_MAX for t in nodes if t.interfaces[0].name == "Node")


@pytest.mark.parametrize("code", RefusalCode)
def test_every_refusal_has_a_family_and_both_languages(code: RefusalCode) -> None:
    assert code in FAMILIES
    assert all(REFUSALS[code][language] for language in Language)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", Language.ENGLISH),
        ("zh-CN,zh;q=0.9,en;q=0.8", Language.CHINESE),
        ("ZH", Language.CHINESE),
        ("fr, en-GB;q=0.7", Language.ENGLISH),
        ("fr", Language.ENGLISH),
    ],
)
def test_the_language_is_negotiated(header: str, language: Language) -> None:
    assert language_of(header) is language
