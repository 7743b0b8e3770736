"""What a certificate says, in words (证明文字)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from five_steps.domain.kernel.district_time import local_day
from five_steps.graphql_api.incentives.certificates.certificate import (
    Certificate,
    CertificateVerification,
)

TITLE = "志愿服务记录证明"
SCAN = "扫码核验"
REVOKED = "已撤销"
LAW = "依据《志愿服务条例》和《志愿服务记录与证明出具办法（试行）》出具，不收取任何费用。"
ERASED = "（个人信息已删除）"


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of a certificate, in the order they are read."""

    number: str
    opening: str
    facts: tuple[tuple[str, str], ...]
    """What is certified, each with what it is called."""
    digest: str
    issuer: str
    date: str
    revocation: str

    @property
    def all(self) -> str:
        """All that will be written: what the font has to have."""
        facts = "".join(label + value for label, value in self.facts)
        own = (self.number, self.opening, facts, self.digest, self.issuer, self.date)
        return "".join((*own, self.revocation, TITLE, SCAN, REVOKED, LAW))


def wording(certificate: Certificate) -> Wording:
    """What a certificate says."""
    facts = [
        ("姓名", certificate.holder_name or ERASED),
        ("身份证号", certificate.id_number_masked or ERASED),
        ("服务期间", _period(certificate)),
        ("服务次数", f"{certificate.record_count} 次"),
        ("服务时长", _duration(certificate.minutes)),
    ]
    if certificate.star_level:
        facts.append(("星级", f"{certificate.star_level} 星级志愿者"))
    revoked_at = certificate.revoked_at
    return Wording(
        number=f"编号：{spaced(certificate.number)}",
        opening="兹证明下列志愿者在所列期间参加志愿服务，服务记录经审核属实：",
        facts=tuple(facts),
        digest=f"记录摘要（SHA-256）：{certificate.records_hash}",
        issuer=f"出具单位：{certificate.issuer or ''}",
        date=f"出具日期：{_day(certificate.issued_at)}",
        revocation="" if revoked_at is None else f"本证明已于 {_day(revoked_at)}撤销，不再有效。",
    )


def verified(found: CertificateVerification) -> list[str]:
    """What the page says to anybody who verifies a certificate."""
    lines = [
        f"编号：{spaced(found.number)}",
        "核验结果：有效" if found.valid else "核验结果：已撤销，无效",
        f"姓名：{found.masked_name or ERASED}",
        f"服务期间：{_period(found)}",
        f"服务次数：{found.record_count} 次",
        f"服务时长：{_duration(found.minutes)}",
        f"出具单位：{found.issuer or ''}",
        f"出具日期：{_day(found.issued_at)}",
    ]
    if not found.intact:
        lines.append("注意：出具之后，相关服务记录有更正。")
    return lines


def spaced(number: str) -> str:
    """A number in groups of four, as it is easily read and typed."""
    return " ".join(number[n : n + 4] for n in range(0, len(number), 4))


def _day(moment: datetime) -> str:
    day = local_day(moment)
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def _period(certificate: Certificate | CertificateVerification) -> str:
    # The period ends before the moment given: of a midnight that is the day before.
    last_day = certificate.ends_at - timedelta(microseconds=1)
    return f"{_day(certificate.starts_at)}至 {_day(last_day)}"


def _duration(minutes: int) -> str:
    return f"{minutes // 60} 小时 {minutes % 60} 分钟"
