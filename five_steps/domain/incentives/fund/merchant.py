"""A merchant (商户) that runs counters and is paid out of the fund."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class Merchant(Aggregate):
    """A merchant. `account` is its sealed bank account, opened for payments alone."""

    TOPIC = "merchant"

    class Created(Aggregate.Created):
        """The merchant was signed up (签约)."""

        TOPIC = "merchant.created"
        unit_id: UUID
        name: str
        contact: str
        account: str

        def apply(self, merchant: "Merchant") -> None:
            merchant.unit_id = self.unit_id
            merchant.name = self.name

    class ContractEnded(Aggregate.Event):
        """The contract ended (解约); what is owed is still settled."""

        TOPIC = "merchant.contract_ended"
        reason: str

        def apply(self, merchant: "Merchant") -> None:
            merchant.ended = True

    def __init__(self) -> None:
        self.unit_id: UUID
        self.name = ""
        self.ended = False

    @classmethod
    def sign_up(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        unit_id: UUID,
        name: str,
        contact: str,
        account: str,
    ) -> "Merchant":
        """Sign a merchant up; contact and account come sealed."""
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            unit_id=unit_id,
            name=checks.name("name", name),
            contact=contact,
            account=account,
        )

    def end_contract(self, *, reason: str, at: datetime) -> None:
        """End the contract."""
        self.require_under_contract()
        self.trigger_event(self.ContractEnded, timestamp=at, reason=checks.reason("reason", reason))

    def require_under_contract(self, field: str = "merchantId") -> None:
        """Refuse unless the merchant is under contract."""
        if self.ended:
            raise Refusal(RefusalCode.WRONG_STATE, field, actual="ENDED", allowed="UNDER_CONTRACT")
