"""What editors leave behind besides the demo, made with the release's own code by `manage.py shell`.

Everything here is made up.
"""

from cms.models import ResearchSummaryPage, WebhookSubscription

webhook = WebhookSubscription.objects.create(
    name="A made-up frontend", url="https://hook.example.org/", active=False
)
webhook.secrets.create()

page = ResearchSummaryPage.objects.live().first()
page.title = "A title that nobody has published"
page.save_revision()
