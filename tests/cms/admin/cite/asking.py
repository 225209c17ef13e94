"""The questions of the dialog, as its scripts ask them."""

import json

from django.urls import reverse

BIBTEX = """@article{zhou2020,
  author = {Zhou, Tianbiao},
  title = {Mesenchymal cells},
  journal = {Stem Cells International},
  year = {2020},
  doi = {10.1155/2020/6518508}
}"""
RIS = "TY  - JOUR\nAU  - Doe, Jane\nTI  - A study\nPY  - 2021\nDO  - 10.1000/abc\nER  - \n"


def url(name):
    return reverse(f"cms_cite_{name}")


def found(editor, words):
    return [each["key"] for each in editor.get(url("search"), {"q": words}).json()["references"]]


def labels(editor, *citations, **asked):
    sent = {"citations": list(citations), **asked}
    return editor.post(url("labels"), json.dumps(sent), content_type="application/json").json()


def label_texts(editor, *citations, **asked):
    return [label["text"] for label in labels(editor, *citations, **asked)["labels"]]


def take(client, text):
    return client.post(url("take"), json.dumps({"text": text}), content_type="application/json")


def of(*references, **more):
    return {"items": [{"reference": each.pk, **more} for each in references], "mode": "parenthetical"}
