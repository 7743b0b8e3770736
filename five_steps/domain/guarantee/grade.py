"""Grades (考核等次)."""

from enum import StrEnum


class Grade(StrEnum):
    """The grade of an assessment (考核等次)."""

    EXCELLENT = "EXCELLENT"
    """Excellent 优秀."""
    GOOD = "GOOD"
    """Good 良好."""
    PASS = "PASS"  # noqa: S105 - a grade, not a password
    """Pass 合格."""
    FAIL = "FAIL"
    """Fail 不合格."""

    def at_most(self, most: "Grade") -> "Grade":
        """This grade, or a lower one that is the most there is to have."""
        best_first = list(Grade)
        return max(self, most, key=best_first.index)
