"""`python -m tests.production [SCENARIO …]`: starts a production site, and does to it what production does.

Without a name all scenarios run. The exit status is 1 if one of them did not end as the guide promises; those after it
do not run then, because they would find the site in a state that nobody knows.
"""

import argparse
import signal
import sys
import tempfile
import time
import traceback
from itertools import takewhile
from pathlib import Path

from tests.production.commands import Failed
from tests.production.deployment import Deployment
from tests.production.scenarios import SCENARIOS


def main() -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.production", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("scenario", nargs="*", choices=[*SCENARIOS, []], help="all if none is named")
    names = parser.parse_args().scenario or list(SCENARIOS)
    # Whoever ends this is not to leave servers behind.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="production-", ignore_cleanup_errors=True) as folder:
        try:
            with Deployment(Path(folder)) as site:
                _say("started", "two hosts, nginx, PostgreSQL, Redis, the worker", began)
                passed = list(takewhile(lambda name: _passes(name, site), names))
        except Failed as failure:
            _say("FAILED", str(failure), began)
            return 1
    left = names[len(passed) :]
    outcome = f"{left[0]}; not tried: {', '.join(left[1:]) or 'none'}" if left else ", ".join(passed)
    _say("FAILED" if left else "all is well", outcome, began)
    return int(bool(left))


def _passes(name: str, site: Deployment) -> bool:
    began = time.monotonic()
    try:
        said = SCENARIOS[name](site)
    except Exception as failure:  # noqa: BLE001 - whatever it is, the logs say what led to it
        told = str(failure) if isinstance(failure, Failed) else traceback.format_exc()
        # Why it failed comes last: what cuts a long output off leaves its end.
        _say(f"{site.logs()}\n{name} FAILED", told, began)
        return False
    _say(name, said, began)
    return True


def _say(what: str, outcome: str, began: float) -> None:
    sys.stdout.write(f"{what}: {outcome} ({time.monotonic() - began:.0f} s)\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
