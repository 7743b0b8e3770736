"""The rules in force (规则版本): every published version, with its content as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

import orjson

from five_steps.domain.guarantee.assessment_policy import AssessmentPolicy, listed
from five_steps.domain.incentives.incentive_policy import IncentivePolicy
from five_steps.domain.ordering.service_policy import ServicePolicy
from five_steps.domain.people.privacy.retention_policy import RetentionPolicy
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.values import Event, Position

PolicyKind = Literal["SERVICE", "INCENTIVE", "ASSESSMENT", "RETENTION"]


@dataclass(slots=True)
class PolicyRow:
    """A published version; decimals in `rules` are strings, so that they stay exact."""

    kind: str
    version: int
    effective_from: datetime
    published_by: str
    published_at: datetime
    rules: Annotated[str, "jsonb"]
    position: Position


class PoliciesView(Projection):
    """`read.policies`."""

    name = "policies"
    version = 3

    def declare(self) -> None:
        self.policies = self.table(Ledger(PolicyRow, "policies", key=["kind", "version"]))

    @on(ServicePolicy.Published)
    def service_rules_published(
        self,
        event: Event,
        version: int,
        effective_from: datetime,
        published_by: str,
        dispatch_within_minutes: int,
        accept_within_minutes: int,
        check_in_early_minutes: int,
        rate_within_days: int,
        amend_within_days: int,
        follow_up_share: Decimal,
        back_entries_per_day: int,
        wrong_codes_max: int,
        wrong_codes_minutes: int,
        follow_up_within_days: int,
        answer_feedback_within_days: int,
        improve_within_days: int,
        anonymous_answers_least: int,
    ) -> None:
        rules = {
            "dispatch_within_minutes": dispatch_within_minutes,
            "accept_within_minutes": accept_within_minutes,
            "check_in_early_minutes": check_in_early_minutes,
            "rate_within_days": rate_within_days,
            "amend_within_days": amend_within_days,
            "follow_up_share": follow_up_share,
            "back_entries_per_day": back_entries_per_day,
            "wrong_codes_max": wrong_codes_max,
            "wrong_codes_minutes": wrong_codes_minutes,
            "follow_up_within_days": follow_up_within_days,
            "answer_feedback_within_days": answer_feedback_within_days,
            "improve_within_days": improve_within_days,
            "anonymous_answers_least": anonymous_answers_least,
        }
        self._publish(event, "SERVICE", version, effective_from, published_by, rules)

    @on(IncentivePolicy.Published)
    def incentive_rules_published(
        self,
        event: Event,
        version: int,
        effective_from: datetime,
        published_by: str,
        star_minutes: list[int],
        star_mean_least: list[Decimal],
        star_ratings_least: list[int],
        points_per_hour: int,
        score_coefficients: list[Decimal],
        unrated_coefficient: Decimal,
        points_for_back_entry: bool,
        record_minutes_max: int,
        day_minutes_max: int,
        lot_years: int,
        spend_alone_cents_max: int,
    ) -> None:
        rules = {
            "star_minutes": star_minutes,
            "star_mean_least": star_mean_least,
            "star_ratings_least": star_ratings_least,
            "points_per_hour": points_per_hour,
            "score_coefficients": score_coefficients,
            "unrated_coefficient": unrated_coefficient,
            "points_for_back_entry": points_for_back_entry,
            "record_minutes_max": record_minutes_max,
            "day_minutes_max": day_minutes_max,
            "lot_years": lot_years,
            "spend_alone_cents_max": spend_alone_cents_max,
        }
        self._publish(event, "INCENTIVE", version, effective_from, published_by, rules)

    @on(AssessmentPolicy.Published)
    def assessment_rules_published(
        self,
        event: Event,
        version: int,
        effective_from: datetime,
        published_by: str,
        indicators: list[str],
        weights: list[int],
        targets: list[Decimal],
        formulas: list[str],
        tiers: list[str],
        point_kinds: list[str],
        own_share: Decimal,
        centre_own_share: Decimal,
        excellent_least: Decimal,
        good_least: Decimal,
        pass_least: Decimal,
        veto_grade_most: str,
        publicity_days: int,
    ) -> None:
        names = ("indicator", "weight", "target", "formula", "tiers", "point_kinds")
        of_tiers, of_kinds = map(listed, tiers), map(listed, point_kinds)
        columns = zip(indicators, weights, targets, formulas, of_tiers, of_kinds, strict=True)
        rules = {
            "indicators": [dict(zip(names, values, strict=True)) for values in columns],
            "own_share": own_share,
            "centre_own_share": centre_own_share,
            "excellent_least": excellent_least,
            "good_least": good_least,
            "pass_least": pass_least,
            "veto_grade_most": veto_grade_most,
            "publicity_days": publicity_days,
        }
        self._publish(event, "ASSESSMENT", version, effective_from, published_by, rules)

    @on(RetentionPolicy.Published)
    def retention_rules_published(
        self,
        event: Event,
        version: int,
        effective_from: datetime,
        published_by: str,
        erasure_decision_days: int,
        withdrawn_volunteer_days: int,
        rejected_registration_days: int,
        inactive_resident_days: int,
        order_particulars_days: int,
        feedback_text_days: int,
    ) -> None:
        rules = {
            "erasure_decision_days": erasure_decision_days,
            "withdrawn_volunteer_days": withdrawn_volunteer_days,
            "rejected_registration_days": rejected_registration_days,
            "inactive_resident_days": inactive_resident_days,
            "order_particulars_days": order_particulars_days,
            "feedback_text_days": feedback_text_days,
        }
        self._publish(event, "RETENTION", version, effective_from, published_by, rules)

    def _publish(
        self,
        event: Event,
        kind: PolicyKind,
        version: int,
        effective_from: datetime,
        published_by: str,
        rules: dict[str, Any],
    ) -> None:
        self.policies.append(
            PolicyRow(
                kind=kind,
                version=version,
                effective_from=effective_from,
                published_by=published_by,
                published_at=event.at,
                rules=orjson.dumps(rules, default=str).decode(),
                position=event.position,
            )
        )
