"""Each block of a draft comes with the place where it is edited: as data, for who edits it."""

import json

from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests.builders import block, make_summary


def test_each_block_has_its_place_in_the_editor(looking, site, page_form):
    page = make_summary(body=[block("paragraph", "<p>One.</p>")], live=False)
    seen = looking.see(page)
    [drawn] = seen["page"]["body"]
    edit = f"http://testserver{reverse('wagtailadmin_pages:edit', args=(page.pk,))}"
    assert seen["edit"] == {
        "url": edit,
        "blocks": {drawn["id"]: {"url": f"{edit}#block-{drawn['id']}-section", "label": "Paragraph"}},
    }


def test_no_text_has_them(looking, draft):
    seen = looking.see(draft)
    assert "/admin/" in json.dumps(seen["edit"])
    assert "/admin/" not in json.dumps([seen["page"], seen["card"]])


def test_who_only_publishes_gets_none(looking, site, user, writer):
    page = make_summary(live=False)
    publish = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    GroupPagePermission.objects.exclude(permission=publish).delete()
    answer = writer.get(f"/admin/pages/{page.pk}/view_draft/")
    code = answer.headers["Location"].partition("code=")[2]
    seen = looking.get(looking.exchange(code).json["token"]).json
    assert seen["page"]["id"] == page.pk
    assert seen["edit"] is None
