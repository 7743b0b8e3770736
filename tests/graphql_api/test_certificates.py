"""The sheet of a certificate, and the page that its QR code leads to."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
import pytest_asyncio
from pypdf import PdfReader

from five_steps.commands.incentives.certificates.issuing import IssueCertificate, RevokeCertificate
from tests.graphql_api.api import AUDITOR, CENTRE, gid, token

if TYPE_CHECKING:
    from uuid import UUID

    import httpx

    from five_steps.commands import Actor
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def holder(api: Api) -> UUID:
    volunteer = await api.district.volunteer(name="欧阳美丽")
    await api.district.completed(volunteer)
    return volunteer


async def issued(api: Api, holder: UUID) -> tuple[UUID, str]:
    """A certificate, and its number."""
    district = api.district
    command = IssueCertificate(
        volunteer_id=holder, starts_at=district.now - timedelta(days=30), ends_at=district.now
    )
    certificate = await district.give(command, district.as_volunteer(holder))
    await api.shown()
    query = "query ($id: ID!) { node(id: $id) { ... on Certificate { number } } }"
    data = await api.data(query, {"id": gid("Certificate", certificate)}, by=CENTRE)
    return certificate, data["node"]["number"]


async def sheet(api: Api, number: str, by: Actor | None) -> httpx.Response:
    headers = {} if by is None else {"Authorization": f"Bearer {token(by)}"}
    return await api.http.get(f"/certificates/{number}.pdf", headers=headers)


def text_of(pdf: bytes) -> str:
    (page,) = PdfReader(BytesIO(pdf)).pages
    # How a reader puts blanks between Chinese characters is its own affair.
    return "".join(page.extract_text().split())


async def test_the_sheet_says_in_chinese_what_was_certified(api: Api, holder: UUID) -> None:
    _, number = await issued(api, holder)
    for viewer in (api.district.as_volunteer(holder), api.district.admin, AUDITOR):
        answered = await sheet(api, number, viewer)
        assert answered.status_code == 200
        assert answered.headers["content-type"] == "application/pdf"
        assert answered.headers["cache-control"] == "no-store"
        text = text_of(answered.content)
        for said in (
            "志愿服务记录证明",
            f"编号：{number}",
            "欧阳美丽",
            "3303**********",
            "服务次数1次",
            "服务时长2小时0分钟",
            "出具单位：单位BA-1",
            "扫码核验",
        ):
            assert said in text
        assert "已撤销" not in text


async def test_a_revoked_sheet_is_stamped(api: Api, holder: UUID) -> None:
    certificate, number = await issued(api, holder)
    await api.district.give(RevokeCertificate(certificate_id=certificate, reason="误开"))
    await api.shown()
    text = text_of((await sheet(api, number, api.district.as_volunteer(holder))).content)
    assert "已撤销" in text
    assert "不再有效" in text


async def test_the_sheet_is_for_the_holder_and_the_unit(api: Api, holder: UUID) -> None:
    _, number = await issued(api, holder)
    district = api.district
    anonymous = await sheet(api, number, None)
    assert (anonymous.status_code, anonymous.headers["www-authenticate"]) == (401, "Bearer")
    forged = await api.http.get(
        f"/certificates/{number}.pdf", headers={"Authorization": "Bearer nonsense"}
    )
    assert forged.status_code == 401
    other = district.as_volunteer(uuid4())
    for stranger in (other, district.as_resident, district.stranger):
        assert (await sheet(api, number, stranger)).status_code == 404
    assert (await sheet(api, "2026000000000000", CENTRE)).status_code == 404


async def test_the_page_tells_anybody_whether_it_is_valid(api: Api, holder: UUID) -> None:
    certificate, number = await issued(api, holder)
    answered = await api.http.get(f"/certificates/{number}")
    assert answered.status_code == 200
    assert answered.headers["content-security-policy"] == "default-src 'none'"
    assert "核验结果：有效" in answered.text
    assert "姓名：欧**" in answered.text
    assert "欧阳" not in answered.text
    await api.district.give(RevokeCertificate(certificate_id=certificate, reason="误开"))
    await api.shown()
    assert "已撤销，无效" in (await api.http.get(f"/certificates/{number}")).text
    for unknown in ("2026000000000000", "nonsense", "%00", "2026"):
        assert (await api.http.get(f"/certificates/{unknown}")).status_code == 404
