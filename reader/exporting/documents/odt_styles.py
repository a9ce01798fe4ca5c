"""The styles of an ODT file."""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

from reader.exporting.documents.paper import (
    BAR_GAP,
    BAR_WIDTH,
    BY_NAME,
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

BULLETS, NUMBERS = "List 1", "Numbering 1"
_DEEPEST = 10  # of lists and headings
_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
_NAMESPACES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())
_FONTS = "".join(
    f'<style:font-face style:name="{name}" svg:font-family="{name}" style:font-pitch="{pitch}"/>'
    for name, pitch in (("Liberation Serif", "variable"), ("Liberation Mono", "fixed"))
)
CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<office:document-content {_NAMESPACES} office:version="1.3">'
    f"<office:font-face-decls>{_FONTS}</office:font-face-decls><office:automatic-styles/>"
    "<office:body><office:text/></office:body></office:document-content>"
).encode()


def style_id(name: str) -> str:
    """Return the name of a style as it stands in the file."""
    return name.replace(" ", "_20_")


def automatic_style(name: str, base: str, is_rtl: bool, keeps: bool) -> str:
    """Return the XML of the style `name`: that of `base`, from right to left, kept with the next."""
    properties = 'fo:keep-with-next="always"' if keeps else ""
    if is_rtl:
        properties += ' style:writing-mode="rl-tb" fo:text-align="right"'
        if BY_NAME[base].base == "Quote":
            properties += f' fo:border-left="none" fo:padding-left="0pt" {_bar("right", BY_NAME[base].color)}'
    return (
        f'<style:style style:name="{name}" style:family="paragraph"'
        f' style:parent-style-name="{style_id(base)}">'
        f"<style:paragraph-properties {properties}/></style:style>"
    )


def styles_part(language: str) -> bytes:
    """Return the whole part of a file that has its styles and its page."""
    left, top, right, bottom = MARGINS
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<office:document-styles {_NAMESPACES} office:version="1.3">',
        f"<office:font-face-decls>{_FONTS}</office:font-face-decls><office:styles>",
        _defaults(language),
        *map(_paragraph_style, STYLES),
        _named("Footer", "Standard", 'fo:text-align="center"', f'fo:font-size="8.5pt" fo:color="#{INK}"'),
        _text_style("Strong Emphasis", 'fo:font-weight="bold"', "weight"),
        _text_style("Emphasis", 'fo:font-style="italic"', "style"),
        _text_style("Reader Struck", 'style:text-line-through-style="solid"'),
        _text_style("Reader Code Text", 'style:font-name="Liberation Mono" fo:font-size="9.5pt"'),
        _text_style(
            "Internet link",
            f'fo:color="#{LINK}" style:text-underline-style="solid" style:text-underline-width="auto"',
        ),
        _outline(),
        _list(BULLETS),
        _list(NUMBERS),
        "</office:styles><office:automatic-styles>",
        '<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="210mm"',
        f' fo:page-height="297mm" fo:margin-left="{left}mm" fo:margin-top="{top}mm"',
        f' fo:margin-right="{right}mm" fo:margin-bottom="{bottom - 10}mm"/><style:header-style/>',
        '<style:footer-style><style:header-footer-properties fo:min-height="10mm" fo:margin-top="5mm"/>',
        "</style:footer-style></style:page-layout></office:automatic-styles>",
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">',
        '<style:footer><text:p text:style-name="Footer"><text:page-number text:select-page="current">1',
        "</text:page-number></text:p></style:footer></style:master-page></office:master-styles>",
        "</office:document-styles>",
    ]
    return "".join(parts).encode()


def _defaults(language: str) -> str:
    named = ""
    # ODF parts a language into its subtags; what is none is left out.
    if match := re.fullmatch(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?", language):
        code, country = match[1].lower(), (match[2] or "none").upper().replace("NONE", "none")
        for kind in ("", "-asian", "-complex"):
            prefix = "style" if kind else "fo"
            named += f' {prefix}:language{kind}="{code}" {prefix}:country{kind}="{country}"'
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties'
        ' style:tab-stop-distance="12.5mm" style:writing-mode="page" fo:orphans="2" fo:widows="2"/>'
        f'<style:text-properties style:font-name="Liberation Serif" {_size(11)}{named}/>'
        "</style:default-style>"
        '<style:style style:name="Standard" style:family="paragraph" style:class="text">'
        f'<style:paragraph-properties fo:line-height="{LINE:.0%}" fo:text-align="start"/>'
        f'<style:text-properties fo:color="#{INK}"/></style:style>'
    )


def _size(points: float) -> str:
    return " ".join(
        f'{prefix}:font-size{kind}="{points}pt"'
        for prefix, kind in (("fo", ""), ("style", "-asian"), ("style", "-complex"))
    )


def _bar(side: str, color: str) -> str:
    return f'fo:border-{side}="{BAR_WIDTH}pt solid #{color}" fo:padding-{side}="{BAR_GAP}pt"'


def _paragraph_style(style: Style) -> str:
    if style.base == "Quote":  # all but the colour of its bar is as a quote is
        return _named(style.name, "Quote", f'fo:margin-left="0mm" {_bar("left", style.color)}', "")
    layout = f'fo:margin-left="{style.indent}mm"'
    layout += f' fo:margin-top="{style.before}pt" fo:margin-bottom="{style.after}pt"'
    layout += ' fo:keep-with-next="always"' if style.keeps_next else ""
    layout += f' fo:background-color="#{CODE_GROUND}"' if style.is_code else ""
    layout += ' fo:text-align="center"' if style.is_centered else ""
    layout += ' style:contextual-spacing="true"' if style.name == "Reader List" else ""
    letters = f'{_size(style.size)} fo:color="#{style.color}"'
    letters += ' style:font-name="Liberation Mono"' if style.is_code else ""
    for kind in ("", "-asian", "-complex"):
        prefix = "style" if kind else "fo"
        letters += f' {prefix}:font-weight{kind}="bold"' if style.bold else ""
        letters += f' {prefix}:font-style{kind}="italic"' if style.italic else ""
    return _named(style.name, "Standard" if style.base == "Normal" else style.base, layout, letters)


def _named(name: str, base: str, layout: str, letters: str) -> str:
    level = f' style:default-outline-level="{name[-1]}"' if name.startswith("Heading") else ""
    return (
        f'<style:style style:name="{style_id(name)}" style:display-name="{name}" style:family="paragraph"'
        f' style:parent-style-name="{style_id(base)}"{level}>'
        f"<style:paragraph-properties {layout}/><style:text-properties {letters}/></style:style>"
    )


def _text_style(name: str, letters: str, same: str = "") -> str:
    """Return a style of characters; `same` is the property that other scripts have under another name."""
    if same:
        value = quoteattr(letters.split('"')[1])
        letters += f" style:font-{same}-asian={value} style:font-{same}-complex={value}"
    return (
        f'<style:style style:name="{style_id(name)}" style:display-name="{name}" style:family="text">'
        f"<style:text-properties {letters}/></style:style>"
    )


def _outline() -> str:
    levels = "".join(
        f'<text:outline-level-style text:level="{level}" style:num-format=""/>'
        for level in range(1, _DEEPEST + 1)
    )
    return f'<text:outline-style style:name="Outline">{levels}</text:outline-style>'


def _list(name: str) -> str:
    levels = ""
    for level in range(1, _DEEPEST + 1):
        kind, look = "number", 'style:num-suffix="." style:num-format="1"'
        if name == BULLETS:
            kind, look = "bullet", f'text:bullet-char="{MARKS[(level - 1) % len(MARKS)]}"'
        levels += (
            f'<text:list-level-style-{kind} text:level="{level}" {look}>'
            '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
            '<style:list-level-label-alignment text:label-followed-by="listtab"'
            f' fo:margin-left="{level * LIST_STEP}mm" fo:text-indent="-{LIST_STEP}mm"/>'
            f"</style:list-level-properties></text:list-level-style-{kind}>"
        )
    return (
        f'<text:list-style style:name="{style_id(name)}" style:display-name="{name}">{levels}'
        "</text:list-style>"
    )
