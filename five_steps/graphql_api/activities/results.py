"""What mutations of activities answer with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.activities.activity import Activity
from five_steps.graphql_api.activities.activity_series import ActivitySeries
from five_steps.graphql_api.activities.course import Course
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="The activity was changed, or planned.")
class ActivityChanged(Done):
    """The activity was changed."""

    activity: Activity | None = changed(Activity, "The activity as it is now 活动")


@strawberry.type(description="The series was changed, or planned.")
class ActivitySeriesChanged(Done):
    """The series was changed."""

    activity_series: ActivitySeries | None = changed(
        ActivitySeries, "The series as it is now 系列活动"
    )


@strawberry.type(description="The course was changed, or opened.")
class CourseChanged(Done):
    """The course was changed."""

    course: Course | None = changed(Course, "The course as it is now 课程")


ActivityResult: TypeAlias = Annotated[
    ActivityChanged | CommandError,
    strawberry.union("ActivityResult", description="The changed activity, or why it was refused."),
]
ActivitySeriesResult: TypeAlias = Annotated[
    ActivitySeriesChanged | CommandError,
    strawberry.union(
        "ActivitySeriesResult", description="The changed series, or why it was refused."
    ),
]
CourseResult: TypeAlias = Annotated[
    CourseChanged | CommandError,
    strawberry.union("CourseResult", description="The changed course, or why it was refused."),
]
