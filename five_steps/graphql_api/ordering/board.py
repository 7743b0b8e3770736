"""The board of a unit's orders: how many are where."""

from five_steps.graphql_api.kernel.access import UNIT_BOARD
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.organisation.unit import Unit

_COUNTS = """(
    SELECT board_unit.id AS unit_id, counted.*
    FROM read.units board_unit CROSS JOIN LATERAL (
        SELECT count(*)::int AS total,
            count(*) FILTER (WHERE o.state = 'PLACED')::int AS placed,
            count(*) FILTER (WHERE o.state = 'DISPATCHED')::int AS dispatched,
            count(*) FILTER (WHERE o.state = 'ACCEPTED')::int AS accepted,
            count(*) FILTER (WHERE o.state = 'IN_SERVICE')::int AS in_service,
            count(*) FILTER (WHERE o.state = 'COMPLETED')::int AS completed,
            count(*) FILTER (WHERE o.state = 'RATED')::int AS rated,
            count(*) FILTER (WHERE o.state = 'UNRATED')::int AS unrated,
            count(*) FILTER (WHERE o.state = 'FOLLOWED_UP')::int AS followed_up,
            count(*) FILTER (WHERE o.state = 'CANCELLED')::int AS cancelled,
            count(*) FILTER (WHERE o.state = 'EXPIRED')::int AS expired,
            count(*) FILTER (WHERE o.state = 'DISPUTED')::int AS disputed,
            count(*) FILTER (WHERE o.overdue)::int AS overdue
        FROM read.orders o
        WHERE o.handling_unit_id IN (
            SELECT below.id FROM read.units below WHERE below.path @> ARRAY[board_unit.id])
    ) counted
)"""


@entity(
    _COUNTS,
    "How many orders a unit and all under it handle, by state (订单看板).",
    key={"unit_id": "uuid"},
    visible=UNIT_BOARD,
)
class OrdersBoard:
    """How many orders a unit and all under it handle, by state."""

    total: int = column("All orders 全部.")
    placed: int = column("Waiting for dispatch 待派单.")
    dispatched: int = column("Waiting for acceptance 待接单.")
    accepted: int = column("Waiting for the service 待服务.")
    in_service: int = column("In service 服务中.")
    completed: int = column("Waiting for the rating 待评价.")
    rated: int = column("Rated 已评价.")
    unrated: int = column("Closed without a rating 未评价.")
    followed_up: int = column("Followed up 已回访.")
    cancelled: int = column("Cancelled 已取消.")
    expired: int = column("Expired 已过期.")
    disputed: int = column("Disputed 争议中.")
    overdue: int = column("Overdue, in whatever state 逾期.")
    unit: Unit | None = one("The unit 单位.", join="{t}.id = {parent}.unit_id")
