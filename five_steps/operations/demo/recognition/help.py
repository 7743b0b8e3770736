"""Cases of help for volunteers in need (帮扶), which the fund pays for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from five_steps.commands.incentives.benefits.help_cases import (
    ApproveHelp,
    CloseHelpCase,
    GiveAssistance,
    OpenHelpCase,
    RejectHelp,
)
from five_steps.operations.demo import staff
from five_steps.operations.demo.recognition.tale import Tale
from five_steps.operations.demo.roster import Roster, Volunteer
from five_steps.operations.demo.step import Step
from five_steps.operations.demo.wanted import YEAR

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Case:
    days: int
    """After the start of the demo's year."""
    situation: str
    granted_yuan: int
    """0: not granted."""
    paid_yuan: tuple[int, ...] = ()
    result: str = ""
    """Empty: not closed yet."""


_CASES = (
    _Case(80, "因病住院，家庭收入中断", 3_000, (2_000, 1_000), "已出院，恢复服务"),
    _Case(160, "台风损坏房屋", 5_000, (5_000,), "房屋已修缮"),
    _Case(240, "子女就学困难", 2_000, (1_000,)),
    _Case(300, "自愿捐助他人后申请补助", 0),
)


def help_cases(roster: Roster, now: datetime) -> Iterator[Step]:
    """Each is opened by the institute and decided on by the centre."""
    grown_up = [volunteer for volunteer in roster.volunteers if not volunteer.minor]
    for number, (case, volunteer) in enumerate(zip(_CASES, grown_up[5:], strict=False)):
        yield from _told(f"help {number}", case, volunteer, now - YEAR + case.days * _DAY)


def _told(name: str, case: _Case, volunteer: Volunteer, at: datetime) -> Iterator[Step]:
    tale = Tale(name, at, ["fund"])
    who = staff.volunteer_step(volunteer.number)
    admin = staff.unit_admin(volunteer.institute.code)
    tale.then(
        "opened",
        lambda made: OpenHelpCase(volunteer_id=made[who], situation=case.situation),
        admin,
    )
    tale.after(3 * _DAY)
    if not case.granted_yuan:
        tale.then(
            "rejected",
            lambda made: RejectHelp(help_case_id=made[name], reason="不符合帮扶条件"),
            staff.centre_admin,
        )
    else:
        tale.then(
            "granted",
            lambda made: ApproveHelp(help_case_id=made[name], amount_cents=100 * case.granted_yuan),
            staff.centre_admin,
        )
    for yuan in case.paid_yuan:
        _pay(tale.after(7 * _DAY), yuan, admin)
    if case.result:
        tale.after(20 * _DAY).then(
            "closed", lambda made: CloseHelpCase(help_case_id=made[name], result=case.result), admin
        )
    yield from tale.steps


def _pay(tale: Tale, yuan: int, admin: staff.ActorOf) -> None:
    reference = f"帮扶凭证 {tale.name}-{len(tale.steps)}"
    tale.then(
        "paid",
        lambda made: GiveAssistance(
            help_case_id=made[tale.name], amount_cents=100 * yuan, reference=reference
        ),
        admin,
    )
