"""What holds for every mutation, whatever it does.

A chapter gives a `Case` for each of its mutations; what the laws send beyond that follows from the
types of the input's fields and from the table of permissions.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import uuid4

import pytest

from five_steps.commands import COMMANDS, Actor, Role
from five_steps.commands.kernel.permissions import PERMISSIONS
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.graphql_api.kernel.errors import FAMILIES
from five_steps.graphql_api.kernel.messages import COMMAND_ID_REUSED, REFUSALS, Language
from tests.graphql_api.api import gid
from tests.graphql_api.mutating import Field, kind_of, mutate, mutation, result

if TYPE_CHECKING:
    from tests.commands.district import District
    from tests.graphql_api.api import Api

LANGUAGES = {"zh-CN,zh;q=0.9": Language.CHINESE, "en": Language.ENGLISH}

By: TypeAlias = Callable[["District"], Actor | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """An input that is done, and what the changed object looks like then."""

    given: dict[str, Any]
    shown: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A mutation, how to prepare a new valid input for it, and who gives it."""

    name: str
    prepare: Callable[[Api], Awaitable[Asked]]
    by: Callable[[District], Actor]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Variant:
    """A change of a valid input that spoils it; without a code, GraphQL itself refuses it."""

    changes: dict[str, Any]
    code: RefusalCode | None = None
    field: str | None = None
    by: By | None = None


def of_chapter(chapter: str) -> set[str]:
    """The mutations of a chapter: its commands, but for those that the service alone gives."""
    return {
        _camel_case(registered.kind)
        for command, registered in COMMANDS.items()
        if command.__module__.startswith(f"five_steps.commands.{chapter}.")
        and PERMISSIONS[registered.kind] != {Role.SYSTEM}
    }


# --- what is done ---------------------------------------------------------------------------------


async def is_done_once(api: Api, case: Case) -> None:
    """It shows what it changed; a repeat gets the same answer and changes nothing."""
    asked, by, command_id = await case.prepare(api), case.by(api.district), uuid4()
    before = await api.district.position()
    answers = [
        await result(api, case.name, asked.given, by, shown=asked.shown, command_id=command_id)
        for _ in range(2)
    ]
    declared = mutation(case.name)
    position = await api.district.position()
    assert position > before
    assert answers == [
        {
            "__typename": declared.success,
            "position": position,
            "repeated": repeated,
            declared.object_field: asked.shown,
        }
        for repeated in (False, True)
    ]


async def keeps_its_command_id(api: Api, case: Case) -> None:
    """The command id stands for this content by this actor, and for nothing else."""
    asked, by, command_id = await case.prepare(api), case.by(api.district), uuid4()
    done = await result(api, case.name, asked.given, by, command_id=command_id)
    assert done["__typename"] == mutation(case.name).success, done
    position = await api.district.position()
    somebody_else = Actor(str(uuid4()), by.role, by.unit_id)
    for header, language in LANGUAGES.items():
        for given, actor in ((asked.given, somebody_else), (_other_text(case, asked.given), by)):
            if (given, actor) == (asked.given, by):
                continue
            answer = await result(
                api, case.name, given, actor, command_id=command_id, language=header
            )
            assert answer["__typename"] == "CommandIdReused", answer
            assert answer["field"] == "commandId"
            assert answer["message"] == COMMAND_ID_REUSED[language]
    assert await api.district.position() == position


def _other_text(case: Case, given: dict[str, Any]) -> dict[str, Any]:
    for name, field in mutation(case.name).fields.items():
        if field.type_name == "String" and not field.is_list and name in given:
            return {**given, name: given[name] + "x"}
    return given


# --- what is refused ------------------------------------------------------------------------------


async def is_refused(api: Api, case: Case, kind: str) -> None:
    """Every variant is refused for its own reason, and nothing is recorded by it.

    That the input is done afterwards shows that it was the change that was refused.
    """
    asked = await case.prepare(api)
    before = await api.district.position()
    for variant in VARIANTS[kind](case):
        given = {**asked.given, **variant.changes}
        by = case.by(api.district) if variant.by is None else variant.by(api.district)
        for header, language in LANGUAGES.items():
            body = await mutate(api, case.name, given, by, language=header)
            assert _meets(variant, body, language), (variant, body)
    assert await api.district.position() == before
    done = await result(api, case.name, asked.given, case.by(api.district), shown=asked.shown)
    assert done["__typename"] == mutation(case.name).success, done


def _meets(variant: Variant, body: dict[str, Any], language: Language) -> bool:
    if variant.code is None:
        return "data" not in body and body["errors"][0]["extensions"]["code"] == "BAD_INPUT"
    if "errors" in body:
        return False
    (answer,) = body["data"].values()
    return (
        answer["__typename"] == FAMILIES[variant.code].__name__
        and answer["code"] == variant.code
        and answer["message"] == REFUSALS[variant.code][language]
        and variant.field in (None, answer["field"])
    )


def refusals(cases: list[Case]) -> list[Any]:
    """The cases with each kind of refusal that they have variants of."""
    return [
        pytest.param(case, kind, id=f"{case}-{kind}")
        for case in cases
        for kind, variants in VARIANTS.items()
        if any(True for _ in variants(case))
    ]


def _fields(case: Case, type_name: str) -> Iterator[tuple[str, Field]]:
    for name, field in mutation(case.name).fields.items():
        if field.type_name == type_name:
            yield name, field


def _values(field: Field, value: Any) -> Any:
    return [value] * 5 if field.is_list else value


def _no_ids(case: Case) -> Iterator[Variant]:
    for name, _ in _fields(case, "ID"):
        for value in ("", "nonsense", "志愿", str(uuid4()), gid("Nothing", uuid4()), "VW5pdDo="):
            yield Variant({name: value}, RefusalCode.INVALID, name)


def _unknown_ids(case: Case) -> Iterator[Variant]:
    for name, _ in _fields(case, "ID"):
        type_name = _TYPES.get(name, name.removesuffix("Id").capitalize())
        if name == "parentId":
            type_name = "Team" if case.name == "formTeam" else "Unit"
        yield Variant({name: gid(type_name, uuid4())}, RefusalCode.NOT_FOUND, name)


_TYPES = {"intoId": "Unit", "recordId": "ServiceRecord"}


def _texts(case: Case) -> Iterator[Variant]:
    for name, field in _fields(case, "String"):
        for value in ("x" * 20_001, "x" * 2_001, "a\0b", *([" \n"] if field.required else [])):
            yield Variant({name: _values(field, value)}, RefusalCode.INVALID, name)


def _moments(case: Case) -> Iterator[Variant]:
    for name, _ in _fields(case, "DateTime"):
        for value in ("2026-03-01T09:00:00", "2026-13-01T09:00:00Z", "yesterday", "", 5, None):
            yield Variant({name: value})
        for value in (
            "1899-12-31T23:59:59+00:00",
            "2200-01-01T00:00:00Z",
            "9999-12-31T23:59:59-14:00",
            "0001-01-01T00:00:00+14:00",
        ):
            yield Variant({name: value}, RefusalCode.INVALID, name)


def _whole_numbers(case: Case) -> Iterator[Variant]:
    for name, field in _fields(case, "Int"):
        for value in (2**31, -(2**31) - 1, 2**63, 10**30, 1.5, "7", True):
            yield Variant({name: _values(field, value)})
        for value in (-1, 2**31 - 1):
            yield Variant({name: _values(field, value)}, RefusalCode.INVALID, name)


def _decimals(case: Case) -> Iterator[Variant]:
    for name, field in _fields(case, "Decimal"):
        yield Variant({name: _values(field, "one half")})
        for value in ("-1", "1e30", "1e999999", "NaN", "sNaN", "Infinity", "0.1234567"):
            yield Variant({name: _values(field, value)}, RefusalCode.INVALID, name)


def _roles(case: Case) -> Iterator[Variant]:
    yield Variant({}, RefusalCode.FORBIDDEN, "authorization", by=lambda _: None)
    for role in Role:
        if role is not Role.SYSTEM and role not in PERMISSIONS[kind_of(case.name)]:
            yield Variant({}, RefusalCode.FORBIDDEN, "role", by=_in_role(role))


def _in_role(role: Role) -> By:
    # Of the centre, so that it is the role and not the unit that does not fit.
    return lambda district: Actor(str(uuid4()), role, district.centre)


def _foreign_units(case: Case) -> Iterator[Variant]:
    for role in PERMISSIONS[kind_of(case.name)] & {Role.UNIT_ADMIN, Role.DISPATCHER}:
        yield Variant({}, RefusalCode.FORBIDDEN, by=_of_other_station(role))


def _of_other_station(role: Role) -> By:
    return lambda district: Actor("stranger", role, district.other_station)


def _other_people(case: Case) -> Iterator[Variant]:
    allowed = PERMISSIONS[kind_of(case.name)]
    for role, name in ((Role.VOLUNTEER, "volunteerId"), (Role.RESIDENT, "residentId")):
        if role in allowed and name in mutation(case.name).fields:
            yield Variant({}, RefusalCode.FORBIDDEN, name, by=_in_role(role))


VARIANTS: Mapping[str, Callable[[Case], Iterator[Variant]]] = {
    "no id of the type": _no_ids,
    "unknown id": _unknown_ids,
    "text": _texts,
    "moment": _moments,
    "whole number": _whole_numbers,
    "decimal": _decimals,
    "role": _roles,
    "foreign unit": _foreign_units,
    "other person": _other_people,
}


def _camel_case(kind: str) -> str:
    head, *tail = kind.split("_")
    return head + "".join(map(str.capitalize, tail))
