"""An item of the service menu (服务菜单): what residents can order ready-made."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.category import Category

MINUTES_MAX = 24 * 60
HEADCOUNT_MAX = 200


class MenuItem(Aggregate):
    """A service a unit offers, with its usual length (minutes) and headcount (volunteers)."""

    TOPIC = "menu_item"

    class Created(Aggregate.Created):
        """The item was put on the menu (上架)."""

        TOPIC = "menu_item.created"
        unit_id: UUID
        category: str
        title: str
        description: str
        minutes: int
        headcount: int

        def apply(self, item: "MenuItem") -> None:
            item.unit_id = self.unit_id
            item.category = Category(self.category)

    class TakenOff(Aggregate.Event):
        """The item was taken off the menu (下架)."""

        TOPIC = "menu_item.taken_off"
        reason: str

        def apply(self, item: "MenuItem") -> None:
            item.offered = False

    def __init__(self) -> None:
        self.unit_id: UUID
        self.category = Category.THEORY
        self.offered = True

    @classmethod
    def put_on(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        unit_id: UUID,
        category: Category,
        title: str,
        description: str,
        minutes: int,
        headcount: int,
    ) -> "MenuItem":
        """Put a service on the menu."""
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            unit_id=unit_id,
            category=category.value,
            title=checks.name("title", title),
            description=checks.text("description", description, chars_min=0),
            minutes=checks.whole("minutes", minutes, least=1, most=MINUTES_MAX),
            headcount=checks.whole("headcount", headcount, least=1, most=HEADCOUNT_MAX),
        )

    def take_off(self, *, reason: str, at: datetime) -> None:
        """Take the service off the menu."""
        self.require_offered()
        self.trigger_event(self.TakenOff, timestamp=at, reason=checks.reason("reason", reason))

    def require_offered(self) -> None:
        """Refuse unless the item can be ordered."""
        if not self.offered:
            raise Refusal(
                RefusalCode.WRONG_STATE, "menuItemId", actual="TAKEN_OFF", allowed="OFFERED"
            )
