"""What the projects of the year are about, when they begin, and how many rounds they go."""

from dataclasses import dataclass
from typing import Final

from five_steps.domain.ordering.category import Category

ROUND_DAYS: Final = 60
"""From the recruitment of a round to the next, or to the end."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What a project is about.

    Attributes:
        milestones: What is reached on the way, in order.
        changes: What is learnt from each round, in order.
    """

    name: str
    category: Category
    aims: str
    milestones: tuple[str, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProjectStory:
    """How a project goes.

    Attributes:
        begun_day: So many days after the year began.
        rounds: After so many it is closed; those that would come after today have not happened.
        abandoned_day: So many days after it began it is given up.
        planned_days: How long each round is planned to take; one that takes longer is overdue.
    """

    theme: Theme
    begun_day: int
    rounds: int
    abandoned_day: int | None = None
    planned_days: int = 75


_COMPANY = Theme(
    "银龄陪伴·海岛独居老人关爱",
    Category.CIVILITY,
    "独居老人每周有人上门，紧急情况有人响应",
    ("摸底建档完成", "结对全覆盖", "应急呼叫器安装到户"),
    ("增加晚间探访班次", "为结对志愿者增加急救培训", "与卫生院共享探访台账"),
)
_LESSONS = Theme(
    "春泥计划·渔村周末课堂",
    Category.EDUCATION,
    "留守儿童周末有课上、有书读、有人陪",
    ("课表公布", "首期开课", "成果汇演"),
    ("课程改在周六上午", "增设海洋科普课", "邀请家长轮值"),
)
_PREACHING = Theme(
    "板凳课堂·理论宣讲进渔村",
    Category.THEORY,
    "每村每月一场听得懂、记得住的宣讲",
    ("宣讲员选拔", "方言讲稿定稿", "巡讲过半"),
    ("改用方言演艺形式", "每场压缩到四十分钟"),
)
_SHOWS = Theme(
    "我们的村晚·文艺进文化礼堂",
    Category.CULTURE,
    "每个文化礼堂一年至少两场群众自己的演出",
    ("节目征集", "首场演出", "优秀节目巡演"),
    ("增加渔歌号子传习", "提前两周公布节目单"),
)
_SCIENCE = Theme(
    "科普大篷车·银发数字课",
    Category.SCIENCE,
    "老年人会用手机办事、会防网络诈骗",
    ("教材编印", "首批学员结业"),
    ("一对一辅导代替大班课", "增加反诈情景演练"),
)
_SPORTS = Theme(
    "海岛健步·全民健身进村社",
    Category.FITNESS,
    "村社有健身队、有带队人、有日常活动",
    ("带队人培训", "环岛健步走"),
    ("增设室内雨天课", "分年龄段编组"),
)
_BEACH = Theme(
    "蓝色海湾·净滩行动",
    Category.CIVILITY,
    "重点岸线每月一次净滩，垃圾分类称重公示",
    ("岸线认领", "首次净滩", "称重数据公示"),
    ("潮汐表前置排班", "引入企业认领岸线"),
)
_MEALS = Theme(
    "文明餐桌·节俭宴席",
    Category.CIVILITY,
    "红白喜事从简，村规民约写得进、办得到",
    ("村民议事", "宴席标准公示"),
    ("由红白理事会上门劝导", "设立节俭红榜"),
)

STORIES: Final = (
    ProjectStory(_COMPANY, 12, rounds=3),
    ProjectStory(_LESSONS, 15, rounds=4),
    ProjectStory(_PREACHING, 20, rounds=2),
    ProjectStory(_SHOWS, 24, rounds=1),
    ProjectStory(_SCIENCE, 30, rounds=2),
    ProjectStory(_SPORTS, 41, rounds=1),
    ProjectStory(_BEACH, 47, rounds=5),
    ProjectStory(_MEALS, 58, rounds=1, planned_days=45),
    ProjectStory(_LESSONS, 70, rounds=1),
    ProjectStory(_SHOWS, 84, rounds=2),
    ProjectStory(_PREACHING, 95, rounds=1, abandoned_day=33),
    ProjectStory(_COMPANY, 110, rounds=2),
    ProjectStory(_BEACH, 130, rounds=1),
    ProjectStory(_SCIENCE, 145, rounds=1),
    ProjectStory(_SPORTS, 160, rounds=2),
    ProjectStory(_MEALS, 175, rounds=1, abandoned_day=9),
    ProjectStory(_SHOWS, 190, rounds=1),
    ProjectStory(_LESSONS, 205, rounds=2),
    ProjectStory(_PREACHING, 228, rounds=1),
    ProjectStory(_SPORTS, 250, rounds=1),
    # Those below stand in each of the stages today.
    ProjectStory(_BEACH, 309, rounds=1),
    ProjectStory(_MEALS, 312, rounds=1),
    ProjectStory(_COMPANY, 325, rounds=1, planned_days=35),
    ProjectStory(_SCIENCE, 340, rounds=1),
    ProjectStory(_LESSONS, 355, rounds=1),
    ProjectStory(_SHOWS, 364, rounds=1),
)
"""All projects, dealt out to the institutes in turn."""
