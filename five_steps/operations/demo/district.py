"""洞头区 (Dongtou, Wenzhou): its streets, towns and villages, as institutes and stations.

Names and codes are those of the statistical division codes 统计用区划代码 of the National Bureau of
Statistics (2023), by which every village and community of the country is known.
"""

from dataclasses import dataclass
from functools import cached_property

from five_steps.domain.organisation.tiers import VenueKind

DISTRICT = "洞头区"
DISTRICT_CODE = "330305"


@dataclass(frozen=True, slots=True)
class Station:
    """A village or community."""

    code: str
    name: str

    @property
    def venue_kind(self) -> VenueKind:
        """Communities have a cultural home, villages a cultural hall."""
        return VenueKind.CULTURAL_HOME if self._is_community else VenueKind.CULTURAL_HALL

    @property
    def venue_name(self) -> str:
        """What that is called."""
        return "文化家园" if self._is_community else "文化礼堂"

    @property
    def _is_community(self) -> bool:
        return self.name.endswith("社区")


@dataclass(frozen=True)
class Institute:
    """A street (街道), town (镇) or township (乡) with its villages, `number name` each."""

    code: str
    name: str
    villages: str

    @cached_property
    def stations(self) -> tuple[Station, ...]:
        """Its villages and communities."""
        return tuple(
            Station(self.code + village[:3], village[3:]) for village in self.villages.split()
        )


INSTITUTES = (
    Institute(
        "330305001",
        "北岙街道",
        "001城中社区 002上新社区 003银海社区 004新城社区 005岭背社区 006城南社区 007小朴社区 "
        "008风门社区 009九厅社区 010打水鞍社区 011三盘社区 200小三盘村 202大朴村 203东郊村 "
        "204隔头村 205九仙村 206大长坑村 207小长坑村 209白迭村 216东沙村 217海霞村 218柴岙村 "
        "219大王殿村 221双垄村 222鸽尾礁村",
    ),
    Institute(
        "330305002",
        "灵昆街道",
        "001镇中社区 200海思村 201双昆村 202上岩头村 203沙塘村 204王相村 205叶先村 206周宅村 "
        "207北段村 208九村村",
    ),
    Institute(
        "330305003",
        "东屏街道",
        "001蓝港社区 002半屏社区 200中仑村 202东岙村 203东岙顶村 204垄头村 207后寮村 208寮顶村 "
        "209岙仔村 210后坑村 215惠民村",
    ),
    Institute(
        "330305004",
        "元觉街道",
        "200状元村 201活水潭村 202沙角村 203花岗村 204沙岗村 205深门村 206小北岙村",
    ),
    Institute(
        "330305005",
        "霓屿街道",
        "200布袋岙村 201桐岙村 202上社村 203下社村 204石子岙村 205同兴村 206正岙村 207下郎村 "
        "208郎等村 209长坑垄村",
    ),
    Institute("330305006", "昆鹏街道", "001雁鸿社区"),
    Institute(
        "330305101",
        "大门镇",
        "001兰湖洞社区 002大溪社区 003朝阳社区 004长沙社区 005甲山社区 201岙底村 202岙面村 "
        "203大荆村 204小荆村 206乌仙头村 207豆岩村 208东屿村 209小门村 210仁前途村 211美岙村 "
        "212寨楼村 213营盘基村 214杨梅田村 215西浪村 216东浪村 217石浦村 218潭头村 221观音礁村 "
        "222沙枫港村",
    ),
    Institute(
        "330305202",
        "鹿西乡",
        "200鹿西村 201口筐村 202山坪村 203东臼村 204扎不断村 205昌鱼礁村",
    ),
)
