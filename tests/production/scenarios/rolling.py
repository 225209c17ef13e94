"""A new release comes to one host after the other while readers read and send forms; nobody notices."""

from tests.production import guide
from tests.production.deployment import Deployment

__all__ = ["rolling_restart"]


def rolling_restart(site: Deployment) -> str:
    """Both hosts are restarted as another build, one after the other, as the guide says; then one without the care."""
    with site.load() as load:
        site.write_environment(CMS_BUILD="another release")
        for host, place in zip(site.hosts, ("10.0.0.11:8000", "10.0.0.12:8000"), strict=True):
            _run("& down", place, site)
            host.restart()
            _say(guide.command("curl"), place, site)
            _run(" down/10", place, site)
        carefully = load.slowest
        site.hosts[0].restart()
    said = load.check()
    site.expect_once(load.accepted)
    return f"{said} ({carefully:.1f} s while the restarting host was left out); each form is in the database once"


def _run(part: str, place: str, site: Deployment) -> None:
    _say(guide.command("sed", part), place, site)
    site.nginx.reload()


def _say(said: str, place: str, site: Deployment) -> None:
    """A command of the guide, which has the first host in it, for this host."""
    site.shell(said.replace("10.0.0.11:8000", place))
    site.ran.append(said)
