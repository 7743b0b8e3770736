"""The demo's counters (兑换点), their merchants and what they offer. Merchants are made up."""

from dataclasses import dataclass

from five_steps.domain.incentives.redeeming.reward import RewardKind
from five_steps.domain.organisation.tiers import PointKind
from five_steps.operations.demo.district import DISTRICT_CODE

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
CLOSED_ON_MONDAY = EVERY_DAY[1:]
DAY_MINUTES = 24 * 60
_HOUR = 60


@dataclass(frozen=True, slots=True)
class Merchant:
    """A merchant under contract; account and telephone are nobody's."""

    name: str
    contact: str
    account: str


MERCHANTS = (
    Merchant("海霞超市有限公司", "林店长 19960000001", "6222 0000 0000 0001"),
    Merchant("望海书城", "陈经理 19960000002", "6222 0000 0000 0002"),
    Merchant("百岛渔家百货", "郭店长 19960000003", "6222 0000 0000 0003"),
)


@dataclass(frozen=True, slots=True)
class Ware:
    """Something to redeem: price in points, cost in 分."""

    kind: RewardKind
    name: str
    points: int
    cost_cents: int
    star_floor: int = 0
    per_person_max: int | None = None
    return_days: int = 0

    @property
    def stocked(self) -> bool:
        """Whether a counter keeps a stock of it."""
        return self.kind is RewardKind.GOODS


_GOODS, _SERVICE, _DISCOUNT = RewardKind.GOODS, RewardKind.SERVICE, RewardKind.DISCOUNT
TOWEL = Ware(_GOODS, "毛巾", 15, 600, return_days=7)
SOAP = Ware(_GOODS, "洗衣液", 25, 1_200, return_days=7)
UMBRELLA = Ware(_GOODS, "晴雨伞", 30, 1_500, return_days=7)
RICE = Ware(_GOODS, "大米 5 公斤", 45, 3_000, return_days=7)
OIL = Ware(_GOODS, "食用油 5 升", 60, 5_000, return_days=7)
FLASK = Ware(_GOODS, "保温杯(星级志愿者)", 40, 2_500, star_floor=1, per_person_max=1)
BOOK = Ware(_GOODS, "图书一册", 20, 1_000, return_days=7)
HAIRCUT = Ware(_SERVICE, "理发一次", 25, 1_500)
CLEANING = Ware(_SERVICE, "家电清洗一次", 60, 5_000)
CHECK_UP = Ware(_SERVICE, "健康体检(三星以上)", 150, 20_000, star_floor=3, per_person_max=1)
LIBRARY_CARD = Ware(_DISCOUNT, "图书馆借阅册数加倍(一年)", 10, 0, per_person_max=1)
TOWER = Ware(_DISCOUNT, "望海楼门票五折", 20, 0)
CINEMA = Ware(_DISCOUNT, "电影票立减 10 元", 25, 1_000, per_person_max=12)
WARES = (
    TOWEL, SOAP, UMBRELLA, RICE, OIL, FLASK, BOOK,
    HAIRCUT, CLEANING, CHECK_UP, LIBRARY_CARD, TOWER, CINEMA,
)  # fmt: skip
_GROCERIES = (TOWEL, SOAP, UMBRELLA, RICE, OIL, FLASK)


@dataclass(frozen=True, slots=True)
class Shop:
    """A counter of a unit.

    Attributes:
        staff_code: The unit whose operator works it.
        merchant: Who runs it, by number; None for the unit itself.
    """

    code: str
    unit_code: str
    staff_code: str
    merchant: int | None
    name: str
    place: str
    wares: tuple[Ware, ...]
    weekdays: tuple[int, ...] = EVERY_DAY
    opens_minute: int = 8 * _HOUR + 30
    closes_minute: int = 20 * _HOUR


_BEIAO, _LINGKUN, _DONGPING, _DAMEN = "330305001", "330305002", "330305003", "330305101"
CABINET = Shop(
    "cabinet", DISTRICT_CODE, _BEIAO, None, "实践中心自助兑换柜", "区文明实践中心一楼,全天开放",
    (TOWEL, UMBRELLA, TOWER, CINEMA), opens_minute=0, closes_minute=DAY_MINUTES,
)  # fmt: skip
"""Open at all hours, so that something is under way whenever the demo is made."""
SHOPS = (
    Shop(
        "beiao", _BEIAO, _BEIAO, 0, "北岙积分超市", "北岙街道中心街",
        (*_GROCERIES, HAIRCUT, CLEANING, CHECK_UP),
    ),
    Shop(
        "library", f"{DISTRICT_CODE}-{PointKind.CIVILIZED_UNIT}", _BEIAO, None, "图书馆兑换点",
        "洞头区图书馆服务台", (BOOK, LIBRARY_CARD, TOWER, CINEMA), CLOSED_ON_MONDAY,
        9 * _HOUR, 17 * _HOUR,
    ),
    Shop(
        "book-house", f"{_BEIAO}-{PointKind.BOOK_HOUSE}", _BEIAO, 1, "百姓书屋兑换点",
        "百姓书屋(北岙)", (BOOK, CINEMA), CLOSED_ON_MONDAY, 9 * _HOUR, 21 * _HOUR,
    ),
    Shop("lingkun", _LINGKUN, _LINGKUN, 2, "灵昆积分超市", "灵昆街道办事处旁", _GROCERIES),
    Shop(
        "dongping", _DONGPING, _DONGPING, 0, "东屏积分超市", "东屏街道中仑村口",
        (*_GROCERIES, HAIRCUT),
    ),
    Shop("damen", _DAMEN, _DAMEN, 2, "大门积分超市", "大门镇府前路", (*_GROCERIES, HAIRCUT)),
    CABINET,
)  # fmt: skip
