"""After the service: rating, follow-up, disputes and corrections."""

from five_steps.commands.incentives.corrections import CorrectHours
from five_steps.commands.ordering.disputes import DecideDispute, DisputeOrder, VolunteerMinutes
from five_steps.commands.ordering.follow_up import FollowUpOrder
from five_steps.commands.ordering.rating import AmendRating, CloseUnrated, RateOrder, VolunteerScore
from five_steps.domain.ordering.order_state import FollowUpChannel
from five_steps.operations.demo import staff
from five_steps.operations.demo.chain import OrderChain
from five_steps.operations.demo.dice import drawn
from five_steps.operations.demo.feedback.follow_up_tasks import improve
from five_steps.operations.demo.roster import Volunteer
from five_steps.operations.demo.step import Made
from five_steps.operations.demo.story import Ending

_RATE_WITHIN_HOURS = 7 * 24
_SCORES = {5: 55, 4: 30, 3: 10, 2: 3, 1: 2}
_COMMENTS = {
    5: "非常满意,讲得好、做得细",
    4: "满意,下次还想约",
    3: "总体可以,时间短了些",
    2: "来晚了,准备不足",
    1: "没有按约定服务",
}
_TAGS = {5: ("热情", "专业"), 4: ("准时",), 3: (), 2: ("迟到",), 1: ("态度差",)}
_SKILLED_STARS = 3
"""From this star on, volunteers are good enough to be praised whatever else went wrong."""


def follow(chain: OrderChain, served: tuple[Volunteer, ...], records: dict[int, str]) -> None:
    """What comes after the service, by the order's ending."""
    match chain.order.ending:
        case Ending.RATED | Ending.NO_SHOW_OF_ONE:
            _rate(chain, served)
        case Ending.AMENDED:
            _rate(chain, served, score=3)
            chain.wait(5, 100)
            _rate(chain, served, score=4, command=AmendRating)
        case Ending.FOLLOWED_UP:
            _rate(chain, served)
            _follow_up(chain)
        case Ending.COMPLAINT:
            _rate(chain, served, score=chain.throw.randint(1, 2))
            _follow_up(chain, complaint=True)
            improve(chain)
        case Ending.UNRATED:
            _close(chain)
        case Ending.UNRATED_FOLLOWED_UP:
            _close(chain)
            _follow_up(chain)
        case Ending.DISPUTED:
            _dispute(chain, served)
        case Ending.DISPUTE_UPHELD:
            _dispute(chain, served)
            _decide(chain, served, upheld=True)
            _rate(chain, served, score=2)
        case Ending.DISPUTE_DISMISSED:
            _rate(chain, served)
            _dispute(chain, served)
            _decide(chain, served, upheld=False)
        case Ending.CORRECTED:
            _rate(chain, served)
            _correct(chain, served[0], records[served[0].number])


def _rate(
    chain: OrderChain,
    served: tuple[Volunteer, ...],
    *,
    score: int | None = None,
    command: type[RateOrder] | type[AmendRating] = RateOrder,
) -> None:
    if command is RateOrder:
        chain.wait(12, _RATE_WITHIN_HOURS - 24)
    overall = score or drawn(_SCORES, chain.throw)
    own = {
        staff.volunteer_step(volunteer.number): chain.throw.choice((4, 5, 5, 5))
        for volunteer in served
        if volunteer.star >= _SKILLED_STARS
    }

    def rated(made: Made) -> RateOrder | AmendRating:
        return command(
            order_id=chain.id(made),
            score=overall,
            volunteer_scores=tuple(VolunteerScore(made[name], own[name]) for name in own),
            comment=_COMMENTS[overall],
            tags=_TAGS[overall],
        )

    chain.add("rated", rated, chain.requester, served)


def _close(chain: OrderChain) -> None:
    chain.wait(_RATE_WITHIN_HOURS + 0.05)
    chain.add("closed", lambda made: CloseUnrated(order_id=chain.id(made)), staff.system)


def _follow_up(chain: OrderChain, *, complaint: bool = False) -> None:
    chain.wait(24, 110)
    channel = chain.throw.choice(list(FollowUpChannel))
    result = "反映志愿者迟到,已致歉并安排改进" if complaint else "回访满意,建议常来"
    chain.add(
        "followed up",
        lambda made: FollowUpOrder(
            order_id=chain.id(made),
            channel=channel,
            satisfied=not complaint,
            complaint=complaint,
            result=result,
        ),
        chain.dispatcher,
    )


def _dispute(chain: OrderChain, served: tuple[Volunteer, ...]) -> None:
    chain.wait(12)
    chain.add(
        "disputed",
        lambda made: DisputeOrder(order_id=chain.id(made), reason="实际服务时间与登记不符"),
        chain.requester,
        served,
    )


def _decide(chain: OrderChain, served: tuple[Volunteer, ...], *, upheld: bool) -> None:
    chain.wait(24, 60)
    first = staff.volunteer_step(served[0].number)
    left = chain.order.service.minutes // 2

    def decided(made: Made) -> DecideDispute:
        return DecideDispute(
            order_id=chain.id(made),
            upheld=upheld,
            minutes=(VolunteerMinutes(made[first], left),) if upheld else (),
            reason="核对现场照片,时长减半" if upheld else "签到记录完整,维持原时长",
        )

    chain.add("decided", decided, staff.centre_admin, served)


def _correct(chain: OrderChain, volunteer: Volunteer, record: str) -> None:
    chain.wait(24)
    name = staff.volunteer_step(volunteer.number)
    minutes = chain.order.service.minutes // 2
    chain.add(
        "corrected",
        lambda made: CorrectHours(
            volunteer_id=made[name],
            record_id=made[record],
            minutes=minutes,
            reason="签退时间登记有误",
        ),
        chain.admin,
        [volunteer],
    )
