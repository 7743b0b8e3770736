"""The programme (活动菜单) of the demo: something of every form of the six lines."""

from typing import Final, NamedTuple

from five_steps.domain.activities.line import SUB_FORMS, ActivityLine, PreachingMethod, SubForm
from five_steps.domain.ordering.category import Category


class Offering(NamedTuple):
    """An activity as it is offered, and the category of volunteers who are on duty at it."""

    line: ActivityLine
    sub_form: SubForm
    method: PreachingMethod | None
    title: str
    minutes: int
    category: Category


_PREACHING: Final = {
    SubForm.CONVENIENT: "渔港码头微宣讲",
    SubForm.PERFORMANCE: "渔鼓说新风",
    SubForm.A_LA_CARTE: "点单宣讲进村",
}
_METHODS: Final = {
    PreachingMethod.LECTURE: "讲座",
    PreachingMethod.TRAINING: "培训班",
    PreachingMethod.ONLINE: "云课堂",
    PreachingMethod.TALK: "座谈会",
}
_TITLES: Final = {
    SubForm.POVERTY_HELP: "结对帮困上门行",
    SubForm.LANXIAOCAO_MODELS: "兰小草爱心接力分享会",
    SubForm.MORALITY_LECTURE: "道德讲堂",
    SubForm.CIVILIZED_DINING: "光盘行动进餐馆",
    SubForm.CIVILIZED_TRAFFIC: "文明交通劝导日",
    SubForm.CIVILIZED_TOURISM: "文明旅游在海岛",
    SubForm.CIVILIZED_ETIQUETTE: "文明礼仪课",
    SubForm.SERVING_CHOPSTICKS: "公筷公勺进家宴",
    SubForm.FOLK_CUSTOMS_CODE: "民俗公约大家议",
    SubForm.SIX_ACTIONS: "移风易俗六大行动",
    SubForm.CITY_ENVIRONMENT: "清洁家园",
    SubForm.PUBLIC_ORDER: "有序停车劝导",
    SubForm.PUBLIC_FACILITIES: "公共设施认养",
    SubForm.COURSE_ETIQUETTE: "文明大学堂:礼仪",
    SubForm.COURSE_CULTURE: "文明大学堂:文化",
    SubForm.COURSE_POSTURE: "文明大学堂:形体",
    SubForm.COURSE_HEALTH: "文明大学堂:健康",
    SubForm.COURSE_LIFE_QUALITY: "文明大学堂:生活品质",
    SubForm.COURSE_SCIENCE: "文明大学堂:科普",
    SubForm.VILLAGE_SONG: "我们的村歌",
    SubForm.OUR_FESTIVALS: "我们的节日",
    SubForm.VILLAGE_GALA: "我们的村晚",
    SubForm.SCIENCE_TO_VILLAGES: "科技下乡",
    SubForm.FILM_TO_VILLAGES: "电影下乡",
    SubForm.OPERA_TO_VILLAGES: "越剧下乡",
    SubForm.SQUARE_DANCE_TO_VILLAGES: "广场舞下乡",
}
_CATEGORIES: Final = {
    ActivityLine.THEORY_PREACHING: Category.THEORY,
    ActivityLine.MORAL_PRACTICE: Category.CIVILITY,
    ActivityLine.CHANGING_CUSTOMS: Category.CIVILITY,
    ActivityLine.CIVILIZED_CITY: Category.CIVILITY,
    ActivityLine.CIVIC_LITERACY: Category.EDUCATION,
    ActivityLine.CULTURE_SPORTS: Category.CULTURE,
}


def _offerings(line: ActivityLine) -> list[Offering]:
    category = _CATEGORIES[line]
    if line is ActivityLine.THEORY_PREACHING:
        return [
            Offering(line, form, method, f"{_PREACHING[form]}({how})", 60, category)
            for form in SUB_FORMS[line]
            for method, how in _METHODS.items()
        ]
    return [Offering(line, form, None, _TITLES[form], 90, category) for form in SUB_FORMS[line]]


PROGRAMME: Final = tuple(offering for line in ActivityLine for offering in _offerings(line))
