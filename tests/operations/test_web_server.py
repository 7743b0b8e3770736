"""The server in a process of its own, since signals are the process's."""

import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest

SERVICE = """
import asyncio, sys
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from five_steps.operations.web_server import serve

async def slow(request):
    print("asked", flush=True)
    await asyncio.sleep(0.5)
    return PlainTextResponse("answered")

async def main():
    try:
        await serve(Starlette(routes=[Route("/", slow)]), host="127.0.0.1", port=int(sys.argv[1]))
    finally:
        await asyncio.sleep(0)
        print("closed in order", flush=True)

asyncio.run(main())
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_lets_the_request_in_flight_and_the_closing_finish(number: int) -> None:
    port = free_port()
    command = [sys.executable, "-c", SERVICE, str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        wait_for(port)
        with httpx.Client() as client, client.stream("GET", f"http://127.0.0.1:{port}/") as answer:
            pass
        assert answer.status_code == 200
        with subprocess.Popen(
            [
                sys.executable,
                "-c",
                f"import httpx; print(httpx.get('http://127.0.0.1:{port}/').text)",
            ],
            stdout=subprocess.PIPE,
            text=True,
        ) as caller:
            assert [process.stdout.readline() for _ in range(2)] == ["asked\n", "asked\n"]
            process.send_signal(number)
            assert caller.communicate(timeout=20)[0] == "answered\n"
        assert process.stdout.read() == "closed in order\n"
        assert process.wait(20) == 0
