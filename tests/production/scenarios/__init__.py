"""What is done to the site, each in a module of its own: a function that takes it and says in a line what was seen."""

from collections.abc import Callable, Mapping

from tests.production.deployment import Deployment
from tests.production.scenarios.backup import backup_and_restore
from tests.production.scenarios.commands import commands_of_the_guide
from tests.production.scenarios.database import postgresql_restart
from tests.production.scenarios.delivering import worker_killed
from tests.production.scenarios.losing import host_lost
from tests.production.scenarios.previous import previous_release
from tests.production.scenarios.redis import redis_restart
from tests.production.scenarios.rolling import rolling_restart

__all__ = ["SCENARIOS"]

SCENARIOS: Mapping[str, Callable[[Deployment], str]] = {
    function.__name__: function
    for function in (
        previous_release,
        rolling_restart,
        host_lost,
        backup_and_restore,
        redis_restart,
        postgresql_restart,
        worker_killed,
        commands_of_the_guide,
    )
}
"""In this order: the last one tells which commands of the guide none of the others has run."""
