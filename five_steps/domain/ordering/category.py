"""The six service categories (六类服务)."""

from enum import StrEnum


class Category(StrEnum):
    """What a service is about (服务类别)."""

    THEORY = "THEORY"
    """Theory preaching 理论宣讲."""
    EDUCATION = "EDUCATION"
    """Education 教育服务."""
    CULTURE = "CULTURE"
    """Culture 文化服务."""
    SCIENCE = "SCIENCE"
    """Science and technology 科技科普服务."""
    FITNESS = "FITNESS"
    """Fitness and sports 健身体育服务."""
    CIVILITY = "CIVILITY"
    """Civility building 文明创建."""
