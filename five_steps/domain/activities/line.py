"""The six activity lines (六大活动) with their sub-forms, and which fits which."""

from collections.abc import Mapping
from enum import StrEnum

from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class ActivityLine(StrEnum):
    """One of the six activity lines (活动类别)."""

    THEORY_PREACHING = "THEORY_PREACHING"
    """Theory preaching 理论宣讲."""
    MORAL_PRACTICE = "MORAL_PRACTICE"
    """Moral practice 道德实践."""
    CHANGING_CUSTOMS = "CHANGING_CUSTOMS"
    """Changing customs 移风易俗."""
    CIVILIZED_CITY = "CIVILIZED_CITY"
    """Building a civilized city 文明城市创建."""
    CIVIC_LITERACY = "CIVIC_LITERACY"
    """Civic literacy 市民文明素质教育."""
    CULTURE_SPORTS = "CULTURE_SPORTS"
    """Culture and sports 文体活动."""


class SubForm(StrEnum):
    """What an activity is within its line (活动形式)."""

    CONVENIENT = "CONVENIENT"
    """Preaching where people are 便民化宣讲."""
    PERFORMANCE = "PERFORMANCE"
    """Preaching on a stage 演艺式宣讲."""
    A_LA_CARTE = "A_LA_CARTE"
    """Preaching that was ordered 点餐式宣讲."""

    POVERTY_HELP = "POVERTY_HELP"
    """Helping the poor 扶贫帮困."""
    LANXIAOCAO_MODELS = "LANXIAOCAO_MODELS"
    """Role models of the 兰小草 love relay 兰小草典型示范."""
    MORALITY_LECTURE = "MORALITY_LECTURE"
    """Morality lecture 道德讲堂."""
    CIVILIZED_DINING = "CIVILIZED_DINING"
    """Civilized dining 文明用餐."""
    CIVILIZED_TRAFFIC = "CIVILIZED_TRAFFIC"
    """Civilized traffic 文明交通."""
    CIVILIZED_TOURISM = "CIVILIZED_TOURISM"
    """Civilized tourism 文明旅游."""
    CIVILIZED_ETIQUETTE = "CIVILIZED_ETIQUETTE"
    """Civilized etiquette 文明礼仪."""
    SERVING_CHOPSTICKS = "SERVING_CHOPSTICKS"
    """Serving chopsticks 公筷公勺."""

    FOLK_CUSTOMS_CODE = "FOLK_CUSTOMS_CODE"
    """Code of folk customs 民俗公约."""
    SIX_ACTIONS = "SIX_ACTIONS"
    """The six actions 六大行动."""

    CITY_ENVIRONMENT = "CITY_ENVIRONMENT"
    """Environment 环境整治."""
    PUBLIC_ORDER = "PUBLIC_ORDER"
    """Public order 公共秩序."""
    PUBLIC_FACILITIES = "PUBLIC_FACILITIES"
    """Public facilities 公共设施."""

    COURSE_ETIQUETTE = "COURSE_ETIQUETTE"
    """文明大学堂: etiquette 礼仪."""
    COURSE_CULTURE = "COURSE_CULTURE"
    """文明大学堂: culture 文化."""
    COURSE_POSTURE = "COURSE_POSTURE"
    """文明大学堂: posture 形体."""
    COURSE_HEALTH = "COURSE_HEALTH"
    """文明大学堂: health 健康."""
    COURSE_LIFE_QUALITY = "COURSE_LIFE_QUALITY"
    """文明大学堂: quality of life 生活品质."""
    COURSE_SCIENCE = "COURSE_SCIENCE"
    """文明大学堂: science 科普."""

    VILLAGE_SONG = "VILLAGE_SONG"
    """Our village song 我们的村歌."""
    OUR_FESTIVALS = "OUR_FESTIVALS"
    """Our festivals 我们的节日."""
    VILLAGE_GALA = "VILLAGE_GALA"
    """Our village gala 我们的村晚."""
    SCIENCE_TO_VILLAGES = "SCIENCE_TO_VILLAGES"
    """Science to the countryside 科技下乡."""
    FILM_TO_VILLAGES = "FILM_TO_VILLAGES"
    """Film to the countryside 电影下乡."""
    OPERA_TO_VILLAGES = "OPERA_TO_VILLAGES"
    """Opera to the countryside 戏曲下乡."""
    SQUARE_DANCE_TO_VILLAGES = "SQUARE_DANCE_TO_VILLAGES"
    """Square dance to the countryside 广场舞下乡."""


class PreachingMethod(StrEnum):
    """How theory is brought to people, whatever its form (宣讲方式)."""

    LECTURE = "LECTURE"
    """Lecture 讲座."""
    TRAINING = "TRAINING"
    """Training 培训."""
    ONLINE = "ONLINE"
    """Online 网络宣讲."""
    TALK = "TALK"
    """Talk 座谈."""


SUB_FORMS: Mapping[ActivityLine, tuple[SubForm, ...]] = {
    ActivityLine.THEORY_PREACHING: (
        SubForm.CONVENIENT,
        SubForm.PERFORMANCE,
        SubForm.A_LA_CARTE,
    ),
    ActivityLine.MORAL_PRACTICE: (
        SubForm.POVERTY_HELP,
        SubForm.LANXIAOCAO_MODELS,
        SubForm.MORALITY_LECTURE,
        SubForm.CIVILIZED_DINING,
        SubForm.CIVILIZED_TRAFFIC,
        SubForm.CIVILIZED_TOURISM,
        SubForm.CIVILIZED_ETIQUETTE,
        SubForm.SERVING_CHOPSTICKS,
    ),
    ActivityLine.CHANGING_CUSTOMS: (SubForm.FOLK_CUSTOMS_CODE, SubForm.SIX_ACTIONS),
    ActivityLine.CIVILIZED_CITY: (
        SubForm.CITY_ENVIRONMENT,
        SubForm.PUBLIC_ORDER,
        SubForm.PUBLIC_FACILITIES,
    ),
    ActivityLine.CIVIC_LITERACY: (
        SubForm.COURSE_ETIQUETTE,
        SubForm.COURSE_CULTURE,
        SubForm.COURSE_POSTURE,
        SubForm.COURSE_HEALTH,
        SubForm.COURSE_LIFE_QUALITY,
        SubForm.COURSE_SCIENCE,
    ),
    ActivityLine.CULTURE_SPORTS: (
        SubForm.VILLAGE_SONG,
        SubForm.OUR_FESTIVALS,
        SubForm.VILLAGE_GALA,
        SubForm.SCIENCE_TO_VILLAGES,
        SubForm.FILM_TO_VILLAGES,
        SubForm.OPERA_TO_VILLAGES,
        SubForm.SQUARE_DANCE_TO_VILLAGES,
    ),
}


def require_fits(line: ActivityLine, sub_form: SubForm, method: PreachingMethod | None) -> None:
    """Refuse a sub-form of another line; theory, and nothing else, also has a method."""
    allowed = SUB_FORMS[line]
    if sub_form not in allowed:
        raise Refusal(RefusalCode.INVALID, "subForm", allowed=", ".join(allowed))
    if line is ActivityLine.THEORY_PREACHING and method is None:
        raise Refusal(RefusalCode.INVALID, "method", allowed=", ".join(PreachingMethod))
    if line is not ActivityLine.THEORY_PREACHING and method is not None:
        raise Refusal(
            RefusalCode.INVALID, "method", allowed=f"none but for {ActivityLine.THEORY_PREACHING}"
        )
