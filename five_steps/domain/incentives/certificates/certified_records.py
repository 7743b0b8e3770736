"""What a certificate certifies: the records of a period, their sum, and a hash over them."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from five_steps.domain.incentives.service_record import ServiceRecord
from five_steps.domain.kernel.district_time import Window


@dataclass(frozen=True, slots=True)
class CertifiedRecords:
    """How many records, of how many minutes, and the SHA-256 of their canonical list."""

    count: int
    minutes: int
    digest: str


def certified_records(records: Iterable[ServiceRecord], period: Window) -> CertifiedRecords:
    """The verified records that lie in a period; those that were annulled are none.

    The canonical list has a line `<record id> <minutes>` for each record, in the order of the ids,
    each line ended by a line feed, in UTF-8.
    """
    within = sorted(
        (record.record_id, record.minutes)
        for record in records
        if record.counting_minutes
        and period.start <= record.window.start
        and record.window.end <= period.end
    )
    text = "".join(f"{record_id} {minutes}\n" for record_id, minutes in within)
    return CertifiedRecords(
        count=len(within),
        minutes=sum(minutes for _, minutes in within),
        digest=sha256(text.encode()).hexdigest(),
    )
