"""A counter's stock of one reward (库存)."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, companion_id
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

PIECES_MAX = 1_000_000


class CounterStock(Aggregate):
    """Pieces on the shelf, of which redemptions reserve some. Never more than there are."""

    TOPIC = "counter_stock"

    class Created(Aggregate.Created):
        """The counter began to keep the reward (建账)."""

        TOPIC = "counter_stock.created"
        counter_id: UUID
        reward_id: UUID

        def apply(self, stock: "CounterStock") -> None:
            stock.counter_id = self.counter_id
            stock.reward_id = self.reward_id

    class Changed(Aggregate.Event):
        """Pieces were delivered, or written off (below zero), with a reason (出入库)."""

        TOPIC = "counter_stock.changed"
        pieces: int
        reason: str
        changed_by: str

        def apply(self, stock: "CounterStock") -> None:
            stock.on_hand += self.pieces

    class Reserved(Aggregate.Event):
        """A redemption reserved pieces (预留)."""

        TOPIC = "counter_stock.reserved"
        redemption_id: UUID
        pieces: int

        def apply(self, stock: "CounterStock") -> None:
            stock.reserved += self.pieces

    class Released(Aggregate.Event):
        """The reservation was given up (释放预留)."""

        TOPIC = "counter_stock.released"
        redemption_id: UUID
        pieces: int

        def apply(self, stock: "CounterStock") -> None:
            stock.reserved -= self.pieces

    class Issued(Aggregate.Event):
        """Reserved pieces were handed out (出库)."""

        TOPIC = "counter_stock.issued"
        redemption_id: UUID
        pieces: int

        def apply(self, stock: "CounterStock") -> None:
            stock.reserved -= self.pieces
            stock.on_hand -= self.pieces

    class TakenBack(Aggregate.Event):
        """Pieces came back with a return (退货入库)."""

        TOPIC = "counter_stock.taken_back"
        redemption_id: UUID
        pieces: int

        def apply(self, stock: "CounterStock") -> None:
            stock.on_hand += self.pieces

    def __init__(self) -> None:
        self.counter_id: UUID
        self.reward_id: UUID
        self.on_hand = 0
        self.reserved = 0

    @classmethod
    def keep(cls, counter_id: UUID, reward_id: UUID, *, at: datetime) -> "CounterStock":
        """Begin to keep a reward at a counter."""
        return cls._create(
            cls.Created,
            id=counter_stock_id(counter_id, reward_id),
            timestamp=at,
            counter_id=counter_id,
            reward_id=reward_id,
        )

    @property
    def free(self) -> int:
        """Pieces that nobody has reserved."""
        return self.on_hand - self.reserved

    def change(self, pieces: int, *, reason: str, by: str, at: datetime) -> None:
        """Take delivery of pieces, or write some off (below zero): only free ones."""
        checks.whole("pieces", pieces, least=-self.free, most=PIECES_MAX - self.on_hand)
        if pieces == 0:
            raise Refusal(RefusalCode.INVALID, "pieces", allowed="not 0")
        self.trigger_event(
            self.Changed,
            timestamp=at,
            pieces=pieces,
            reason=checks.reason("reason", reason),
            changed_by=by,
        )

    def reserve(self, redemption_id: UUID, pieces: int, *, at: datetime) -> None:
        """Reserve pieces, as long as there are free ones."""
        if pieces > self.free:
            raise Refusal(RefusalCode.OUT_OF_STOCK, "quantity", allowed=self.free, actual=pieces)
        self.trigger_event(self.Reserved, timestamp=at, redemption_id=redemption_id, pieces=pieces)

    def release(self, redemption_id: UUID, pieces: int, *, at: datetime) -> None:
        """Give a reservation up."""
        self.trigger_event(self.Released, timestamp=at, redemption_id=redemption_id, pieces=pieces)

    def issue(self, redemption_id: UUID, pieces: int, *, at: datetime) -> None:
        """Hand out reserved pieces."""
        self.trigger_event(self.Issued, timestamp=at, redemption_id=redemption_id, pieces=pieces)

    def take_back(self, redemption_id: UUID, pieces: int, *, at: datetime) -> None:
        """Take returned pieces back."""
        self.trigger_event(self.TakenBack, timestamp=at, redemption_id=redemption_id, pieces=pieces)


def counter_stock_id(counter_id: UUID, reward_id: UUID) -> UUID:
    """The id of a counter's stock of a reward."""
    return companion_id(counter_id, f"stock:{reward_id}")
