from pathlib import Path
from uuid import UUID

from five_steps.commands.incentives.incentive_policy import PublishIncentivePolicy
from five_steps.operations.demo import Size, prepare_demo
from five_steps.operations.demo.staff import CENTRE_ADMIN
from five_steps.operations.services import open_services
from five_steps.operations.settings import read_settings

SMALL = Size(orders=60, stations_per_institute=1, people_per_station=6, veterans_each=40)


async def test_a_service_starts_with_a_demo_that_its_views_show(
    postgres_dsn: str, tmp_path: Path
) -> None:
    settings = read_settings({"FIVE_STEPS_HOME": str(tmp_path), "DATABASE_URL": postgres_dsn})
    async with open_services(settings, postgres_dsn) as services:
        subjects = await prepare_demo(services, SMALL)
        head = await services.store.recorder.max_notification_id()
        assert services.views.position() == head
        shown = await services.store.pool.fetchval("SELECT count(*) FROM read.orders")
        assert shown > 50
        assert await prepare_demo(services, SMALL) == subjects
        # The views go on after it.
        made = await services.commands.run(
            PublishIncentivePolicy(effective_from=services.clock().replace(year=2100)),
            command_id=UUID(int=1),
            actor=CENTRE_ADMIN,
        )
        assert await services.views.wait_for(made.position, 10)


async def test_a_log_of_others_is_left_as_it_is(postgres_dsn: str, tmp_path: Path) -> None:
    settings = read_settings({"FIVE_STEPS_HOME": str(tmp_path), "DATABASE_URL": postgres_dsn})
    async with open_services(settings, postgres_dsn) as services:
        made = await services.commands.run(
            PublishIncentivePolicy(effective_from=services.clock()),
            command_id=UUID(int=1),
            actor=CENTRE_ADMIN,
        )
        assert await prepare_demo(services, SMALL) == ()
        assert await services.store.recorder.max_notification_id() == made.position
