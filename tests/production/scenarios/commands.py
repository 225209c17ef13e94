"""The guide's other commands: those that no other scenario runs are run here, two at a time."""

from concurrent.futures import ThreadPoolExecutor

from tests.production import guide
from tests.production.commands import Failed, expect
from tests.production.deployment import Deployment

__all__ = ["commands_of_the_guide"]

BY_HAND = ("systemctl ", "git ", "nginx ", "createuser ", "createdb ", "pip ", "python3.11 ")  # fmt: skip
"""What changes the machine itself, and so is not run by a test."""
AT_ONCE = 2


def commands_of_the_guide(site: Deployment) -> str:
    """Every command of the guide has been run, or changes the machine."""
    left = [
        each for each in dict.fromkeys(guide.commands()) if each not in site.ran and not _is_by_hand(each)
    ]
    others = [each for each in left if "manage.py" not in each]
    expect(not others, f"No scenario has run these; were all of them asked for? {others}")
    timers = guide.timers()
    # Most of their time is Django's start. In production timers and people do not wait for each other either.
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda each: _run(each, site), (*left, *timers)))
    done = {*guide.commands(), *timers} & {*site.ran}
    expect(len(timers) > 3, f"The guide has {len(timers)} timers.")
    return f"{len(done)} commands of the guide run, {len(timers)} of them from timers"


def _run(command: str, site: Deployment) -> None:
    try:
        site.shell(command)
    except Failed as failed:
        raise Failed(f"The guide says “{command}”, but {failed}") from None


def _is_by_hand(command: str) -> bool:
    return command.startswith(BY_HAND)
