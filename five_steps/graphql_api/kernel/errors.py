"""Why a command was refused, as types that a front-end can branch on."""

from collections.abc import Mapping
from typing import TypeAlias

import strawberry

from five_steps.commands.kernel.actor import Role
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.graphql_api.kernel.messages import COMMAND_ID_REUSED, REFUSALS, Language

graphql_enum(RefusalCode)


@strawberry.interface(description="A reason why a command was refused; nothing was recorded.")
class Error:
    """A reason why a command was refused."""

    code: RefusalCode | None = strawberry.field(
        description="The exact reason; null where the type says it all."
    )
    field: str = strawberry.field(description="The path of the input that is meant.")
    message: str = strawberry.field(
        description="For people, in Chinese or English by `Accept-Language`."
    )
    allowed: str | None = strawberry.field(description="What is allowed, or would have been.")
    actual: str | None = strawberry.field(description="What was found.")


@strawberry.type(description="A value is not of the allowed form (输入有误).")
class InvalidInput(Error):
    """A value is not of the allowed form."""


@strawberry.type(description="Something named does not exist (未找到).")
class NotFound(Error):
    """Something named does not exist."""


@strawberry.type(description="The caller may not do this (无权限).")
class Forbidden(Error):
    """The caller may not do this."""


@strawberry.type(
    description="A rule or what happened meanwhile stands against it (冲突): state, time, number."
)
class Conflict(Error):
    """A rule or what happened meanwhile stands against it."""


@strawberry.type(description="The command id was used before for something else (操作编号重复).")
class CommandIdReused(Error):
    """The command id was used before for something else."""


CommandError: TypeAlias = InvalidInput | NotFound | Forbidden | Conflict | CommandIdReused

FAMILIES: Mapping[RefusalCode, type[InvalidInput | NotFound | Forbidden | Conflict]] = {
    RefusalCode.INVALID: InvalidInput,
    RefusalCode.NOT_FOUND: NotFound,
    RefusalCode.FORBIDDEN: Forbidden,
    RefusalCode.SELF_VERIFICATION: Forbidden,
    RefusalCode.SECOND_PERSON_REQUIRED: Forbidden,
    RefusalCode.WRONG_STATE: Conflict,
    RefusalCode.DUPLICATE: Conflict,
    RefusalCode.OVERLAP: Conflict,
    RefusalCode.CAP_EXCEEDED: Conflict,
    RefusalCode.FULL: Conflict,
    RefusalCode.TOO_EARLY: Conflict,
    RefusalCode.TOO_LATE: Conflict,
    RefusalCode.NOT_ELIGIBLE: Conflict,
    RefusalCode.FROZEN: Conflict,
    RefusalCode.INSUFFICIENT_POINTS: Conflict,
    RefusalCode.OUT_OF_STOCK: Conflict,
    RefusalCode.FUND_EXHAUSTED: Conflict,
    RefusalCode.LIMIT_REACHED: Conflict,
    RefusalCode.CLOSED: Conflict,
    RefusalCode.WRONG_CODE: Conflict,
}


def refused(refusal: Refusal, language: Language) -> CommandError:
    """A refusal as the error of its family."""
    return FAMILIES[refusal.code](
        code=refusal.code,
        field=refusal.field,
        message=REFUSALS[refusal.code][language],
        allowed=_text(refusal.details.get("allowed")),
        actual=_text(refusal.details.get("actual")),
    )


def command_id_reused(language: Language) -> CommandIdReused:
    """The error of a command id that stands for something else."""
    return CommandIdReused(
        code=None,
        field="commandId",
        message=COMMAND_ID_REUSED[language],
        allowed="a new UUID",
        actual=None,
    )


def signed_out(language: Language) -> Forbidden:
    """The error of a command without a token."""
    return Forbidden(
        code=RefusalCode.FORBIDDEN,
        field="authorization",
        message=REFUSALS[RefusalCode.FORBIDDEN][language],
        allowed=", ".join(role for role in Role if role is not Role.SYSTEM),
        actual=None,
    )


def _text(detail: str | int | None) -> str | None:
    return None if detail is None else str(detail)
