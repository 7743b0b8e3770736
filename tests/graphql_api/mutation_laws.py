"""What holds for every mutation, whatever it does.

A chapter gives a `Case` for each of its mutations; what the laws send beyond that follows from the
types of the input's fields and from the table of permissions.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from five_steps.commands import COMMANDS, Actor, Role
from five_steps.commands.kernel.permissions import PERMISSIONS
from five_steps.graphql_api.kernel.errors import FAMILIES
from five_steps.graphql_api.kernel.messages import COMMAND_ID_REUSED, REFUSALS, Language
from tests.graphql_api.mutating import mutate, mutation, result
from tests.graphql_api.mutation_variants import VARIANTS, Variant

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tests.commands.district import District
    from tests.graphql_api.api import Api

LANGUAGES = {"zh-CN,zh;q=0.9": Language.CHINESE, "en": Language.ENGLISH}


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


def of_chapter(chapter: str) -> set[str]:
    """The mutations of a chapter: its commands, but for those that the service alone gives.

    A chapter within it has mutations of its own.
    """
    return {
        _camel_case(registered.kind)
        for command, registered in COMMANDS.items()
        if command.__module__.rpartition(".")[0] == f"five_steps.commands.{chapter}"
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


async def is_done_once_at_once(api: Api, case: Case) -> None:
    """Sent twice in the same moment it is done once, and both answers say so."""
    asked, by, command_id = await case.prepare(api), case.by(api.district), uuid4()
    answers = await asyncio.gather(
        *(
            result(api, case.name, asked.given, by, shown=asked.shown, command_id=command_id)
            for _ in range(2)
        )
    )
    assert sorted(answer.pop("repeated") for answer in answers) == [False, True]
    assert answers[0] == answers[1]
    assert answers[0][mutation(case.name).object_field] == asked.shown
    assert answers[0]["position"] == await api.district.position()


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


async def is_refused(api: Api, case: Case, kinds: Sequence[str]) -> None:
    """Every variant is refused for its own reason, and nothing is recorded by it.

    That the input is done afterwards shows that it was the change that was refused.
    """
    asked = await case.prepare(api)
    before = await api.district.position()
    for kind in kinds:
        for variant, (header, language) in zip(VARIANTS[kind](case), cycle(LANGUAGES.items())):
            given = {**asked.given, **variant.changes}
            by = case.by(api.district) if variant.by is None else variant.by(api.district)
            body = await mutate(api, case.name, given, by, language=header)
            assert _meets(variant, body, language), (kind, variant, body)
        assert await api.district.position() == before, kind
    done = await result(api, case.name, asked.given, case.by(api.district), shown=asked.shown)
    assert done["__typename"] == mutation(case.name).success, done


def _meets(variant: Variant, body: dict[str, Any], language: Language) -> bool:
    if variant.code is None:
        return "data" not in body and body["errors"][0]["extensions"]["code"] == "BAD_REQUEST"
    if "errors" in body:
        return False
    (answer,) = body["data"].values()
    return (
        answer["__typename"] == FAMILIES[variant.code].__name__
        and answer["code"] == variant.code
        and answer["message"] == REFUSALS[variant.code][language]
        and variant.field in (None, answer["field"])
    )


def refusals(cases: list[Case], otherwise: Collection[tuple[str, str]] = ()) -> list[Any]:
    """The cases, each with the kinds of refusal that it has variants of.

    Without those in `otherwise`, kinds with the mutations that refuse them for another reason.
    """
    return [
        pytest.param(
            case,
            [
                kind
                for kind, variants in VARIANTS.items()
                if (kind, case.name) not in otherwise and any(True for _ in variants(case))
            ],
            id=str(case),
        )
        for case in cases
    ]


def _camel_case(kind: str) -> str:
    head, *tail = kind.split("_")
    return head + "".join(map(str.capitalize, tail))
