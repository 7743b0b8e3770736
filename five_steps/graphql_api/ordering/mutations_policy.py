"""Publishing the deadlines of orders and feedback (服务规则)."""

from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from typing import Annotated

import strawberry

from five_steps.commands.ordering.service_policy import PublishServicePolicy
from five_steps.graphql_api.guarantee.policy_result import PolicyPublished, PolicyResult
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run

_DEFAULTS = {field.name: field.default for field in fields(PublishServicePolicy)}


@strawberry.input(
    description="A version of the service rules (服务规则), as a whole: what is left out is the "
    "default shown, not what is in force now."
)
class PublishServicePolicyInput(CommandInput):
    """A version of the service rules."""

    effective_from: datetime = strawberry.field(
        description="From when it is in force 生效时间; after now and after the version before."
    )
    dispatch_within_minutes: int = strawberry.field(
        default=_DEFAULTS["dispatch_within_minutes"],
        description="How long an order may wait for dispatch 派单时限（分钟）, 1–43200.",
    )
    accept_within_minutes: int = strawberry.field(
        default=_DEFAULTS["accept_within_minutes"],
        description="How long it may wait for acceptance 接单时限（分钟）, 1–43200.",
    )
    check_in_early_minutes: int = strawberry.field(
        default=_DEFAULTS["check_in_early_minutes"],
        description="How long before the window one may check in, and after it a check-out still "
        "counts 签到提前量（分钟）, 0–1440.",
    )
    rate_within_days: int = strawberry.field(
        default=_DEFAULTS["rate_within_days"],
        description="How long a completed order may be rated 评价时限（天）, 1–365.",
    )
    amend_within_days: int = strawberry.field(
        default=_DEFAULTS["amend_within_days"],
        description="How long a rating may be amended 改评时限（天）, 0–365.",
    )
    follow_up_share: Decimal = strawberry.field(
        default=_DEFAULTS["follow_up_share"],
        description="Share of closed orders to follow up 回访比例, 0–1.",
    )
    back_entries_per_day: int = strawberry.field(
        default=_DEFAULTS["back_entries_per_day"],
        description="Records that one person may enter by hand a day 每人每日补录上限, 0–1000.",
    )
    follow_up_within_days: int = strawberry.field(
        default=_DEFAULTS["follow_up_within_days"],
        description="How long the follow-up of a drawn order may take 回访时限（天）, 1–365.",
    )
    answer_feedback_within_days: int = strawberry.field(
        default=_DEFAULTS["answer_feedback_within_days"],
        description="How long a complaint or suggestion may wait for an answer 答复时限（天）, "
        "1–365.",
    )
    improve_within_days: int = strawberry.field(
        default=_DEFAULTS["improve_within_days"],
        description="How long an improvement may take that a complaint at a follow-up asks for "
        "整改时限（天）, 1–365.",
    )
    anonymous_answers_least: int = strawberry.field(
        default=_DEFAULTS["anonymous_answers_least"],
        description="From how many anonymous answers on the results of a questionnaire are shown "
        "匿名结果公布下限, 2–100; of those published from then on.",
    )
    wrong_codes_max: int = strawberry.field(
        default=_DEFAULTS["wrong_codes_max"],
        description="Wrong check-in or redemption codes that somebody may give for one order or "
        "redemption before they have to wait 验证码错误次数上限, 1–100.",
    )
    wrong_codes_minutes: int = strawberry.field(
        default=_DEFAULTS["wrong_codes_minutes"],
        description="How long they wait 验证码锁定时间（分钟）, 1–1440.",
    )

    def command(self) -> PublishServicePolicy:
        """The command that is asked for."""
        return PublishServicePolicy(
            effective_from=self.effective_from,
            dispatch_within_minutes=self.dispatch_within_minutes,
            accept_within_minutes=self.accept_within_minutes,
            check_in_early_minutes=self.check_in_early_minutes,
            rate_within_days=self.rate_within_days,
            amend_within_days=self.amend_within_days,
            follow_up_share=self.follow_up_share,
            back_entries_per_day=self.back_entries_per_day,
            wrong_codes_max=self.wrong_codes_max,
            wrong_codes_minutes=self.wrong_codes_minutes,
            follow_up_within_days=self.follow_up_within_days,
            answer_feedback_within_days=self.answer_feedback_within_days,
            improve_within_days=self.improve_within_days,
            anonymous_answers_least=self.anonymous_answers_least,
        )


@strawberry.type(description="Publishing the service rules.")
class ServicePolicyMutations:
    """Publishing the service rules."""

    @strawberry.mutation(
        description="Publish the next version of the service rules 发布服务规则; for the centre's "
        "administrators."
    )
    async def publish_service_policy(
        self,
        info: Info,
        input: Annotated[PublishServicePolicyInput, GIVEN],  # noqa: A002
    ) -> PolicyResult:
        """Publish the service rules."""
        return await run(info, input, PolicyPublished)
