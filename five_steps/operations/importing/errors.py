"""What can be wrong with a file or with a row of it."""

from enum import StrEnum


class TableError(Exception):
    """A file cannot be imported at all; the text says why and what is allowed."""


class Problem(StrEnum):
    """Why a row was not imported."""

    MISSING = "MISSING"
    TOO_LONG = "TOO_LONG"
    ID_NUMBER = "ID_NUMBER"
    PHONE = "PHONE"
    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    YEAR = "YEAR"
    YES_NO = "YES_NO"
    TIER = "TIER"
    POINT_KIND = "POINT_KIND"
    CATEGORY = "CATEGORY"
    UNKNOWN_UNIT = "UNKNOWN_UNIT"
    AMBIGUOUS_UNIT = "AMBIGUOUS_UNIT"
    UNKNOWN_VOLUNTEER = "UNKNOWN_VOLUNTEER"
    REFUSED = "REFUSED"


_TEXTS = {
    Problem.MISSING: ("必填项为空", "a required value is missing"),
    Problem.TOO_LONG: ("内容过长", "the value is too long"),
    Problem.ID_NUMBER: ("身份证号不正确", "not a valid id document number"),
    Problem.PHONE: ("手机号不正确", "not a valid phone number"),
    Problem.DATE: ("日期无法识别", "not a date"),
    Problem.TIME: ("时间无法识别", "not a time of day"),
    Problem.DURATION: ("时长无法识别", "not a length of service"),
    Problem.YEAR: ("年度无法识别", "not a year"),
    Problem.YES_NO: ("应填写是或否", "neither yes nor no"),
    Problem.TIER: (
        "层级应为中心、所、站、点",
        "the tier is none of centre, institute, station, point",
    ),
    Problem.POINT_KIND: ("点的类别无法识别", "not a kind of point"),
    Problem.CATEGORY: ("服务类别无法识别", "not a service category"),
    Problem.UNKNOWN_UNIT: ("找不到该单位", "there is no such unit"),
    Problem.AMBIGUOUS_UNIT: (
        "有多个同名单位,请填写单位编码",
        "several units have this name: give the code",
    ),
    Problem.UNKNOWN_VOLUNTEER: (
        "找不到该身份证号的志愿者",
        "no volunteer has this id document number",
    ),
    Problem.REFUSED: ("不符合规则", "refused by the rules"),
}


class BadValue(Exception):
    """A row cannot be imported because of one value.

    `column` is the field meant, as the kind of file names it; the import tells it by the header
    that the file uses. `detail` is what was found, or what is allowed.
    """

    def __init__(self, problem: Problem, column: str, detail: str = "") -> None:
        super().__init__(problem, column, detail)
        self.problem = problem
        self.column = column
        self.detail = detail

    @property
    def zh(self) -> str:
        """The reason in Chinese."""
        return self._told(_TEXTS[self.problem][0], ":")

    @property
    def en(self) -> str:
        """The reason in English."""
        return self._told(_TEXTS[self.problem][1], ": ")

    def _told(self, text: str, colon: str) -> str:
        return f"{text}{colon}{self.detail}" if self.detail else text
