"""What is written in one turn of the event loop goes out together."""

import asyncio
from collections.abc import Iterable
from typing import cast

from five_steps.operations.whole_answers import GatheringTransport


class Wire(asyncio.Transport):
    def __init__(self) -> None:
        super().__init__({"peername": ("127.0.0.1", 1)})
        self.sent: list[bytes] = []
        self.closed = False

    def writelines(self, list_of_data: Iterable[bytes]) -> None:  # type: ignore[override]
        self.sent.append(b"".join(list_of_data))

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True


def gathering(wire: Wire) -> asyncio.Transport:
    return cast("asyncio.Transport", GatheringTransport(wire))


async def test_an_answers_head_and_body_are_sent_at_once() -> None:
    wire = Wire()
    transport = gathering(wire)
    for turn in (b"1", b"2"):
        transport.write(b"head " + turn)
        transport.write(b" body " + turn)
        assert len(wire.sent) == int(turn) - 1
        await asyncio.sleep(0)
    assert wire.sent == [b"head 1 body 1", b"head 2 body 2"]


async def test_what_was_written_is_sent_before_the_connection_closes() -> None:
    wire = Wire()
    transport = gathering(wire)
    transport.write(b"the last word")
    transport.close()
    await asyncio.sleep(0)
    assert wire.sent == [b"the last word"]
    assert transport.is_closing()


async def test_nothing_is_sent_on_a_connection_that_was_lost() -> None:
    wire = Wire()
    transport = gathering(wire)
    transport.write(b"too late")
    wire.closed = True
    await asyncio.sleep(0)
    assert wire.sent == []


async def test_all_else_is_the_connections_own() -> None:
    assert gathering(Wire()).get_extra_info("peername") == ("127.0.0.1", 1)
