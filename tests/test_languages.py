"""Which language is spoken, and how words, plurals and numbers come out in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from reader.translation import DOMAIN, digits, language, languages, tr, trn, use

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Iterator[Write]:
    """Writes a catalogue; afterwards English is spoken again."""

    def write(name: str, **messages: str | tuple[str, ...]) -> Path:
        catalogue = Catalog(locale=name)
        for key, value in messages.items():
            text = key.replace("_", " ")
            catalogue.add((text, f"{text}s") if isinstance(value, tuple) else text, value)
        if "number" in messages:
            catalogue.add("1,234,567,890", messages["number"])
        path = tmp_path / name / "LC_MESSAGES" / f"{DOMAIN}.mo"
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            write_mo(file, catalogue)
        return tmp_path

    yield write
    use([], tmp_path)


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, []),
        ({"LANG": "C.UTF-8"}, []),
        ({"LANG": "en_GB.UTF-8"}, []),
        ({"LANG": "de_AT.UTF-8"}, ["de_AT", "de"]),
        ({"LANG": "de_DE", "LC_MESSAGES": "ar_EG"}, ["ar_EG", "ar"]),
        ({"LANG": "de_DE", "LC_ALL": "fr_FR@euro"}, ["fr_FR", "fr"]),
        ({"LANG": "en_GB", "LANGUAGE": "de"}, ["de"]),
        ({"LANG": "de_DE", "LANGUAGE": "fr:en:de"}, ["fr"]),
        ({"LC_ALL": "C.UTF-8", "LANGUAGE": "de"}, []),
    ],
)
def test_the_environment_says_which_languages_are_wanted(
    environment: dict[str, str], wanted: list[str]
) -> None:
    assert languages(environment) == wanted


def test_the_first_language_that_has_a_catalogue_is_spoken(write: Write) -> None:
    folder = write("de", Open="Öffnen")
    assert use(["fr_FR", "fr", "de"], folder) == language() == "de"
    assert (tr("Open"), tr("Close"), tr("")) == ("Öffnen", "Close", "")


def test_without_a_catalogue_it_is_english(tmp_path: Path) -> None:
    assert use(["fr"], tmp_path) == language() == "en"
    assert tr("{name} is gone", name="a{b}") == "a{b} is gone"
    assert trn("{number} note", "{number} notes", 1200) == "1,200 notes"


def test_numbers_are_written_as_the_catalogue_writes_them(write: Write) -> None:
    use(["de"], write("de", number="1.234.567.890"))
    assert digits(1_045_600) == "1.045.600"
    use(["fa"], write("fa", number="۱٬۲۳۴٬۵۶۷٬۸۹۰"))
    assert digits(1_045_600) == "۱٬۰۴۵٬۶۰۰"


def test_every_plural_of_a_language_has_its_text(write: Write) -> None:
    forms = ("zero", "one", "two", "few", "hundred", "other")
    use(["ar"], write("ar", thing=forms))
    assert [trn("thing", "things", number) for number in (0, 1, 2, 5, 100, 11)] == list(forms)
