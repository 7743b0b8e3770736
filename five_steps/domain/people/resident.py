"""A resident (群众): somebody who orders services."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class Resident(Aggregate):
    """A resident of a unit's area, known by sealed name and phone."""

    TOPIC = "resident"

    class Created(Aggregate.Created):
        """A resident registered (登记)."""

        TOPIC = "resident.created"
        unit_id: UUID
        personal: str

        def apply(self, resident: "Resident") -> None:
            resident.unit_id = self.unit_id

    class ContactChanged(Aggregate.Event):
        """Name, phone or home unit changed (联系方式变更)."""

        TOPIC = "resident.contact_changed"
        unit_id: UUID
        personal: str

        def apply(self, resident: "Resident") -> None:
            resident.unit_id = self.unit_id

    class Closed(Aggregate.Event):
        """The registration was closed (注销): the person asked for it, or to be forgotten."""

        TOPIC = "resident.closed"

        def apply(self, resident: "Resident") -> None:
            resident.closed = True

    def __init__(self) -> None:
        self.unit_id: UUID
        self.closed = False

    @classmethod
    def register(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        unit_id: UUID,
        personal: str,
    ) -> "Resident":
        """Register a resident at the unit of the area."""
        return cls._create(cls.Created, id=id, timestamp=at, unit_id=unit_id, personal=personal)

    def change_contact(self, *, unit_id: UUID, personal: str, at: datetime) -> None:
        """Change name, phone or home unit."""
        self.require_registered()
        self.trigger_event(self.ContactChanged, timestamp=at, unit_id=unit_id, personal=personal)

    def close(self, *, at: datetime) -> None:
        """Close the registration, for ever."""
        self.require_registered()
        self.trigger_event(self.Closed, timestamp=at)

    def require_registered(self) -> None:
        """Refuse once the registration is closed."""
        if self.closed:
            raise Refusal(
                RefusalCode.WRONG_STATE, "residentId", actual="CLOSED", allowed="REGISTERED"
            )
