"""What becomes of the task that a complaint at an order's follow-up makes."""

from five_steps.commands.feedback.improving import AcceptImprovement, FinishImprovement
from five_steps.commands.feedback.informing import InformOfImprovement
from five_steps.domain.feedback.improvement_state import InformChannel
from five_steps.domain.feedback.improvement_task import follow_up_task_id
from five_steps.operations.demo.chain import OrderChain


def improve(chain: OrderChain) -> None:
    """Staff talk to the volunteer, the institute checks it, and the requester is told."""
    chain.wait(24, 200)
    chain.add(
        "improved",
        lambda made: FinishImprovement(
            task_id=follow_up_task_id(chain.id(made)), result="已约谈志愿者并调整服务安排"
        ),
        chain.dispatcher,
    )
    chain.wait(12, 48)
    chain.add(
        "improvement accepted",
        lambda made: AcceptImprovement(task_id=follow_up_task_id(chain.id(made))),
        chain.admin,
    )
    chain.wait(2, 30)
    told_at = chain.at
    chain.add(
        "improvement told",
        lambda made: InformOfImprovement(
            task_id=follow_up_task_id(chain.id(made)),
            channel=InformChannel.PHONE,
            told_at=told_at,
            proof=f"回访记录 {chain.name}",
        ),
        chain.dispatcher,
    )
