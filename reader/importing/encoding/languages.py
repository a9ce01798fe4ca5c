"""What tells languages apart in bytes of an unknown encoding: their letters beyond ASCII, and small words.

The letters of each stand in the order of how often they are used, which is all that the detector
needs of statistics. Small words are those without such letters, so that they can be read before the
encoding is known; languages in other scripts have none.
"""

from __future__ import annotations

from typing import NamedTuple


class Language(NamedTuple):
    """`letters` in lower case, most frequent first; `encodings` the code pages it was written in.

    `stops` is the share that quotes, dashes and signs have in the characters beyond ASCII.
    """

    letters: str
    encodings: tuple[str, ...]
    words: frozenset[str] = frozenset()
    stops: float = 0.2


def _languages(table: str, encodings: str, stops: float = 0.2) -> list[Language]:
    """Return the languages of `table`: a line each, its letters and then its small words."""
    pages = tuple(encodings.split())
    rows = (line.split() for line in table.strip().splitlines())
    return [Language(letters, pages, frozenset(words), stops) for letters, *words in rows]


_WEST = "cp1252 iso8859_15 cp850 cp437 mac_roman"
_EAST = "cp1250 iso8859_2 cp852 mac_latin2"
_BALTIC = "cp1257 iso8859_13 cp775 iso8859_4"

LANGUAGES: tuple[Language, ...] = (
    *_languages(
        "éïèñöüçáóå the of and to in is that it was for on are as with he be at by this had not but from",
        _WEST,
        stops=0.8,
    ),
    *_languages(
        """
        éàèêçôùîâûëïœæÿ le la les de des du et un une est que qui dans pour pas sur au avec ce il par plus
        üäößéàè der die und in den von zu das mit sich des auf ist im dem nicht ein eine als auch es an werden
        èàùòìéîç di e il la che in un per del con non una della le si da nel al sono dei ha alla lo
        óíáéñúüç de la que el en y los del se las por un con no una su para es al lo como o
        ëéïöüèêç de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit
        éàèòóíçïúü de la i el en que a les els per un amb no una del al es com
        """,
        _WEST,
    ),
    *_languages(
        "ãçéáíóêõúâàôü de a o que e do da em um para com uma os no se na por mais as dos", _WEST + " cp860"
    ),
    *_languages(
        "éàèêçôùîâûëïœ le la les de des du et un une est que qui dans pour pas sur au avec ce il", "cp863"
    ),
    *_languages(
        """
        äåöéü och i att det som en den av till inte med har de om ett han men var jag sig vi
        øæåéöü og i at det er en den til af de ikke der med har som et for han var men jeg
        åøæéòôö og i det er en den til av de ikke som med har et for han var men jeg
        äöåšž ja on ei se oli hän joka mutta kun ovat niin kuin myös sen mukaan tai vain jo nyt
        """,
        _WEST + " cp865",
    ),
    *_languages(
        "áíðéþóæúöý og er en um til var hann ekki sem af eru hefur en hafa fyrir", "cp1252 cp861 mac_iceland"
    ),
    *_languages(
        """
        łężąśóćńź w i na z do nie to jest o jak ale po co tak za od przez dla tym
        íáěéřčžšýůúťďňó a se na v je to z do o s ve jako za by ale po od i podle jeho
        áíéčžšýľťúňôäďóĺŕ a sa na v je to z do o s vo ako za by ale po od i pre aj
        áéőöíóüúű a az hogy nem is egy ez volt csak de meg van mint el ki aki lesz vagy
        čšžćđ i u je se na da su za od s o a ne koji bi te ali kao iz do po
        čšž in je v na da se za so pa ne z s o bi ki po tudi bo kot ali
        ăîâţş de a la cu din pe nu un o care sunt mai pentru este ce fi sau al
        """,
        _EAST,
    ),
    *_languages("čšžćđ i u je se na da su za od s o a ne koji bi te ali kao iz do po", "mac_croatian"),
    *_languages(
        "ăîâțş de a la cu din pe nu un o care sunt mai pentru este ce fi sau al", "iso8859_16 mac_romanian"
    ),
    *_languages(
        "üäößéàè der die und in den von zu das mit sich des auf ist im dem nicht ein eine", "cp1250 iso8859_2"
    ),
    *_languages(
        "ıüşğçöâîû ve bir bu da de ile olarak en ne daha gibi kadar sonra ancak var",
        "cp1254 iso8859_9 cp857 mac_turkish",
    ),
    *_languages(
        """
        ėšųįžčąūę ir kad su bet tai yra buvo kaip o i jau iki po tik dar apie ar
        āīēšņūļžķģč un ir ka no uz par ar kas bet tas to gan vai kad jau arī
        äõüöšž ja on ei et see oli ka aga mis kui oma siis nii ning ta
        """,
        _BALTIC,
    ),
    *_languages("äõüöšž ja on ei et see oli ka aga mis kui oma siis nii ning ta", _WEST),
    *_languages(
        """
        оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъ
        аоиетнрсвлпдкмзуъбгчщжяцхйшюфь
        """,
        "cp1251 koi8_r cp866 iso8859_5 mac_cyrillic",
    ),
    *_languages("оанівитерсклудмпзягьбчхйжїшюцєщфґ’", "cp1251 koi8_u iso8859_5 cp1125 mac_cyrillic"),
    *_languages("анеіорыстлдкмвупяьзбгчцўйэшюхжёф’", "cp1251 iso8859_5 mac_cyrillic"),
    *_languages("аоеинтрсувкјдпмлзгбшчцжњхљћђфџ", "cp1251 iso8859_5 cp855 mac_cyrillic"),
    *_languages("αοιετσνηυρκπμλςόάίήέγδύώθχφβξζψϊϋ", "cp1253 iso8859_7 cp737 mac_greek cp869"),
    *_languages("יוהלארתבמשנדםקכחעפגטסזצןךףץ", "cp1255 iso8859_8 cp862"),
    *_languages("ايلنمرتوةعبسدفهقكحأجىذشإصخطضءثغظزئآؤ،", "cp1256 iso8859_6 cp720"),
    *_languages("านรอกเงวมยลดทสต้่ัีิะแคไหขบพปโจจใช็์ู์ุำผถซึธณศืฐญภฉฟฝฎฮฑฆฏฤ๊๋", "cp874"),
)
