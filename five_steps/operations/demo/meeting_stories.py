"""What the joint meetings of the year are about, and what becomes of the tasks they give."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class TaskStory(StrEnum):
    """What becomes of a task."""

    CONFIRMED = "CONFIRMED"
    LATE = "LATE"
    """Overdue, then done and confirmed."""
    SENT_BACK = "SENT_BACK"
    """Done in time, sent back with a later date, done again and confirmed."""
    MOVED = "MOVED"
    """The due date is moved; done and confirmed."""
    NOT_DONE = "NOT_DONE"
    """Taken on, then overdue and left so."""
    NOT_CONFIRMED = "NOT_CONFIRMED"
    """Reported done, and waits for the centre."""
    NOT_TAKEN_ON = "NOT_TAKEN_ON"
    """Overdue before anybody took it on."""
    WITHDRAWN = "WITHDRAWN"


TASK_STORIES: Final = (
    TaskStory.CONFIRMED,
    TaskStory.SENT_BACK,
    TaskStory.CONFIRMED,
    TaskStory.LATE,
    TaskStory.MOVED,
    TaskStory.CONFIRMED,
    TaskStory.NOT_DONE,
    TaskStory.CONFIRMED,
    TaskStory.WITHDRAWN,
    TaskStory.NOT_CONFIRMED,
    TaskStory.CONFIRMED,
    TaskStory.NOT_TAKEN_ON,
)
"""In turn: one after the other over the year."""


@dataclass(frozen=True, slots=True)
class MatterStory:
    """A matter; without a decision it is put off, without a task nobody has to do anything."""

    title: str
    decision: str | None
    measures: tuple[str, ...] = ()
    task: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingStory:
    """A meeting, so many days after the year began (before today if they are negative)."""

    day: int
    title: str
    matters: tuple[MatterStory, ...]
    postponed: bool = False
    cancelled: bool = False


MEETINGS: Final = (
    MeetingStory(
        32,
        "志愿服务体系建设联席会议",
        (
            MatterStory(
                "志愿服务队伍整合",
                "各街道乡镇于一个月内完成志愿服务队伍登记造册",
                ("统一编队", "一人一档"),
                "完成志愿服务队伍登记造册",
            ),
            MatterStory("实践点授牌标准", "统一授牌样式，由区中心制作", ("集中授牌",)),
        ),
    ),
    MeetingStory(
        78,
        "春节期间文明实践活动联席会议",
        (
            MatterStory(
                "我们的村晚展演",
                "每个实践所至少举办一场村晚",
                ("统筹演出资源", "错峰安排"),
                "举办一场我们的村晚",
            ),
            MatterStory("展演经费补助", None),
        ),
    ),
    MeetingStory(
        121,
        "移风易俗专项工作联席会议",
        (
            MatterStory(
                "婚丧礼俗规约修订",
                "修订村规民约，明确婚丧事宜标准",
                ("入户宣讲", "红黑榜公示"),
                "完成村规民约修订",
            ),
        ),
        postponed=True,
    ),
    MeetingStory(
        166,
        "文明城市创建攻坚联席会议",
        (
            MatterStory(
                "背街小巷环境整治",
                "开展为期两个月的环境整治志愿服务行动",
                ("每周一巡", "每月通报"),
                "完成辖区背街小巷整治",
            ),
            MatterStory("文明餐桌行动", "餐饮单位全部张贴公筷公勺提示", ("志愿者督导",)),
        ),
    ),
    MeetingStory(
        205,
        "未成年人暑期关爱联席会议",
        (
            MatterStory(
                "春泥计划暑期课堂",
                "各实践所开设暑期课堂不少于十五天",
                ("大学生志愿者结对", "落实安全责任"),
                "开设春泥计划暑期课堂",
            ),
        ),
    ),
    MeetingStory(234, "台风防御志愿服务调度会", (), cancelled=True),
    MeetingStory(
        262,
        "积分兑换与公益基金联席会议",
        (
            MatterStory(
                "兑换点布局",
                "人口较多的村社就近设立兑换点",
                ("商家公益折扣", "季度结算"),
                "完成兑换点选址",
            ),
            MatterStory("基金年度预算", "同意基金年度支出计划"),
        ),
    ),
    MeetingStory(
        318,
        "年度综合考核准备联席会议",
        (
            MatterStory(
                "考核佐证材料",
                "各实践所按指标梳理全年材料",
                ("对照指标自查", "互查互评"),
                "完成年度考核自查材料",
            ),
            MatterStory("考核指标权重调整", None),
        ),
    ),
    # Yesterday: its minutes are being written.
    MeetingStory(
        364,
        "冬季暖心行动联席会议",
        (
            MatterStory(
                "独居老人走访",
                "入冬前完成独居老人走访全覆盖",
                ("志愿者分片包干", "建立走访台账"),
                "完成独居老人走访",
            ),
        ),
    ),
)

UPCOMING: Final = MeetingStory(
    8,
    "来年重点工作联席会议",
    (MatterStory("来年重点项目安排", None), MatterStory("志愿者礼遇清单", None)),
)
"""Convened by today, and so many days ahead."""
