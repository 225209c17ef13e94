"""The commands about what readers sent: purging, exporting, erasing, importing."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import ModelLogEntry, Site

from cms.models import ConsentRecord, ErasedAddress, Submission, Subscriber
from cms.submissions.privacy import ERASED, EXPORTED, erase
from cms.submissions.retention import purge
from cms.submissions.subscriptions import confirm, unsubscribe
from cms.submissions.tokens import unsubscribe_token
from tests.builders import change, make_locale, make_panel
from tests.cms.submissions.newsletters import READER, confirmed, mails, pending, send, token_in, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsletter(db):
    return make_panel("newsletter")


@pytest.fixture
def write(tmp_path):
    """A CSV file of these lines."""

    def written(*lines, encoding="utf-8"):
        path = tmp_path / "subscribers.csv"
        path.write_text("\n".join(lines), encoding=encoding)
        return path

    return written


def run(*arguments, **options):
    """What the command printed, and what it printed as errors."""
    out, err = StringIO(), StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def load(path, *arguments):
    return run("import_subscribers", path, "--panel", "newsletter", *arguments)


class TestPurge:
    def test_it_says_what_it_did(self, newsletter):
        submission = send(newsletter, state=Submission.State.QUARANTINED, suspicion="honeypot")
        work()
        long_ago = "2020-01-01T00:00:00Z"
        Submission.objects.filter(pk=submission.pk).update(received_at=long_ago, processed_at=long_ago)

        assert "Would be purged: 0 lapsed, 1 quarantined" in run("purge_submissions", "--dry-run")[0]
        assert Submission.objects.exists()
        assert "Purged: 0 lapsed, 1 quarantined" in run("purge_submissions")[0]
        assert not Submission.objects.exists()


class TestExport:
    def test_it_prints_json(self, newsletter):
        confirmed(newsletter)

        found = json.loads(run("export_address", READER)[0])

        assert len(found["submissions"]) == 1
        assert ModelLogEntry.objects.filter(action=EXPORTED, user=None).count() == 1

    def test_it_writes_a_file_that_others_can_not_read(self, newsletter, tmp_path):
        confirmed(newsletter)
        path = tmp_path / "reader.json"

        out, _ = run("export_address", READER, "--output", path)

        assert out == ""
        assert json.loads(path.read_text())["address"] == READER
        assert path.stat().st_mode & 0o077 == 0

    def test_it_overwrites_nothing(self, newsletter, tmp_path):
        path = tmp_path / "reader.json"
        path.write_text("mine")

        with pytest.raises(CommandError, match="can not be made"):
            run("export_address", READER, "--output", path)

        assert path.read_text() == "mine"
        assert not ModelLogEntry.objects.filter(action=EXPORTED).exists()


class TestErase:
    def test_it_says_what_it_did(self, newsletter):
        confirmed(newsletter)

        out, _ = run("erase_address", READER)

        assert out == "Erased: 1 submissions, 1 subscriptions, 2 events.\n"
        assert ModelLogEntry.objects.filter(action=ERASED, user=None).count() == 1

    def test_it_names_what_it_left(self, newsletter):
        send(newsletter, "other@example.org", fields={"email": "other@example.org", "name": READER})

        assert "stands in 1 submissions of others" in run("erase_address", READER)[0]


class TestImport:
    def test_everybody_is_asked_and_nobody_is_subscribed(self, newsletter, write):
        path = write("name,Email", "Ada,ada@example.org", "Ben, ben@example.org ")

        out, err = load(path)

        assert "2 lines: 2 are asked to confirm" in out
        assert err == ""
        assert set(Subscriber.objects.values_list("email", "status")) == {
            ("ada@example.org", "pending"),
            ("ben@example.org", "pending"),
        }
        work()
        assert sorted(message.to[0] for message in mails()) == ["ada@example.org", "ben@example.org"]

    def test_the_mail_and_the_records_have_the_words_that_are_agreed_to(self, newsletter, write):
        load(write("email", READER))
        work()
        change(newsletter, consent_text="Other words.")

        done = confirm(token_in(mails()[0]), now=Subscriber.objects.get().created_at)

        assert done.subscriber is not None
        assert "I agree to get this newsletter by e-mail." in mails()[0].body
        records = ConsentRecord.objects.order_by("id").values_list("event", "method", "wording", "version")
        assert list(records) == [
            ("given", "import", "I agree to get this newsletter by e-mail.", 1),
            ("confirmed", "confirmation_link", "I agree to get this newsletter by e-mail.", 1),
        ]

    def test_who_was_erased_is_not_written_to_again(self, newsletter, write):
        confirmed(newsletter)
        erase(READER)
        before = len(mails())

        out, _ = load(write("email", READER.upper()))
        work()

        assert "1 erased" in out
        assert len(mails()) == before
        assert not Subscriber.objects.exists()

    def test_who_signed_up_anew_and_left_is_not_written_to_either(self, newsletter, write):
        ErasedAddress.objects.create(email_hash="0" * 64)
        subscriber = confirmed(newsletter)
        unsubscribe(
            unsubscribe_token(subscriber.uuid), ConsentRecord.Method.ONE_CLICK, now=subscriber.created_at
        )

        assert "1 unsubscribed" in load(write("email", READER))[0]

    def test_who_unsubscribed_long_ago_is_still_known_to_have_done_so(self, newsletter, write, settings):
        subscriber = confirmed(newsletter)
        token = unsubscribe_token(subscriber.uuid)
        unsubscribe(token, ConsentRecord.Method.ONE_CLICK, now=subscriber.created_at)
        settings.CMS_RETENTION_DAYS = {"newsletter": -1}
        purge(now=subscriber.created_at)
        assert not Subscriber.objects.exists()

        assert "1 unsubscribed" in load(write("email", READER))[0]

    def test_who_is_on_the_list_or_was_asked_already_is_left_alone(self, newsletter, write):
        confirmed(newsletter)
        pending(newsletter, "pending@example.org")
        before = len(mails())

        out, _ = load(write("email", READER, "pending@example.org"))
        work()

        assert "0 are asked to confirm, 2 known" in out
        assert len(mails()) == before

    def test_a_file_can_be_imported_again(self, newsletter, write):
        path = write("email", READER)
        load(path)

        assert "0 are asked to confirm, 1 known" in load(path)[0]

    def test_every_line_that_is_wrong_is_named_and_none_is_lost(self, newsletter, write):
        path = write("email,name", "ada@example.org,A", "nobody,B", ",C", "ADA@example.org,D", "b@,E")

        out, err = load(path)

        assert err == "Line 3: no e-mail address\nLine 6: no e-mail address\n"
        assert out.startswith("5 lines: 1 are asked to confirm")
        assert out.endswith("1 repeated, 1 empty, 2 wrong\n")

    def test_a_dry_run_asks_nobody(self, newsletter, write):
        out, _ = load(write("email", READER), "--dry-run")

        assert "1 would be asked to confirm" in out
        assert not Subscriber.objects.exists()
        assert not ConsentRecord.objects.exists()

    @pytest.mark.parametrize(
        ("lines", "message"),
        [
            (["address", READER], "names no column"),
            ([], "names no column"),
            (["email", READER, '"never closed', "ben@example.org"], "is no CSV"),
        ],
    )
    def test_a_file_that_can_not_be_read_changes_nothing(self, newsletter, write, lines, message):
        with pytest.raises(CommandError, match=message):
            load(write(*lines))

        assert not Subscriber.objects.exists()

    def test_a_file_in_another_encoding_is_refused(self, newsletter, write):
        with pytest.raises(CommandError, match="UTF-8"):
            load(write("email,name", f"{READER},Jürgen", encoding="latin-1"))

    def test_a_file_as_spreadsheets_write_it_is_read(self, newsletter, write):
        assert "1 are asked" in load(write("email", READER, encoding="utf-8-sig"))[0]

    def test_a_file_that_is_not_there_is_named(self, newsletter, tmp_path):
        with pytest.raises(CommandError, match="can not be read"):
            load(tmp_path / "nothing.csv")

    @pytest.mark.parametrize("panel", [{"slug": "other"}, {"kind": "contact"}, {"live": False}])
    def test_only_a_published_newsletter_can_be_subscribed_to(self, db, write, panel):
        make_panel(**{"slug": "newsletter", **panel})

        with pytest.raises(CommandError, match="no published newsletter"):
            load(write("email", READER))

    def test_the_language_and_the_site_can_be_named(self, newsletter, write):
        change(newsletter.copy_for_translation(make_locale("es")), live=True)
        site = Site.objects.create(
            hostname="www.example.org", root_page=Site.objects.get().root_page, port=443
        )

        load(write("email", READER), "--locale", "es", "--site", "www.example.org")

        subscriber = Subscriber.objects.get()
        assert (subscriber.locale, subscriber.site) == ("es", site)

    def test_a_site_that_is_not_there_is_refused(self, newsletter, write):
        with pytest.raises(CommandError, match="no such site"):
            load(write("email", READER), "--site", "nothing.example.org")
