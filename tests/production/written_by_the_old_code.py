"""What an editor makes on a host that has the previous release, after the database was migrated: `manage.py shell`.

Everything here is made up.
"""

from wagtail.models import Locale, Site

from cms.models import CallToAction, ResearchIndexPage, ResearchSummaryPage, SiteProfile, StandardPage

site = Site.objects.get(is_default_site=True)
SiteProfile.objects.create(site=site, organisation="A made-up publisher")
CallToAction.objects.create(
    slug="made-up",
    kind="contact",
    heading="A made-up panel",
    success_message="Made up.",
    locale=Locale.get_default(),
)
site.root_page.add_child(instance=StandardPage(title="A made-up page", slug="made-up"))
index = site.root_page.add_child(instance=ResearchIndexPage(title="A made-up list", slug="made-up-list"))
index.save_revision().publish()
named = {"title": "A made-up copy", "slug": "made-up-copy"}
copied = ResearchSummaryPage.objects.live().first().copy(to=index, update_attrs=named, keep_live=False)
copied.save_revision().publish()
