"""Where the screens of a receiver of submissions are, and an address for it."""

from django.urls import reverse

from cms.models import SubmissionTarget

URL = "http://127.0.0.1:9/submissions"


def edit(target: SubmissionTarget) -> str:
    return reverse("submission_targets:edit", args=(target.pk,))


def connection(target: SubmissionTarget) -> str:
    return reverse("submission_targets:connection", args=(target.pk,))
