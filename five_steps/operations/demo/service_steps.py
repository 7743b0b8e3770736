"""The service itself: who came, how long they served, and that it is verified."""

from datetime import timedelta
from hashlib import sha256

from five_steps.commands.kernel.check_in_code import check_in_code
from five_steps.commands.ordering.agreements import RecordAgreement
from five_steps.commands.ordering.attendance import CheckIn, CheckOut, RecordNoShow
from five_steps.commands.ordering.hours import SubmitHours, VerifyHours
from five_steps.operations.demo import staff
from five_steps.operations.demo.chain import OrderChain
from five_steps.operations.demo.roster import Volunteer
from five_steps.operations.demo.step import Made

_BY_STAFF = 0.3
"""The share of volunteers whom staff check in, because no code was at hand."""


def serve(chain: OrderChain, volunteers: tuple[Volunteer, ...]) -> dict[int, str]:
    """All come, leave, and have their hours verified; the record's step of each volunteer."""
    order, throw = chain.order, chain.throw
    by_staff = {v.number for v in volunteers if throw.random() < _BY_STAFF}
    chain.wait_until(order.starts_at - timedelta(minutes=throw.randint(3, 15)))
    if order.service.hazardous:
        for volunteer in volunteers:
            _agree(chain, volunteer)
    for volunteer in volunteers:
        _attend(chain, volunteer, CheckIn, by_staff=volunteer.number in by_staff)
        chain.wait(0, 0.1)
    chain.wait_until(order.ends_at - timedelta(minutes=throw.randint(0, 5)))
    for volunteer in volunteers:
        _attend(chain, volunteer, CheckOut, by_staff=volunteer.number in by_staff)
        chain.wait(0, 0.1)
    chain.wait(0.2, 2)
    records = {volunteer.number: _submit(chain, volunteer) for volunteer in volunteers}
    chain.wait(2, 20)
    for volunteer in volunteers:
        _verify(chain, volunteer)
    return records


def miss(chain: OrderChain, volunteers: tuple[Volunteer, ...]) -> None:
    """Staff on the spot record who did not come."""
    chain.wait_until(chain.order.starts_at + timedelta(minutes=chain.throw.randint(30, 45)))
    for volunteer in volunteers:
        _record_no_show(chain, volunteer)


def _agree(chain: OrderChain, volunteer: Volunteer) -> None:
    name = staff.volunteer_step(volunteer.number)
    sheet = f"志愿服务协议 {chain.order.number} {volunteer.number}"
    chain.add(
        "agreed",
        lambda made: RecordAgreement(
            order_id=chain.id(made),
            volunteer_id=made[name],
            document_hash=sha256(sheet.encode()).hexdigest(),
        ),
        chain.dispatcher,
    )


def _attend(
    chain: OrderChain,
    volunteer: Volunteer,
    command: type[CheckIn] | type[CheckOut],
    *,
    by_staff: bool,
) -> None:
    name = staff.volunteer_step(volunteer.number)

    def attended(made: Made) -> CheckIn | CheckOut:
        order_id = chain.id(made)
        code = None if by_staff else check_in_code(chain.secrets, order_id)
        return command(order_id=order_id, volunteer_id=made[name], code=code)

    actor = chain.dispatcher if by_staff else staff.volunteer(volunteer.number)
    chain.add("checked in" if command is CheckIn else "checked out", attended, actor)


def _submit(chain: OrderChain, volunteer: Volunteer) -> str:
    name = staff.volunteer_step(volunteer.number)
    return chain.add(
        "submitted",
        lambda made: SubmitHours(order_id=chain.id(made), volunteer_id=made[name]),
        staff.volunteer(volunteer.number),
        [volunteer],
    )


def _verify(chain: OrderChain, volunteer: Volunteer) -> None:
    name = staff.volunteer_step(volunteer.number)
    chain.add(
        "verified",
        lambda made: VerifyHours(order_id=chain.id(made), volunteer_id=made[name]),
        chain.dispatcher,
        [volunteer],
    )


def _record_no_show(chain: OrderChain, volunteer: Volunteer) -> None:
    name = staff.volunteer_step(volunteer.number)
    chain.add(
        "missed",
        lambda made: RecordNoShow(order_id=chain.id(made), volunteer_id=made[name]),
        chain.dispatcher,
        [volunteer],
    )
