"""The service menu (服务菜单) of the demo: four services in each of the six categories."""

from dataclasses import dataclass

from five_steps.domain.ordering.category import Category


@dataclass(frozen=True, slots=True)
class Service:
    """A service as offered: usual length in minutes, usual number of volunteers."""

    category: Category
    title: str
    description: str
    minutes: int
    headcount: int
    skill: str
    hazardous: bool = False


MENU = (
    Service(Category.THEORY, "政策宣讲进村居", "用方言讲解惠民政策", 90, 1, "宣讲"),
    Service(Category.THEORY, "红色故事会", "先锋女子民兵连的故事", 60, 1, "宣讲"),
    Service(Category.THEORY, "党史微课堂", "半小时一课,送到渔船码头", 60, 1, "宣讲"),
    Service(Category.THEORY, "民法典讲座", "结合身边案例讲法律", 90, 1, "法律"),
    Service(Category.EDUCATION, "四点半课堂", "放学后的作业辅导与阅读", 120, 2, "辅导"),
    Service(Category.EDUCATION, "家庭教育指导", "与家长一起读懂孩子", 90, 1, "心理"),
    Service(Category.EDUCATION, "老年手机课堂", "挂号、缴费、视频通话", 90, 2, "辅导"),
    Service(Category.EDUCATION, "暑期安全课", "防溺水与海边安全", 60, 1, "急救"),
    Service(Category.CULTURE, "渔歌教唱", "学唱洞头渔歌与村歌", 90, 1, "音乐"),
    Service(Category.CULTURE, "贝雕手工课", "非遗贝雕入门", 120, 2, "手工"),
    Service(Category.CULTURE, "春联送福", "现场写春联、送福字", 120, 2, "书法"),
    Service(Category.CULTURE, "文艺演出进礼堂", "歌舞、鼓词、小品", 120, 3, "音乐"),
    Service(Category.SCIENCE, "紫菜养殖技术指导", "育苗、病害与台风前准备", 120, 1, "养殖"),
    Service(Category.SCIENCE, "家电义务维修", "小家电免费检修", 150, 2, "维修"),
    Service(Category.SCIENCE, "海洋科普课", "认识身边的海洋生物", 90, 1, "辅导"),
    Service(Category.SCIENCE, "反诈宣传", "识别电信网络诈骗", 60, 1, "宣讲"),
    Service(Category.FITNESS, "广场舞教学", "一周一支新舞", 90, 1, "舞蹈"),
    Service(Category.FITNESS, "太极拳入门", "二十四式太极拳", 90, 1, "武术"),
    Service(Category.FITNESS, "健康义诊", "量血压、测血糖、问诊", 180, 3, "医护"),
    Service(Category.FITNESS, "急救技能培训", "心肺复苏与海姆立克法", 120, 2, "急救"),
    Service(Category.CIVILITY, "净滩行动", "清理岸线垃圾", 120, 3, "环保", hazardous=True),
    Service(Category.CIVILITY, "文明交通劝导", "学校与码头路口的劝导", 90, 2, "劝导"),
    Service(Category.CIVILITY, "关爱独居老人", "上门陪聊、理发、打扫", 120, 1, "家政"),
    Service(Category.CIVILITY, "移风易俗宣传", "喜事新办、丧事简办", 60, 1, "宣讲"),
)

SKILLS = {
    category: tuple(dict.fromkeys(s.skill for s in MENU if s.category is category))
    for category in Category
}
"""The skills that the services of a category ask for."""
