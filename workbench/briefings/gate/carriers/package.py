"""What Word's, Excel's and PowerPoint's files have in common: parts of XML, and properties."""

from __future__ import annotations

from lxml import etree

from workbench.briefings.gate.carriers.making import property_finding
from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.model import Finding, Segment
from workbench.errors import DamagedError

_NAMES = {
    "creator": "author",
    "lastModifiedBy": "last modified by",
    "description": "comments",
    "Manager": "manager",
    "Company": "company",
    "HyperlinkBase": "hyperlink base",
}
# What the program counts and dates by itself.
_OF_THE_PROGRAM = frozenset(
    "Application AppVersion created modified revision Pages Words Characters Lines Paragraphs "
    "CharactersWithSpaces TotalTime i4 DocSecurity ScaleCrop LinksUpToDate SharedDoc".split()
)


def parsed(data: bytes, name: str, kind: str) -> etree._Element:
    """A part of a package. ``kind`` is what the whole file is: "a Word document".

    Raises
    ------
    DamagedError
        When it is no whole XML, or has entities: Office writes none, and they could hide words.
    """
    if b"<!DOCTYPE" in data[:4096]:
        raise DamagedError(name, kind)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedError(name, kind) from error


def properties(root: etree._Element, lists: Lists) -> tuple[list[Segment], list[Finding]]:
    """What a file says of itself, and the persons among it."""
    segments: list[Segment] = []
    findings: list[Finding] = []
    for element in root.iter():
        if not isinstance(element.tag, str) or not (element.text or "").strip():
            continue
        name = element.tag.rsplit("}", 1)[-1]
        above = element.getparent()
        if above is not None and above.get("name"):  # a custom property
            name = str(above.get("name"))
            segments.append(Segment(name, f'the name of property "{name}"', "property"))
        name = _NAMES.get(name, name)
        if name in _OF_THE_PROGRAM:
            continue
        text = str(element.text)
        segments.append(Segment(text, f'property "{name}"', "property", label=name))
        finding = property_finding(lists, name, text)
        if finding:
            findings.append(finding)
    return segments, findings
