"""What the trail raises."""


class TrailUnavailable(Exception):
    """An entry could not be made durable in time, so what it is about must not happen."""

    def __init__(self) -> None:
        super().__init__("the access trail cannot be written; try again later")
