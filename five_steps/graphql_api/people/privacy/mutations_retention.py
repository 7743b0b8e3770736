"""Publishing how long personal information is kept (发布保存期限规则)."""

from dataclasses import fields
from datetime import datetime
from typing import Annotated, Any

import strawberry

from five_steps.commands.people.privacy.retention_policy import PublishRetentionPolicy
from five_steps.graphql_api.guarantee.policy_result import PolicyPublished, PolicyResult
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run

_DEFAULTS: dict[str, Any] = {field.name: field.default for field in fields(PublishRetentionPolicy)}


@strawberry.input(
    description="A version of the retention rules (保存期限规则), as a whole: what is left out is "
    "the default shown, not what is in force now."
)
class PublishRetentionPolicyInput(CommandInput):
    """A version of the retention rules."""

    effective_from: datetime = strawberry.field(
        description="From when it is in force 生效时间; after now and after the version before."
    )
    erasure_decision_days: int = strawberry.field(
        default=_DEFAULTS["erasure_decision_days"],
        description="How long a request to erase may wait 删除申请办理天数, 1–30.",
    )
    withdrawn_volunteer_days: int = strawberry.field(
        default=_DEFAULTS["withdrawn_volunteer_days"],
        description="How long a volunteer who withdrew is known by name 退出志愿者信息保存天数, "
        "30–10980.",
    )
    rejected_registration_days: int = strawberry.field(
        default=_DEFAULTS["rejected_registration_days"],
        description="How long a registration that was not approved is kept 未通过注册信息保存天数, "
        "30–10980.",
    )
    inactive_resident_days: int = strawberry.field(
        default=_DEFAULTS["inactive_resident_days"],
        description="How long a resident is kept who was not heard of 群众信息保存天数, 30–10980.",
    )
    order_particulars_days: int = strawberry.field(
        default=_DEFAULTS["order_particulars_days"],
        description="How long after the end of their month the places, details and contacts of "
        "orders are kept 订单地址与联系人保存天数, 60–10980.",
    )
    feedback_text_days: int = strawberry.field(
        default=_DEFAULTS["feedback_text_days"],
        description="How long after the end of their month the texts of complaints and suggestions "
        "are kept 投诉建议文字保存天数, 60–10980.",
    )

    def command(self) -> PublishRetentionPolicy:
        """The command that is asked for."""
        return PublishRetentionPolicy(
            effective_from=self.effective_from,
            erasure_decision_days=self.erasure_decision_days,
            withdrawn_volunteer_days=self.withdrawn_volunteer_days,
            rejected_registration_days=self.rejected_registration_days,
            inactive_resident_days=self.inactive_resident_days,
            order_particulars_days=self.order_particulars_days,
            feedback_text_days=self.feedback_text_days,
        )


@strawberry.type(description="Publishing the retention rules.")
class RetentionPolicyMutations:
    """Publishing the retention rules."""

    @strawberry.mutation(
        description="Publish the next version of the retention rules 发布保存期限规则; for the "
        "centre's administrators."
    )
    async def publish_retention_policy(
        self,
        info: Info,
        input: Annotated[PublishRetentionPolicyInput, GIVEN],  # noqa: A002
    ) -> PolicyResult:
        """Publish the retention rules."""
        return await run(info, input, PolicyPublished)
