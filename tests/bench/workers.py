"""Build documents as a site would: by `rebuild_documents`, in two processes; and time what a correction sets off."""

import os
import subprocess
import sys
from time import perf_counter

from django.test import Client
from django.utils import timezone

from cms.delivery.settling import stale_documents
from cms.models import Reference
from tests.bench.bodies import Library
from tests.bench.servers import ROOT

__all__ = ["build_all", "correct_a_reference"]

PROCESSES = 2


def build_all() -> float:
    """Build all stale documents; the seconds that it took, with the start of the processes. Raises `RuntimeError`."""
    began = perf_counter()
    command = [sys.executable, "manage.py", "rebuild_documents"]
    workers = [
        subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL)
        for _ in range(PROCESSES)
    ]
    codes = [worker.wait() for worker in workers]
    left = stale_documents(now=timezone.now()).count()
    if any(codes) or left:
        raise RuntimeError(f"rebuild_documents ended with {codes} and left {left} documents stale.")
    return perf_counter() - began


def correct_a_reference(library: Library) -> dict[str, float]:
    """The reference that many pages are about gets another title: what the editor, a reader and the workers wait.

    Times in milliseconds, those of the workers in seconds.
    """
    reference = Reference.objects.get(pk=library.references[0])
    title = f"Corrected: {reference.csl['title']}"
    reference.csl = {**reference.csl, "title": title}
    began = perf_counter()
    reference.save()
    committed = perf_counter() - began

    began = perf_counter()
    answer = Client().get(f"/api/v1/pages/{library.first_page}/")
    answered = perf_counter() - began
    pages = stale_documents(now=timezone.now()).count() + 1
    wrong = sum(_is_wrong(library.first_page + number, title) for number in range(1, min(10, library.pages)))
    return {
        "pages": pages,
        "commit": round(committed * 1000, 1),
        "first answer": round(answered * 1000, 1),
        "wrong answers": wrong + (title.encode() not in answer.content),
        "workers": round(build_all(), 1),
    }


def _is_wrong(page: int, title: str) -> bool:
    return title.encode() not in Client().get(f"/api/v1/pages/{page}/").content
