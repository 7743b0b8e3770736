import csv
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from five_steps.operations.importing import tables
from five_steps.operations.importing.columns import Kind, header_of, wanted_columns
from five_steps.operations.importing.errors import TableError
from five_steps.operations.importing.tables import Row, read_tables

TEXT = "姓名,身份证号\n陈海霞,1\n"
ROWS = [Row(1, ("姓名", "身份证号")), Row(2, ("陈海霞", "1"))]


def rows_of(path: Path) -> list[Row]:
    return [row for table in read_tables(path) for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "volunteers.csv"
    path.write_text(TEXT, encoding=encoding)
    assert rows_of(path) == ROWS


def test_a_late_chinese_word_decides_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "volunteers.csv"
    path.write_text("a,b\n" * 300_000 + "姓名,1\n", encoding="gbk")
    assert rows_of(path)[-1].cells == ("姓名", "1")


def test_bytes_of_no_encoding(tmp_path: Path) -> None:
    path = tmp_path / "volunteers.csv"
    path.write_bytes(b"\xff\x00\x81\xff")
    with pytest.raises(TableError, match="UTF-8"):
        rows_of(path)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_and_lines(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "volunteers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([("a", "b"), ("1\n2", "3"), ("4", "5")])
    assert rows_of(path) == [Row(1, ("a", "b")), Row(2, ("1\n2", "3")), Row(4, ("4", "5"))]


def test_all_sheets_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "volunteers.xlsx"
    workbook = Workbook(write_only=True)
    workbook.create_sheet("一").append(["姓名", 3.5])
    workbook.create_sheet("二").append([None, "x"])
    workbook.save(path)
    told = [(table.sheet, list(table.rows)) for table in read_tables(path)]
    assert told == [("一", [Row(1, ("姓名", 3.5))]), ("二", [Row(1, (None, "x"))])]


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"not a workbook")
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    for name in ("a.xlsx", "a.pdf", "missing.csv"):
        with pytest.raises(TableError):
            rows_of(tmp_path / name)


def test_a_workbook_that_unpacks_to_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bomb.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "0" * 1_000_000)
    monkeypatch.setattr(tables, "UNPACKED_BYTES_MAX", 999_999)
    with pytest.raises(TableError, match="1000000 bytes"):
        rows_of(path)


def test_a_workbook_with_a_damaged_sheet(tmp_path: Path) -> None:
    path, damaged = tmp_path / "whole.xlsx", tmp_path / "damaged.xlsx"
    workbook = Workbook(write_only=True)
    workbook.create_sheet("一").append(["姓名"])
    workbook.save(path)
    with ZipFile(path) as whole, ZipFile(damaged, "w") as archive:
        for name in whole.namelist():
            content = whole.read(name)
            archive.writestr(name, content[:-20] if "sheet1" in name else content)
    with pytest.raises(TableError, match="damaged"):
        rows_of(damaged)


def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" * 4)
    for limit, value in (("FILE_BYTES_MAX", 15), ("ROWS_MAX", 3), ("COLUMNS_MAX", 1)):
        with monkeypatch.context() as patch:
            patch.setattr(tables, limit, value)
            with pytest.raises(TableError):
                rows_of(path)


@pytest.mark.parametrize(
    ("titles", "kind"),
    [
        (["单位编码", "单位名称", "层级", "上级单位"], Kind.UNITS),
        (["序号", "姓 名", "证件号码", "所在单位"], Kind.PARTY_MEMBERS),
        (["*姓名(必填)", "身份证号码", "联系电话", "服务类别", "技能特长"], Kind.VOLUNTEERS),
        (
            ["身份证号", "服务日期", "服务时长（小时）", "服务类别", "审核人"],
            Kind.SERVICE_RECORDS,
        ),
        (["ID Number", "date", "hours", "category", "verified by"], Kind.SERVICE_RECORDS),
    ],
)
def test_a_header_tells_the_kind(titles: list[str], kind: Kind) -> None:
    header = header_of(titles, None)
    assert header is not None
    assert header.kind is kind


def test_a_title_is_no_header() -> None:
    assert header_of(["2024年志愿者名册", None, None], None) is None
    assert header_of(["姓名", "身份证号", "单位"], Kind.VOLUNTEERS) is None
    assert "手机号" in wanted_columns(Kind.VOLUNTEERS)


def test_columns_are_told_as_the_file_calls_them() -> None:
    header = header_of(["姓名", "证件号码", "所在单位"], None)
    assert header is not None
    assert header.title_of("id_number") == "证件号码"
    assert header.title_of("year") == "year"
