"""Practice points (点): places of every kind that the notice names, as found around Dongtou."""

from dataclasses import dataclass

from five_steps.domain.organisation.tiers import PointKind
from five_steps.operations.demo.district import DISTRICT_CODE


@dataclass(frozen=True, slots=True)
class Point:
    """A point and the unit it hangs at (by code)."""

    parent_code: str
    kind: PointKind
    name: str
    capacity: int

    @property
    def code(self) -> str:
        """Made of the parent's code and the kind: one of a kind per parent is enough here."""
        return f"{self.parent_code}-{self.kind}"


POINTS = (
    Point(DISTRICT_CODE, PointKind.CIVILIZED_UNIT, "洞头区图书馆", 200),
    Point(DISTRICT_CODE, PointKind.PATRIOTIC_BASE, "洞头先锋女子民兵连纪念馆", 150),
    Point(DISTRICT_CODE, PointKind.SCHOOL, "洞头区实验小学", 400),
    Point(DISTRICT_CODE, PointKind.HOSPITAL, "洞头区人民医院", 80),
    Point(DISTRICT_CODE, PointKind.PARTY_SERVICE_CENTRE, "洞头区党群服务中心", 120),
    Point(DISTRICT_CODE, PointKind.OTHER, "望海楼", 100),
    Point("330305001", PointKind.LOVE_RELAY_STATION, "兰小草爱心驿站(北岙)", 30),
    Point("330305001", PointKind.BOOK_HOUSE, "百姓书屋(北岙)", 40),
    Point("330305001", PointKind.PARTY_SERVICE_CENTRE, "北岙街道党群服务中心", 60),
    Point("330305002", PointKind.SCHOOL, "灵昆学校", 300),
    Point("330305002", PointKind.HOSPITAL, "灵昆街道社区卫生服务中心", 30),
    Point("330305003", PointKind.PATRIOTIC_BASE, "海霞军事主题公园", 200),
    Point("330305003", PointKind.LOVE_RELAY_STATION, "兰小草爱心驿站(东屏)", 30),
    Point("330305004", PointKind.SPRING_SOIL_BASE, "春泥计划活动基地(元觉)", 50),
    Point("330305005", PointKind.BOOK_HOUSE, "百姓书屋(霓屿)", 30),
    Point("330305101", PointKind.SPRING_SOIL_BASE, "春泥计划活动基地(大门)", 60),
    Point("330305101", PointKind.LOVE_RELAY_STATION, "兰小草爱心驿站(大门)", 25),
    Point("330305202", PointKind.BOOK_HOUSE, "百姓书屋(鹿西)", 25),
)
