"""Since when nobody needs to know who somebody is (保存期限起算)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from five_steps.domain.activities.activity import Activity
from five_steps.domain.activities.places import ParticipantKind
from five_steps.domain.feedback.feedback_case import FeedbackCase
from five_steps.domain.feedback.feedback_state import AskerKind
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import RequesterKind
from five_steps.domain.people.privacy.erasure import Erasure
from five_steps.domain.people.privacy.erasure_state import PersonKind
from five_steps.domain.people.resident import Resident
from five_steps.domain.people.volunteer import Volunteer
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import STREAM, Rows
from five_steps.projections.kernel.values import Event, Id


class KeptBecause(StrEnum):
    """From what the time to keep somebody's information counts (保存期限起算事由)."""

    WITHDRAWN = "WITHDRAWN"
    """The volunteer withdrew 志愿者已退出."""
    REJECTED = "REJECTED"
    """The registration was not approved 注册未通过."""
    INACTIVE = "INACTIVE"
    """The resident was last heard of, by an order, complaint or sign-up 群众最近一次活动."""


@dataclass(slots=True)
class KeepingRow:
    """Somebody whose information is kept for a time that has begun.

    A volunteer who has not left is not among them, and nobody whose information was erased.
    """

    person_id: Id
    person_kind: str
    because: str
    since: datetime


class KeepingView(Projection):
    """`read.keeping`."""

    name = "keeping"

    def declare(self) -> None:
        self.keeping = self.table(
            Rows[Id, KeepingRow](
                KeepingRow,
                "keeping",
                key=["person_id"],
                group={
                    "volunteer": STREAM,
                    "resident": STREAM,
                    "order": "requester_id",
                    "feedback_case": "asker_id",
                    "activity": "participant_id",
                    "erasure": "subject_ids",
                },
                indexes=["(because, since, person_id)"],
            )
        )

    @on(Volunteer.Rejected)
    def rejected(self, event: Event) -> None:
        self._keep(event, PersonKind.VOLUNTEER, KeptBecause.REJECTED)

    @on(Volunteer.Withdrawn)
    def withdrawn(self, event: Event) -> None:
        self._keep(event, PersonKind.VOLUNTEER, KeptBecause.WITHDRAWN)

    @on(Resident.Created)
    def registered(self, event: Event) -> None:
        self._keep(event, PersonKind.RESIDENT, KeptBecause.INACTIVE)

    @on(Resident.ContactChanged)
    def contact_changed(self, event: Event) -> None:
        self._heard_of(event, event.stream)

    @on(Order.Created)
    def ordered(self, event: Event, requester_kind: str, requester_id: Id) -> None:
        if requester_kind == RequesterKind.RESIDENT:
            self._heard_of(event, requester_id)

    @on(FeedbackCase.Created)
    def filed(self, event: Event, asker_kind: str, asker_id: Id) -> None:
        if asker_kind == AskerKind.RESIDENT:
            self._heard_of(event, asker_id)

    @on(Activity.SignedUp)
    def signed_up(self, event: Event, participant_kind: str, participant_id: Id) -> None:
        if participant_kind == ParticipantKind.RESIDENT:
            self._heard_of(event, participant_id)

    @on(Erasure.Executed)
    def erased(self, event: Event, subject_ids: list[Id]) -> None:
        for person_id in subject_ids:
            if self.keeping.find(person_id) is not None:
                self.keeping.remove(person_id)

    def _keep(self, event: Event, kind: PersonKind, because: KeptBecause) -> None:
        self.keeping.add(KeepingRow(event.stream, kind, because, event.at))

    def _heard_of(self, event: Event, person_id: Id) -> None:
        if self.keeping.find(person_id) is not None:
            self.keeping.change(person_id).since = event.at
