"""What the guide says about backups: the copy, restored beside the original, gives the same answers byte for byte."""

from pathlib import Path

from tests.production import guide
from tests.production.bodies import every_body
from tests.production.commands import ROOT, expect
from tests.production.delivered import publish_again, subscribe, until_all_is_delivered
from tests.production.deployment import Deployment
from tests.receivers import receiver

__all__ = ["backup_and_restore"]


def backup_and_restore(site: Deployment) -> str:
    """Dump and copy, restore into a new database and folder, start a host on them, compare."""
    try:
        return _compare_with_original(site)
    finally:
        if not site.worker.runs:
            site.worker.start()


def _compare_with_original(site: Deployment) -> str:
    media = site.folder / "var" / "media"
    media.mkdir(exist_ok=True)
    (media / "made-up.txt").write_text("A made-up upload.")
    with receiver() as server:
        # What readers sent a moment ago is not to be sent on from here and from the copy.
        until_all_is_delivered(site)
        site.worker.close()
        subscribe(site, server.url)
        publish_again(site)
        before = every_body(site.hosts[0].ask)
        for said in (("mkdir",), ("pg_dump",), ("rsync", "/media/ /var/backups/")):
            site.shell(guide.command(*said))
        site.manage("deliver_outbox", "--once")
        sent = {request.headers["webhook-id"] for request in server.requests}
        url, folder = _restore(site)
        restored = site.new_host("restored")
        environment = {**site.environment, "DATABASE_URL": url, "MEDIA_ROOT": str(folder)}
        restored.given = lambda: (environment, site.unit("summaries.service"), ROOT)
        restored.start()
        restored.wait()
        after = every_body(restored.ask)
        expect(before.keys() == after.keys(), f"Other addresses: {before.keys() ^ after.keys()}")
        other = [path for path in before if before[path] != after[path]]
        expect(not other, f"After the restore these are not what they were: {other}")
        site.manage("deliver_outbox", "--once", DATABASE_URL=url)
        received = [request.headers["webhook-id"] for request in server.requests]
    expect(len(sent) > 0, "No webhook was sent: nothing was tried.")
    expect(set(received) == sent, "The restored outbox made events of its own.")
    expect(len(received) == 2 * len(sent), "The restored outbox sent something else than what was waiting.")
    restored.stop()
    expect(_files(media) == _files(folder), "The restored media are others.")
    return f"{len(before)} bodies and ETags equal byte for byte; {len(sent)} waiting webhooks kept their ids"


def _restore(site: Deployment) -> tuple[str, Path]:
    """As the guide says, but beside the original: a database and a folder of their own."""
    url, folder = site.postgresql.create("restored"), site.folder / "restored-media"
    folder.mkdir()
    said = guide.command("rsync", "/var/lib/summaries/media/", "--delete /var/backups")
    site.ran.append(said)
    places = {"/var/lib/summaries/media/": f"{folder}/"}
    site.shell(guide.command("pg_restore"), DATABASE_URL=url)
    site.shell(guide.substitute(said, places))
    return url, folder


def _files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
