"""What counters have in stock."""

from five_steps.graphql_api.guarantee.explaining.ledger_of import (
    Explained,
    Figures,
    LedgerOf,
)

_STOCK_EVENTS = """(
    SELECT e.notification_id AS position, s.id, e.topic,
        (convert_from(e.state, 'UTF8')::jsonb ->> 'pieces')::int AS pieces
    FROM read.counter_stocks s
    JOIN public.stored_events e
        ON e.originator_id = s.id AND e.notification_id <= s.position
            AND e.topic <> 'counter_stock.created')"""


def _pieces(**signs: int) -> str:
    whens = " ".join(f"WHEN 'counter_stock.{topic}' THEN {sign}" for topic, sign in signs.items())
    return f"x.pieces * CASE x.topic {whens} ELSE 0 END"


STOCK = Figures(
    kind=Explained.STOCK,
    table="read.counter_stocks",
    owner="x.id",
    values={"ON_HAND": "x.on_hand", "RESERVED": "x.reserved", "FREE": "x.free"},
)
STOCK_EVENTS = LedgerOf(
    kind=Explained.STOCK,
    table=_STOCK_EVENTS,
    owner="x.id",
    added={
        "ON_HAND": _pieces(changed=1, taken_back=1, issued=-1),
        "RESERVED": _pieces(reserved=1, released=-1, issued=-1),
        "FREE": _pieces(changed=1, taken_back=1, reserved=-1, released=1),
    },
)
