import io
import logging
from collections.abc import Iterator

import orjson
import pytest
import structlog

from five_steps.operations.logging import configure_logging


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    configure_logging(stream=stream)
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        yield stream
    structlog.reset_defaults()
    root.handlers = handlers
    root.setLevel(level)


def only_line(stream: io.StringIO) -> dict[str, object]:
    (line,) = stream.getvalue().splitlines()
    parsed: dict[str, object] = orjson.loads(line)
    return parsed


def test_a_line_is_one_object_with_what_is_bound_to_the_request(stream: io.StringIO) -> None:
    structlog.get_logger("five_steps.test").info("order.placed", order="洞头 1")
    line = only_line(stream)
    assert line.pop("timestamp")
    assert line == {
        "event": "order.placed",
        "order": "洞头 1",
        "level": "info",
        "logger": "five_steps.test",
        "request_id": "r-1",
    }


def test_the_standard_library_logs_the_same_way(stream: io.StringIO) -> None:
    logging.getLogger("some.library").warning("slow: %d ms", 12)
    line = only_line(stream)
    assert (line["event"], line["level"], line["request_id"]) == ("slow: 12 ms", "warning", "r-1")


def test_an_exception_keeps_to_its_line_and_its_secrets(stream: io.StringIO) -> None:
    password = "top " + "secret"  # noqa: F841 - a local variable of the frame
    try:
        raise ValueError("no such unit")
    except ValueError:
        structlog.get_logger("five_steps.test").exception("failed")
    exceptions = only_line(stream)["exception"]
    assert isinstance(exceptions, list)
    assert [(each["exc_type"], each["exc_value"]) for each in exceptions] == [
        ("ValueError", "no such unit")
    ]
    assert "top secret" not in stream.getvalue()


def test_details_are_left_out(stream: io.StringIO) -> None:
    structlog.get_logger("five_steps.test").debug("detail")
    assert stream.getvalue() == ""
