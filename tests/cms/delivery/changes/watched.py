"""A document that is watched while something it was built from changes."""

from cms.models import PageDocument
from tests.builders import block


class Watched:
    """A document that has been asked for, and so is stored."""

    def __init__(self, api, page):
        self.api, self.page = api, page
        self.before = self.now()
        assert not PageDocument.objects.get(page=page.pk).stale

    def now(self):
        answer = self.api.get(f"/pages/{self.page.pk}/")
        return answer.json if answer.status == 200 else None

    def changed(self):
        """What is served now; it has to be something else."""
        after = self.now()
        assert after != self.before
        return after


def linking(target):
    return [block("paragraph", f'<p><a linktype="page" id="{target.pk}">there</a></p>')]


def href(document):
    html = document["body"][0]["value"]["html"]
    return html.partition('href="')[2].partition('"')[0]
