from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from openpyxl import Workbook

from five_steps.commands import Actor, Commands, Role, Secrets
from five_steps.commands.incentives.incentive_policy import PublishIncentivePolicy
from five_steps.domain.incentives.service_book import ServiceBook, service_book_id
from five_steps.domain.kernel.district_time import DISTRICT_ZONE
from five_steps.domain.people.volunteer import Volunteer, VolunteerStatus
from five_steps.event_store import EventStore
from five_steps.operations.demo.people import made_up_id_number
from five_steps.operations.importing import (
    Defaults,
    Importer,
    Kind,
    Report,
    TableError,
    report_to,
    row_imports,
    tables,
)
from five_steps.operations.importing.directory import Directory
from five_steps.projections import PROJECTIONS, Views

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

SECRET = b"a secret of the tests, 32 bytes."
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
ID_NUMBERS = [made_up_id_number(date(1990, 3, 7), number) for number in range(4)]
UNITS = """洞头区单位一览表,,,
单位编码,单位名称,层级,上级单位
330305001001,城中社区,站,北岙街道
330305001,北岙街道,所,330305
330305,洞头区,中心,
"""
VOLUNTEERS = f"""姓名,身份证号码,联系电话,所属单位,政治面貌,服务类别,技能特长
陈海霞,{ID_NUMBERS[0]},199 0000 0001,城中社区,中共党员,理论宣讲、文化服务,宣讲
林建国,{ID_NUMBERS[1]},１９９０００００００２,330305001,群众,文明创建,"急救,驾驶"
"""
RECORDS = f"""身份证号,服务类别,服务日期,开始时间,结束时间,服务时长(小时),审核人
{ID_NUMBERS[0]},理论宣讲,2024/3/5,9:00,11:30,,王老师
{ID_NUMBERS[0]},文化,2024年3月6日,,,3小时30分,王老师
{ID_NUMBERS[0]},文化,20240306,,,1.5,王老师
{ID_NUMBERS[1]},文明创建,2024-03-05,14:00,,2,王老师
"""


@dataclass
class District:
    """A district to import into."""

    store: EventStore
    commands: Commands
    secrets: Secrets
    views: Views
    folder: Path

    async def imported(self, text: str, kind: Kind | None = None) -> Report:
        """Import a CSV file of this text."""
        path = self.folder / "file.csv"
        path.write_text(text, encoding="utf-8")
        report = Report()
        await self.import_into(report, path, kind)
        return report

    async def import_into(self, report: Report, path: Path, kind: Kind | None = None) -> None:
        """Import a file, with the views up to date as the command does it."""
        head = await self.store.recorder.max_notification_id() or 0
        assert await self.views.wait_for(head, 10)
        defaults = Defaults(unit="", year=2024, source="历史台账")
        imports = await row_imports(self.store, self.commands, self.secrets, defaults)
        await Importer(imports, report).import_file(path, kind=kind, row_read=lambda: None)

    async def volunteer(self, id_number: str) -> Volunteer:
        """The volunteer with an id number."""
        directory = Directory(self.store, self.secrets)
        volunteer_id = await directory.volunteer(id_number, "id_number")
        return await self.store.repository.get(Volunteer, volunteer_id)

    async def book(self, id_number: str) -> ServiceBook:
        """The volunteer's service book."""
        volunteer = await self.volunteer(id_number)
        return await self.store.repository.get(ServiceBook, service_book_id(volunteer.id))


@pytest.fixture
async def district(postgres_dsn: str, tmp_path: Path) -> AsyncIterator[District]:
    async with EventStore.open(postgres_dsn, secret=SECRET) as store:
        secrets = Secrets.derive(SECRET)
        commands = Commands(store, secrets, lambda: datetime.now(UTC))
        await commands.run(
            PublishIncentivePolicy(effective_from=LONG_AGO),
            command_id=UUID(int=1),
            actor=Actor("centre", Role.CENTRE_ADMIN),
        )
        views = Views(postgres_dsn, store.vault, PROJECTIONS)
        await views.start()
        yield District(store, commands, secrets, views, tmp_path)
        await views.stop()


def counts(report: Report) -> tuple[int, int, int]:
    """Rows imported, already there, and bad."""
    assert report.shown == [] or report.bad
    return report.imported, report.already_there, report.bad


async def test_a_district_from_files_twice(district: District) -> None:
    for _ in range(2):
        head = await district.store.recorder.max_notification_id()
        reports = [counts(await district.imported(text)) for text in (UNITS, VOLUNTEERS, RECORDS)]
    assert reports == [(0, 3, 0), (0, 2, 0), (0, 4, 0)]
    assert await district.store.recorder.max_notification_id() == head

    volunteer = await district.volunteer(ID_NUMBERS[0])
    assert volunteer.status is VolunteerStatus.ACTIVE
    assert volunteer.party_member
    assert volunteer.skills == ("宣讲",)
    book = await district.book(ID_NUMBERS[0])
    assert book.minutes == 150 + 210 + 90
    starts = sorted(record.window.start for record in book.records.values())
    assert starts == [
        datetime(2024, 3, 5, 9, 0, tzinfo=DISTRICT_ZONE),
        datetime(2024, 3, 6, 8, 0, tzinfo=DISTRICT_ZONE),
        datetime(2024, 3, 6, 11, 30, tzinfo=DISTRICT_ZONE),
    ]


async def test_first_all_rows_are_new(district: District) -> None:
    reports = [counts(await district.imported(text)) for text in (UNITS, VOLUNTEERS, RECORDS)]
    assert reports == [(3, 0, 0), (2, 0, 0), (4, 0, 0)]


async def test_bad_rows_are_told_and_good_ones_imported(district: District) -> None:
    await district.imported(UNITS)
    header, first, second = VOLUNTEERS.splitlines()
    broken = first.replace(ID_NUMBERS[0], ID_NUMBERS[0][:-1] + "?")
    strange = second.replace("330305001", "深圳").replace(ID_NUMBERS[1], ID_NUMBERS[2])
    report = await district.imported("\n".join([header, broken, second, strange, "", "只有姓名"]))
    assert (report.imported, report.bad) == (1, 3)
    assert [(row.line, row.column) for row in report.shown] == [
        (2, "身份证号码"),
        (4, "所属单位"),
        (6, "身份证号码"),
    ]
    assert report.shown[1].zh == "找不到该单位:深圳"
    assert report.shown[1].en == "there is no such unit: 深圳"


async def test_rules_hold_for_imports_too(district: District) -> None:
    for text in (UNITS, VOLUNTEERS):
        await district.imported(text)
    report = await district.imported(
        "身份证号,服务类别,服务日期,开始时间,时长,审核人\n"
        f"{ID_NUMBERS[0]},文化,2024-03-05,9:00,7,王老师\n"
        f"{ID_NUMBERS[0]},文化,2024-03-05,10:00,1,王老师\n"
        f"{ID_NUMBERS[0]},文化,2024-03-05,17:00,2,王老师\n"
        f"{ID_NUMBERS[3]},文化,2024-03-05,17:00,2,王老师\n"
        f"{ID_NUMBERS[0]},文化,2124-03-05,9:00,1,王老师\n"
    )
    assert (report.imported, report.bad) == (1, 4)
    told = {row.line: row.en for row in report.shown}
    assert "OVERLAP" in told[3]
    assert "CAP_EXCEEDED" in told[4]
    assert told[5] == "no volunteer has this id document number"
    assert "TOO_EARLY" in told[6]


async def test_a_party_roster_replaces_the_one_before(district: District) -> None:
    await district.imported(UNITS)
    both = f"姓名,身份证号,所属单位\n甲,{ID_NUMBERS[0]},城中社区\n乙,{ID_NUMBERS[1]},城中社区\n"
    one = f"姓名,身份证号,所属单位\n甲,{ID_NUMBERS[0]},城中社区\n甲,{ID_NUMBERS[0]},城中社区\n"
    assert counts(await district.imported(both)) == (2, 0, 0)
    assert counts(await district.imported(both)) == (0, 2, 0)
    assert counts(await district.imported(one)) == (1, 1, 0)
    # What held before holds again, as a new decision.
    assert counts(await district.imported(both)) == (2, 0, 0)


async def test_a_workbook_with_titles_and_excel_values(district: District) -> None:
    for text in (UNITS, VOLUNTEERS):
        await district.imported(text)
    workbook = Workbook(write_only=True)
    workbook.create_sheet("说明").append(["请在“记录”表中填写"])
    sheet = workbook.create_sheet("记录")
    sheet.append(["2024年志愿服务记录"])
    sheet.append([])
    sheet.append(["姓名", "身份证号", "服务类别", "服务日期", "服务时长（小时）", "审核人"])
    sheet.append(["陈海霞", ID_NUMBERS[0], "文化服务", date(2024, 3, 5), 2.5, "王老师"])
    sheet.append(["陈海霞", ID_NUMBERS[0], "文化服务", "去年", 2.5, "王老师"])
    path = district.folder / "records.xlsx"
    workbook.save(path)
    report = Report()
    await district.import_into(report, path)
    assert (report.imported, report.bad) == (1, 1)
    assert report.shown[0][:4] == ("records.xlsx", "记录", 5, "服务日期")
    assert (await district.book(ID_NUMBERS[0])).minutes == 150


async def test_a_file_without_a_header(district: District) -> None:
    with pytest.raises(TableError, match="单位编码"):
        await district.imported("甲,乙\n1,2\n")
    with pytest.raises(TableError, match="手机号"):
        await district.imported(UNITS, Kind.VOLUNTEERS)


async def test_rows_before_a_file_becomes_unreadable_are_imported(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    await district.imported(UNITS)
    monkeypatch.setattr(tables, "ROWS_MAX", 2)
    report = Report()
    (district.folder / "file.csv").write_text(VOLUNTEERS, encoding="utf-8")
    with pytest.raises(TableError, match="more than 2 rows"):
        await district.import_into(report, district.folder / "file.csv")
    assert counts(report) == (1, 0, 0)


async def test_the_report_file_is_safe_to_open(district: District) -> None:
    await district.imported(UNITS)
    path = district.folder / "bad.csv"
    header, first, _ = VOLUNTEERS.splitlines()
    (district.folder / "file.csv").write_text(f"{header}\n{first.replace('城中社区', '=1+1')}\n")
    with report_to(path) as report:
        await district.import_into(report, district.folder / "file.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][2] == "行 line"
    assert rows[1] == [
        "file.csv",
        "",
        "2",
        "所属单位",
        "找不到该单位:=1+1",
        "there is no such unit: =1+1",
    ]
