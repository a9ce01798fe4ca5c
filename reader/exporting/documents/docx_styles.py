"""The styles and lists of a DOCX file, in place of those that its template has under the same names."""

from __future__ import annotations

from typing import Any

from reader.exporting.documents.paper import (
    BAR_GAP,
    BAR_WIDTH,
    BARS,
    CODE_GROUND,
    INK,
    LINE,
    LINK,
    LIST_STEP,
    MARGINS,
    MARKS,
    STYLES,
    Style,
)

FIRST_LIST = 100  # the template has lists below
BULLETS, NUMBERS = "90", "91"
_LETTERS = 'w:ascii="Cambria" w:hAnsi="Cambria" w:cs="Times New Roman" w:eastAsia="SimSun"'
_CODE_LETTERS = 'w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Courier New"'
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def add_styles(file: Any, language: str) -> dict[str, str]:
    """Give `file` the styles, lists and the page, and return the ids of the styles by name."""
    styles = file.styles.element
    defaults = _parsed(_defaults(language))
    styles.replace(styles.find(defaults.tag), defaults)
    old = {style.styleId: style for style in styles.style_lst}
    ids: dict[str, str] = {}
    for xml in (_normal(), _hyperlink(), _code_text(), *map(_paragraph_style, STYLES)):
        style = _parsed(xml)
        if style.styleId in old:
            styles.replace(old[style.styleId], style)
        else:
            styles.append(style)
        ids[style.name_val] = style.styleId
    numbering = file.part.numbering_part.element
    for number, xml in enumerate((_bullets(), _numbers())):
        numbering.insert(number, _parsed(xml))
    _set_page(file)
    return ids


def list_indent(depth: int) -> int:
    """Return how far in the text of a list is that is `depth` deep, in twentieths of a point."""
    return depth * round(LIST_STEP * _TWIPS)


_TWIPS = 1440 / 25.4  # in a millimetre


def _parsed(xml: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(xml)


def _id(name: str) -> str:
    return name.replace(" ", "")


def _defaults(language: str) -> str:
    from xml.sax.saxutils import quoteattr

    named = quoteattr(language) if language else '"en"'
    return (
        f"<w:docDefaults {_NAMESPACE}><w:rPrDefault><w:rPr><w:rFonts {_LETTERS}/>"
        f'<w:sz w:val="22"/><w:szCs w:val="22"/>'
        f"<w:lang w:val={named} w:eastAsia={named} w:bidi={named}/></w:rPr></w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>"
    )


def _normal() -> str:
    return (
        f'<w:style {_NAMESPACE} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f'<w:qFormat/><w:pPr><w:spacing w:after="0" w:line="{round(240 * LINE)}" w:lineRule="auto"/></w:pPr>'
        f'<w:rPr><w:color w:val="{INK}"/></w:rPr></w:style>'
    )


def _paragraph_style(style: Style) -> str:
    before, after, indent = style.before * 20, style.after * 20, style.indent * _TWIPS
    layout = "<w:keepNext/>" if style.keeps_next else ""
    letters = f"<w:rFonts {_CODE_LETTERS}/>" if style.is_code else ""
    if style.base == "Quote":  # all but the colour of its bar is as a quote is
        return _style(style, f"<w:pBdr>{_bar('left', style.color)}</w:pBdr>", "")
    if style.is_code:
        layout += f'<w:shd w:val="clear" w:color="auto" w:fill="{CODE_GROUND}"/>'
    layout += f'<w:spacing w:before="{before:.0f}" w:after="{after:.0f}"/><w:ind w:left="{indent:.0f}"/>'
    layout += "<w:contextualSpacing/>" if style.name == "Reader List" else ""
    layout += '<w:jc w:val="center"/>' if style.is_centered else ""
    if style.name.startswith("Heading"):
        layout += f'<w:outlineLvl w:val="{int(style.name[-1]) - 1}"/>'
    letters += "<w:b/><w:bCs/>" if style.bold else ""
    letters += "<w:i/><w:iCs/>" if style.italic else ""
    size = round(style.size * 2)
    letters += f'<w:color w:val="{style.color}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return _style(style, layout, letters)


def _style(style: Style, layout: str, letters: str) -> str:
    return (
        f'<w:style {_NAMESPACE} w:type="paragraph" w:styleId="{_id(style.name)}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{_id(style.base)}"/><w:qFormat/>'
        f"<w:pPr>{layout}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _bar(side: str, color: str) -> str:
    width = round(BAR_WIDTH * 8)
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="{BAR_GAP}" w:color="{color}"/>'


def bar_on_the_right(color: str) -> Any:
    """Return the bar of a quote that is read from right to left, where the style has it on the left."""
    bars = f'<w:left w:val="nil"/>{_bar("right", BARS[color])}'
    return _parsed(f"<w:pBdr {_NAMESPACE}>{bars}</w:pBdr>")


def _hyperlink() -> str:
    return (
        f'<w:style {_NAMESPACE} w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        f'<w:qFormat/><w:rPr><w:color w:val="{LINK}"/><w:u w:val="single"/></w:rPr></w:style>'
    )


def _code_text() -> str:
    return (
        f'<w:style {_NAMESPACE} w:type="character" w:styleId="ReaderCodeText">'
        f'<w:name w:val="Reader Code Text"/><w:qFormat/>'
        f'<w:rPr><w:rFonts {_CODE_LETTERS}/><w:sz w:val="19"/><w:szCs w:val="19"/></w:rPr></w:style>'
    )


def _bullets() -> str:
    return _list(BULLETS, "bullet", [MARKS[level % len(MARKS)] for level in range(9)])


def _numbers() -> str:
    return _list(NUMBERS, "decimal", [f"%{level + 1}." for level in range(9)])


def _list(name: str, kind: str, marks: list[str]) -> str:
    step = round(LIST_STEP * _TWIPS)
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{list_indent(level + 1)}" w:hanging="{step}"/></w:pPr>'
        "</w:lvl>"
        for level, mark in enumerate(marks)
    )
    return (
        f'<w:abstractNum {_NAMESPACE} w:abstractNumId="{name}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def _set_page(file: Any) -> None:
    """Make the page A4, with its number below."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.top_margin, section.right_margin, section.bottom_margin = map(Mm, MARGINS)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run().font.size = Pt(8.5)
    field = _parsed(
        f'<w:fldSimple {_NAMESPACE} w:instr=" PAGE "><w:r><w:rPr><w:sz w:val="17"/></w:rPr><w:t>1</w:t></w:r>'
        "</w:fldSimple>"
    )
    foot._p.append(field)
