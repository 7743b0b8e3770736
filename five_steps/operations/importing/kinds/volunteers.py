"""Volunteers (志愿者): registered, and approved because the roster they stand on was."""

from collections.abc import Iterable, Iterator
from functools import partial

from five_steps.commands.people.registration import ApproveVolunteer, RegisterVolunteer
from five_steps.operations.importing import values as read
from five_steps.operations.importing.directory import Directory
from five_steps.operations.importing.jobs import CommandRunner, Fate, Job, Values
from five_steps.operations.importing.people import checked_id_number, checked_phone

_COLUMNS = {
    "idNumber": "id_number",
    "unitId": "unit",
    "partyMember": "party_member",
    "guardianConsent": "guardian_consent",
}


class VolunteerImport:
    """Registers and approves volunteers."""

    def __init__(self, runner: CommandRunner, directory: Directory, unit: str) -> None:
        self._runner = runner
        self._directory = directory
        self._unit = unit

    def read(self, values: Values) -> Iterable[Job]:
        """Every row is a volunteer of its own."""
        id_number = checked_id_number(values["id_number"])
        unit = read.text(values["unit"]) or read.required_text(self._unit, "unit")
        command = RegisterVolunteer(
            unit_id=self._directory.unit(unit, "unit"),
            name=read.required_text(values["name"], "name"),
            phone=checked_phone(values["phone"]),
            id_number=id_number,
            categories=tuple(
                dict.fromkeys(
                    read.category(written, "categories")
                    for written in read.listed(values["categories"], "categories")
                )
            ),
            skills=read.listed(values["skills"], "skills"),
            party_member=read.yes_no(values["party_member"], "party_member"),
            guardian_consent=read.yes_no(values["guardian_consent"], "guardian_consent"),
        )
        return (Job((values.line,), (id_number,), partial(self._register, command)),)

    def rest(self) -> Iterator[Job]:
        """Nothing is kept."""
        return iter(())

    async def _register(self, command: RegisterVolunteer) -> Fate:
        registered = await self._runner.run(command, columns=_COLUMNS)
        approval = ApproveVolunteer(volunteer_id=registered.object_id)
        approved = await self._runner.run(approval, columns=_COLUMNS)
        return Fate.ALREADY_THERE if approved.repeated else Fate.IMPORTED
