"""Figures about the world need a source; what a study found does not."""

import pytest

from tests.cms.evidence.contents import codes, judged, make_content, paragraph

ABOUT_THE_WORLD = {
    "en": [
        "Affecting over 5 million people worldwide, SLE is difficult to diagnose.",
        "The disease affects 1.5 million Americans.",
        "Around the world, five million people live with it.",
        "About 1 in 10 adults suffer from back pain.",
        "One in four people will live with the illness.",
        "It affects 0.1% of the population.",
        "Some 2,300,000 women are told of it every year.",
        "Malaria kills 600,000 people a year.",
        "Millions of people live with chronic pain.",
        "Globally, 8 percent of adults have diabetes.",
        "Each year, 12,000 new cases are found nationwide.",
        "An estimated 422 million people have diabetes.",
        "It is estimated that 2% of children have asthma.",
        "Three million people have epilepsy.",
        "In the UK, 75,000 people have lupus.",
        "The prevalence of lupus is 0.1%.",
        "Lupus affects 20 to 150 per 100,000 people.",
        "The disease affects 0.5–1% of adults.",
        "About 1 in 3 adults has high blood pressure.",
    ],
    "es": [
        "Afecta a más de 5 millones de personas en todo el mundo.",
        "Cada año mueren 600.000 personas por malaria.",
        "Una de cada diez mujeres padece la enfermedad.",
        "Afecta al 0,1 % de la población.",
        "A nivel mundial, 400 millones de adultos tienen diabetes.",
        "Miles de personas viven con dolor crónico.",
        "El 8 por ciento de la población mundial la padece.",
        "Se estima que el 2 % de los niños tiene asma.",
        "En España hay 75.000 personas con lupus.",
        "Una de cada ocho mujeres tendrá la enfermedad.",
    ],
}

NOT_ABOUT_THE_WORLD = {
    "en": [
        "This search resulted in 10 studies comprising of 8 case series, including 231 SLE patients.",
        "After 2 years more people were physically active (70% against 62%).",
        "The trial enrolled 12,000 people worldwide.",
        "Confirmed low blood sugar was less frequent: rate ratio 0.69 (95% CI 0.57 to 0.84).",
        "Put another way: to prevent one death, 21 people had to be offered the programme.",
        "29,133 white men from the south-west of Finland, all smokers, joined between 1985 and 1988.",
        "Only 9 men with prostate cancer had one, too few to say much.",
        "Lupus affects many people worldwide.",
        "They joined between November 2000 and January 2002.",
        "Lupus affects the joints, the skin and 3 other organs.",
        "Patients were seen 12 times a year.",
        "Severe episodes were rare, 28 people (2.3%) against 33 (2.6%).",
        "The participants lived with diabetes for 10 years; 45% of people had complications.",
        "In the control group 5% of patients died from the disease.",
        "After a year, 40% of women were free of pain.",
        "Nausea affected 12% of people given the drug.",
        "Headache affected 1 in 10 people who took it.",
        "Of people living with HIV, 12% dropped out.",
        "40% of people who live with diabetes had pain.",
        "Blood was tested every year, and 12% of patients had too little iron.",
        "In 2019, 12% of patients were tested every year.",
        "Researchers followed 12,000 people around the world for a year.",
        "Each year the clinic sees 2,000 patients.",
        "A nationwide registry counted 4,000 patients.",
        "Two in three people recovered within a week.",
        "Very common side effects may affect more than 1 in 10 people.",
        "If 1,000 people took it for a year, 12 fewer would die from a heart attack.",
        "Our organisation has helped 10,000 people worldwide.",
        "12,000 people read our newsletter each year.",
        "In the UK, 12% of patients had a relapse.",
        "So far 12% of patients have improved.",
        "Of the 40 people who answered, 90% are content.",
        "A database held the records of 5 million people.",
        "Call 1-800-555-0199, Monday to Friday, 9:00 to 17:00.",
        "See pages 1020–1034; take 1,000 mg a day with 8 ounces of water.",
        "The text does not say where its worldwide number of people with lupus comes from.",
    ],
    "es": [
        "El ensayo incluyó a 231 pacientes de todo el mundo.",
        "Los participantes, 120 mujeres, padecían la enfermedad.",
        "Tras 2 años, más personas hacían ejercicio (70 % frente al 62 %).",
        "Afecta a muchas personas en todo el mundo.",
        "Al cabo de un año, el 40 % de las mujeres no tenía dolor.",
        "El 40 % de las personas que viven con diabetes tuvo dolor.",
        "Las náuseas afectaron al 12 % de las personas tratadas.",
        "Cada año, el hospital atiende a 2.000 pacientes.",
        "Los investigadores siguieron a 12.000 personas de todo el mundo.",
        "El estudio duró 6 meses.",
        "Murieron 12 pacientes (3 %) en el grupo de control.",
        "Nuestra fundación ha ayudado a 10.000 personas en todo el mundo.",
        "Si 1.000 personas lo tomaran cada año, 12 menos morirían.",
    ],
}


def cases(by_language):
    return [(language, sentence) for language, sentences in by_language.items() for sentence in sentences]


@pytest.mark.parametrize(("language", "sentence"), cases(ABOUT_THE_WORLD))
def test_a_figure_about_the_world_needs_a_source(language, sentence):
    assert codes("uncited_figure", make_content(paragraph(sentence), language=language)) == ["uncited"]


@pytest.mark.parametrize(("language", "sentence"), cases(NOT_ABOUT_THE_WORLD))
def test_other_figures_do_not(language, sentence):
    assert codes("uncited_figure", make_content(paragraph(sentence), language=language)) == []


@pytest.mark.parametrize(("language", "sentence"), cases(ABOUT_THE_WORLD))
def test_with_a_citation_there_is_nothing_to_say(language, sentence):
    assert codes("uncited_figure", make_content(paragraph(sentence, cites=(1,)), language=language)) == []


def test_the_sentence_is_named_and_not_its_neighbours():
    block = paragraph("Lupus is a disease. It affects 5 million people worldwide. There is no cure.")
    (remark,) = judged("uncited_figure", make_content(block))
    assert (remark.block, remark.about) == (block.id, "It affects 5 million people worldwide.")


def test_each_paragraph_is_named_once():
    block = paragraph(
        "It affects 5 million people worldwide. It kills 9,000 people a year.\nIt affects 1 in 9 women."
    )
    assert len(judged("uncited_figure", make_content(block))) == 2


def test_a_citation_of_the_block_counts_for_all_of_it():
    block = paragraph("A cited thought.\nIt affects 5 million people worldwide.", cites=(1,))
    assert codes("uncited_figure", make_content(block)) == []


def test_a_region_of_a_language_is_the_language():
    block = paragraph("It affects 5 million people worldwide.")
    assert codes("uncited_figure", make_content(block, language="en-gb")) == ["uncited"]


def test_other_languages_are_left_alone():
    block = paragraph("It affects 5 million people worldwide.")
    assert codes("uncited_figure", make_content(block, language="fr")) == []


def test_a_site_has_words_of_its_own():
    block = paragraph("It affects 5 million kiwis.")
    assert codes("uncited_figure", make_content(block)) == []
    assert codes("uncited_figure", make_content(block), people={"en": ("kiwis",)}) == ["uncited"]
