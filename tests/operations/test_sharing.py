from pathlib import Path

from five_steps.operations.embedded_postgres.sharing import Sharing


class Server:
    """Notes what it is told, and how often."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def shared_at(self, path: Path) -> Sharing:
        return Sharing(
            path, first=lambda: self.told.append("up"), last=lambda: self.told.append("down")
        )


def test_the_last_to_leave_stops_it(tmp_path: Path) -> None:
    server = Server()
    sharing = server.shared_at(tmp_path / "data")
    with sharing.joined():
        with sharing.joined():
            pass
        assert server.told == ["up", "up"]
    assert server.told == ["up", "up", "down"]


def test_a_start_that_fails_makes_nobody_a_user(tmp_path: Path) -> None:
    def fail() -> None:
        raise OSError

    server = Server()
    broken = Sharing(tmp_path / "data", first=fail, last=lambda: server.told.append("down"))
    try:
        with broken.joined():
            raise AssertionError("joined what did not start")
    except OSError:
        pass
    assert server.told == []
    with server.shared_at(tmp_path / "data").joined():
        pass
    assert server.told == ["up", "down"]
