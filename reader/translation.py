"""The words of the window and of the commands in the language of the person.

English is what stands in the code; a catalogue (gettext, `resources/locale/`) is read only where another
language is set, so English pays nothing. Whatever a program reads (ids, JSON, tab-separated lines,
exports) is not translated: it has to be the same for everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

DOMAIN = "reader"
SAMPLE = "1,234,567,890"  # translated as a number is written there: its digits, and what parts them
_catalogues: list[NullTranslations] = []  # the one in use; like the process's locale, it is one for all
_language = "en"


def languages(environment: Mapping[str, str]) -> list[str]:
    """Return the languages asked for, best first (`de_AT`, `de`), by the rules of GNU gettext.

    Empty for English, and for the locale `C`, which asks for no language.
    """
    variables = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((value for name in variables if (value := environment.get(name))), "")
    if _name(locale) in ("", "C", "POSIX"):
        return []
    wanted: list[str] = []
    for value in (environment.get("LANGUAGE") or locale).split(":"):
        name = _name(value)
        if name.partition("_")[0] in ("en", "C", "POSIX"):
            break  # what the code says; nothing that comes after it is wanted more
        wanted += filter(None, (name, name.partition("_")[0]))
    return list(dict.fromkeys(wanted))


def _name(locale: str) -> str:
    return locale.partition(".")[0].partition("@")[0]


def use(wanted: list[str], folder: Path) -> str:
    """Speak the first of the `wanted` languages that has a catalogue in `folder` from now on.

    Returns its name, `en` where there is none.
    """
    global _language
    _catalogues.clear()
    _language = "en"
    for language in wanted:
        path = folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
        if path.is_file():
            from gettext import GNUTranslations

            with path.open("rb") as file:
                _catalogues.append(GNUTranslations(file))
            _language = language
            _let_the_system_speak()
            break
    return _language


def _let_the_system_speak() -> None:
    """Have the reasons that the system gives in the same language, where its locale is installed."""
    import locale

    with suppress(locale.Error, AttributeError):  # there are no messages on Windows
        locale.setlocale(locale.LC_MESSAGES, "")


def language() -> str:
    """Return the language in use: the name of its catalogue, `en` for what stands in the code."""
    return _language


def tr(text: str, /, **values: object) -> str:
    """Return `text` in the language in use, with `{name}` replaced by the value of that name."""
    if _catalogues and text:  # gettext's answer to an empty text is the catalogue's head
        text = _catalogues[0].gettext(text)
    return text.format(**values) if values else text


def trn(one: str, several: str, number: int, /, **values: object) -> str:
    """Return the text for `number` things (`one`, or `several` of them), which `{number}` names."""
    text = one if number == 1 else several
    if _catalogues:
        text = _catalogues[0].ngettext(one, several, number)
    return text.format(number=digits(number), **values)


def digits(number: int) -> str:
    """Return `number` as it is written in the language in use: `1,234`, `1.234`."""
    written = f"{number:,}"
    # Translators: a number as you write it, with your digits and what parts the thousands.
    sample = tr("1,234,567,890")
    return written if sample == SAMPLE else written.translate(str.maketrans(SAMPLE, sample))


def listing(parts: Iterable[str]) -> str:
    """Return `parts` one after the other, parted as the language in use parts what it lists."""
    # Translators: the comma between the things of a list, and the blank after it.
    return tr(", ").join(parts)


def mark(text: str) -> str:
    """Return `text` as it is: a constant that is translated, by `tr`, where it is shown."""
    return text
