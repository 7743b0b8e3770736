"""How a valid input is spoilt: from the types of its fields and the table of permissions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import uuid4

from five_steps.commands import Actor, Role
from five_steps.commands.kernel.permissions import PERMISSIONS
from five_steps.domain.kernel.refusal import RefusalCode
from tests.graphql_api.api import gid
from tests.graphql_api.mutating import Field, kind_of, mutation

if TYPE_CHECKING:
    from tests.commands.district import District
    from tests.graphql_api.mutation_laws import Case

By: TypeAlias = Callable[["District"], Actor | None]


@dataclass(frozen=True, slots=True)
class Variant:
    """A change of a valid input that spoils it; without a code, GraphQL itself refuses it."""

    changes: dict[str, Any]
    code: RefusalCode | None = None
    field: str | None = None
    by: By | None = None


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


def _no_command_ids(_: Case) -> Iterator[Variant]:
    for value in ("", "nonsense", 5, None, gid("Command", uuid4())):
        yield Variant({"commandId": value})


def _unknown_ids(case: Case) -> Iterator[Variant]:
    for name, _ in _fields(case, "ID"):
        type_name = _TYPES.get(name, name.removesuffix("Id").capitalize())
        if name == "parentId":
            type_name = "Team" if case.name == "formTeam" else "Unit"
        if case.name == "decideAssessmentObjection" and name == "objectionId":
            type_name = "AssessmentObjection"
        yield Variant({name: gid(type_name, uuid4())}, RefusalCode.NOT_FOUND, name)


_TYPES = {
    "aboutId": "Unit",
    "amendmentId": "BudgetAmendment",
    "askerId": "Resident",
    "personId": "Resident",
    "assessmentId": "AssessmentProcess",
    "bookingId": "VenueBooking",
    "caseId": "FeedbackCase",
    "coverId": "InsuranceCover",
    "fromTeamId": "Team",
    "helpCaseId": "HelpCase",
    "intoId": "Unit",
    "matterId": "MeetingMatter",
    "meetingId": "JointMeeting",
    "meetingTaskId": "MeetingTask",
    "menuItemId": "MenuItem",
    "nomineeId": "Volunteer",
    "offerId": "BenefitOffer",
    "participantId": "Resident",
    "purchaseItemId": "PurchaseItem",
    "questionnaireIds": "Questionnaire",
    "recordId": "ServiceRecord",
    "raisedByUnitId": "Unit",
    "redemptionIds": "Redemption",
    "requesterId": "Resident",
    "seasonId": "HonourSeason",
    "seriesId": "ActivitySeries",
    "taskId": "ImprovementTask",
    "toTeamId": "Team",
    "proposalId": "SpendingProposal",
    "toUnitId": "Unit",
    "unitIds": "Unit",
    "volunteerIds": "Volunteer",
    "workId": "Order",
}


def _texts(case: Case) -> Iterator[Variant]:
    for name, field in _fields(case, "String"):
        for value in ("x" * 20_001, "x" * 2_001, "a\0b", *([" \n"] if field.required else [])):
            yield Variant({name: _values(field, value)}, RefusalCode.INVALID, name)


def _moments(case: Case) -> Iterator[Variant]:
    for name, field in _fields(case, "DateTime"):
        for value in ("2026-03-01T09:00:00", "2026-13-01T09:00:00Z", "yesterday", "", 5):
            yield Variant({name: value})
        if field.required:
            yield Variant({name: None})
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


def _amounts(case: Case) -> Iterator[Variant]:
    for name, _ in _fields(case, "Cents"):
        for value in (2**53, 10**30, 1.5, "7", True):
            yield Variant({name: value})
        for value in (-1, 2**53 - 1):
            yield Variant({name: value}, RefusalCode.INVALID, name)


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
    for role in sorted(PERMISSIONS[kind_of(case.name)] & {Role.UNIT_ADMIN, Role.DISPATCHER}):
        yield Variant({}, RefusalCode.FORBIDDEN, by=_of_other_station(role))


def _of_other_station(role: Role) -> By:
    return lambda district: Actor("stranger", role, district.other_station)


def _other_people(case: Case) -> Iterator[Variant]:
    allowed = PERMISSIONS[kind_of(case.name)]
    for role, name in ((Role.VOLUNTEER, "volunteerId"), (Role.RESIDENT, "residentId")):
        if role in allowed and name in mutation(case.name).fields:
            yield Variant({}, RefusalCode.FORBIDDEN, name, by=_in_role(role))


VARIANTS: Mapping[str, Callable[[Case], Iterator[Variant]]] = {
    "no command id": _no_command_ids,
    "no id of the type": _no_ids,
    "unknown id": _unknown_ids,
    "text": _texts,
    "moment": _moments,
    "whole number": _whole_numbers,
    "amount": _amounts,
    "decimal": _decimals,
    "role": _roles,
    "foreign unit": _foreign_units,
    "other person": _other_people,
}
