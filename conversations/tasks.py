"""Background work of conversations."""

from celery import shared_task

from conversations import sweeper


@shared_task(name="conversations.tasks.sweep", soft_time_limit=240, time_limit=300)
def sweep() -> dict[str, int]:
    """Finish the turns that a dead process left behind."""
    return sweeper.sweep()
