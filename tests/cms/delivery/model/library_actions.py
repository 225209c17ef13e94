"""What editors do to what pages refer to: topics, people, references, images and documents."""

from typing import Any

from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Site

from cms.bibliography.styles import STYLES
from cms.models import CallToAction, Integrity, Person, Reference, SiteProfile, Topic
from cms.models.merging import merge
from tests.builders import change, make_person, make_reference, make_topic
from tests.cms.delivery.model.world import Choice, Nothing, World, action


def one_of(model: Any, choose: Choice) -> Any:
    return choose.of(model.objects.order_by("pk"))


@action
def save_topic(world: World, choose: Choice) -> object:
    """Rename it, change its address, or make another one."""
    way = choose.number(3)
    if way == 2 and Topic.objects.count() < 3:
        return make_topic(world.word(), slug=world.word())
    topic = one_of(Topic, choose)
    return change(topic, **({"slug": world.word()} if way == 1 else {"title": world.word()}))


@action
def save_person(world: World, choose: Choice) -> object:
    """Rename them, give them a photo, or make another one."""
    way = choose.number(3)
    if way == 2 and Person.objects.count() < 3:
        return make_person(world.word(), photo=choose.of(world.images()))
    person = one_of(Person, choose)
    if way == 1:
        return change(person, photo=choose.of([None, *world.images()]), credentials=world.word())
    return change(person, name=world.word())


@action
def save_reference(world: World, choose: Choice) -> object:
    """Correct it, or make another one."""
    if choose.number(3) == 2 and Reference.objects.count() < 3:
        return make_reference(title=world.word())
    reference = one_of(Reference, choose)
    return change(reference, csl={**reference.csl, "title": world.word(), "note": world.word()})


@action
def check_reference(world: World, choose: Choice) -> object:
    """A registry says what has become of it."""
    reference, status = one_of(Reference, choose), choose.of(Integrity.values)
    notices = [{"kind": "correction", "label": world.word(), "source": ["crossref"]}] * choose.number(2)
    return change(reference, integrity=status, notices=notices, checked_at=world.now)


@action
def merge_references(world: World, choose: Choice) -> object:
    """Two records turn out to be one work; whatever referred to the second refers to the first."""
    if Reference.objects.count() < 2:
        raise Nothing
    kept, removed = one_of(Reference, choose), one_of(Reference, choose)
    if kept == removed:
        raise Nothing
    said = f"{removed.pk} into {kept.pk}"
    merge(kept, removed, now=world.now)
    return said


@action
def choose_style(world: World, choose: Choice) -> object:
    """Let a site cite in another style."""
    site = one_of(Site, choose)
    profile = SiteProfile.for_site(site)
    return change(profile, citation_style=choose.of(list(STYLES)))


@action
def say_who_publishes(world: World, choose: Choice) -> object:
    """The organisation behind a site, its logo and its picture for sharing; or what no document says."""
    profile = SiteProfile.for_site(one_of(Site, choose))
    pictures = [None, *world.images()]
    way = choose.number(4)
    if way == 3:
        return change(profile, tagline="In plain words")
    name = ("organisation", "logo", "share_image")[way]
    return change(profile, **{name: choose.of(pictures) if way else world.word()})


@action
def delete_from_library(world: World, choose: Choice) -> object:
    """Refused while something refers to it."""
    model = choose.of([Topic, Person, Reference, CallToAction])
    if model.objects.count() < 2:
        raise Nothing
    found = one_of(model, choose)
    said = f"{model.__name__} {found.pk}"
    found.delete()
    return said


@action
def save_image(world: World, choose: Choice) -> object:
    """Its title, or what is important in it."""
    image = choose.of(world.images())
    if choose.number(2):
        return change(
            image, focal_point_x=20 + choose.number(20), focal_point_y=10,
            focal_point_width=10, focal_point_height=10,
        )  # fmt: skip
    return change(image, title=world.word())


@action
def delete_image(world: World, choose: Choice) -> object:
    """Where it stood there is none."""
    if len(world.images()) < 2:
        raise Nothing
    image = choose.of(world.images())
    said = image.pk
    image.delete()
    return said


@action
def forget_renditions(world: World, choose: Choice) -> object:
    """They are made again."""
    image = choose.of(world.images())
    image.renditions.all().delete()
    return image.pk


@action
def save_document(world: World, choose: Choice) -> object:
    """Its title."""
    return change(one_of(get_document_model(), choose), title=world.word())


@action
def move_file(world: World, choose: Choice) -> object:
    """To another collection."""
    files = [*world.images(), *get_document_model().objects.order_by("pk")]
    collection = one_of(Collection, choose)
    return change(choose.of(files), collection=collection), collection.pk


@action
def restrict_collection(world: World, choose: Choice) -> object:
    """Its files are private."""
    collection = choose.of(Collection.objects.filter(pk__in=world.collections).order_by("pk"))
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection.pk


@action
def release_collection(world: World, choose: Choice) -> object:
    """Its files are public again, or another collection's are private."""
    restriction = one_of(CollectionViewRestriction, choose)
    if choose.number(2):
        return change(restriction, collection=one_of(Collection, choose)).collection_id
    restriction.delete()
    return restriction.collection_id


@action
def move_collection(world: World, choose: Choice) -> object:
    """Below another one, which may be private."""
    collections = list(Collection.objects.filter(pk__in=world.collections).order_by("pk"))
    collection = choose.of(collections)
    above = [each for each in Collection.objects.order_by("pk") if not each.path.startswith(collection.path)]
    target = choose.of(above)
    collection.move(target, pos="sorted-child")
    return f"{collection.pk} below {target.pk}"
