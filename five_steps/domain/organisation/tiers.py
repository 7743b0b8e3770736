"""The kinds of units, points, venues and teams."""

from enum import StrEnum


class Tier(StrEnum):
    """The tier of a unit (层级)."""

    CENTRE = "CENTRE"
    """District centre 区中心."""
    INSTITUTE = "INSTITUTE"
    """Street or town institute 乡镇(街道)所."""
    STATION = "STATION"
    """Village or community station 村(社区)站."""
    POINT = "POINT"
    """Practice point 点, under any other tier."""


class PointKind(StrEnum):
    """What a practice point is (点的类别)."""

    CIVILIZED_UNIT = "CIVILIZED_UNIT"
    """Civilized unit 文明单位."""
    PATRIOTIC_BASE = "PATRIOTIC_BASE"
    """Patriotic education base 爱国主义教育基地."""
    SCHOOL = "SCHOOL"
    """School 学校."""
    HOSPITAL = "HOSPITAL"
    """Hospital 医院."""
    PARTY_SERVICE_CENTRE = "PARTY_SERVICE_CENTRE"
    """Party service centre 党群服务中心."""
    LOVE_RELAY_STATION = "LOVE_RELAY_STATION"
    """兰小草 love relay station 兰小草爱心驿站."""
    BOOK_HOUSE = "BOOK_HOUSE"
    """People's book house 百姓书屋."""
    SPRING_SOIL_BASE = "SPRING_SOIL_BASE"
    """春泥计划 activity base 春泥计划活动基地."""
    OTHER = "OTHER"
    """Other 其他."""


class UnitStatus(StrEnum):
    """Whether a unit works (单位状态)."""

    ACTIVE = "ACTIVE"
    """At work 正常."""
    SUSPENDED = "SUSPENDED"
    """Suspended 暂停."""
    MERGED = "MERGED"
    """Merged into another unit 已合并."""


class VenueKind(StrEnum):
    """What a venue is (阵地类别)."""

    OFFICE = "OFFICE"
    """Independent office 独立办公场所."""
    CULTURE_STATION = "CULTURE_STATION"
    """Comprehensive culture station 综合文化站."""
    PARTY_SERVICE_CENTRE = "PARTY_SERVICE_CENTRE"
    """Party service centre 党群服务中心."""
    CULTURAL_HALL = "CULTURAL_HALL"
    """Rural cultural hall 农村文化礼堂."""
    CULTURAL_HOME = "CULTURAL_HOME"
    """Community cultural home 社区文化家园."""
    VILLAGE_OFFICE = "VILLAGE_OFFICE"
    """Village office 村(社区)办公场所."""
    OWN_PREMISES = "OWN_PREMISES"
    """A point's own premises 自有场所."""


class TeamKind(StrEnum):
    """The level of a volunteer team (队伍级别)."""

    CORPS = "CORPS"
    """Corps 总队, at the centre."""
    DETACHMENT = "DETACHMENT"
    """Detachment 分队, of a department or town."""
    SQUAD = "SQUAD"
    """Squad 小队, of a station or point."""


PARENT_TIERS: dict[Tier, tuple[Tier, ...]] = {
    Tier.CENTRE: (),
    Tier.INSTITUTE: (Tier.CENTRE,),
    Tier.STATION: (Tier.INSTITUTE,),
    Tier.POINT: (Tier.CENTRE, Tier.INSTITUTE, Tier.STATION),
}
"""Under which tier a unit may hang."""

VENUES_OF_TIER: dict[Tier, tuple[VenueKind, ...]] = {
    Tier.CENTRE: (VenueKind.OFFICE,),
    Tier.INSTITUTE: (VenueKind.CULTURE_STATION, VenueKind.PARTY_SERVICE_CENTRE),
    Tier.STATION: (
        VenueKind.CULTURAL_HALL,
        VenueKind.CULTURAL_HOME,
        VenueKind.VILLAGE_OFFICE,
    ),
    Tier.POINT: (VenueKind.OWN_PREMISES,),
}
"""Which venues a unit of a tier keeps (the notice, 阵地建设)."""

TEAMS_OF_TIER: dict[Tier, TeamKind] = {
    Tier.CENTRE: TeamKind.CORPS,
    Tier.INSTITUTE: TeamKind.DETACHMENT,
    Tier.STATION: TeamKind.SQUAD,
    Tier.POINT: TeamKind.SQUAD,
}
"""Which team a unit of a tier leads; a department's detachment hangs at the centre."""

PARENT_TEAMS: dict[TeamKind, tuple[TeamKind, ...]] = {
    TeamKind.CORPS: (),
    TeamKind.DETACHMENT: (TeamKind.CORPS,),
    TeamKind.SQUAD: (TeamKind.CORPS, TeamKind.DETACHMENT),
}
"""Under which team another stands; the squad of a point at the centre may be the corps' own."""
