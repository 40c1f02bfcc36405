"""
Reading OFD (GB/T 33190): its characters and ruled lines have places, and are read as those of a PDF.
"""

import functools

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from ..errors import UnreadableReport
from ..report import Report
from .container import DAMAGED, is_zip, open_container
from .content import Content
from .ofd_drawing import POINTS, Drawing, TooMuch, numbers, page_matrix
from .ofd_parts import A4, Element, Parts, child, children, text
from .paper import Page, most_characters, too_many, too_much
from .two_ways import read_pages


_MAIN: Final = "OFD.xml"


def recognizes(content: Content) -> bool:
    """Whether *content* is a container with the main part of an OFD."""
    return is_zip(content.data) and open_container(content).has(_MAIN)


def read(content: Content) -> Report:
    """The report in the document; see `govinfo.reads`."""
    return read_pages(ofd_pages(content), "ofd", content)


def ofd_pages(content: Content) -> list[Page]:
    """
    The pages of an OFD.

    Raises:
        UnreadableReport: it is protected or broken, or beyond a limit.
    """
    parts = Parts(content, open_container(content))
    found: list[Page] = []
    rest = most_characters(content)
    for body in children(parts.xml(_MAIN), "DocBody"):
        root = parts.found(_MAIN, text(child(body, "DocRoot")))
        if root is None:
            raise UnreadableReport(DAMAGED, document=content.document)
        for drawing in _drawings(parts, root):
            try:
                page = drawing(rest)
            except TooMuch:
                raise too_much(content, len(found) + 1) from None
            found.append(page)
            rest -= len(page.characters)
            if len(found) > content.limits.pages:
                raise too_many(content)
    return found


def _drawings(parts: Parts, root: str) -> Iterator[Callable[[int], Page]]:
    """The pages of a document, to be drawn with so many characters at most."""
    document = parts.xml(root)
    common = child(document, "CommonData")
    box = numbers(text(child(common, "PageArea", "PhysicalBox")), 4) or A4
    templates = {
        (template.get("ID") or "").strip(): parts.found(root, template.get("BaseLoc"))
        for template in children(common, "TemplatePage")
    }
    resources = [*children(common, "PublicRes"), *children(common, "DocumentRes")]
    units = _units(parts, root, resources)
    for page in children(child(document, "Pages"), "Page"):
        name = parts.found(root, page.get("BaseLoc"))
        if name is None:
            raise UnreadableReport(DAMAGED, document=parts.content.document)
        yield functools.partial(_draw, parts, name, box=box, templates=templates, units=units)


def _draw(
    parts: Parts,
    name: str,
    most: int,
    *,
    box: tuple[float, ...],
    templates: Mapping[str, str | None],
    units: Mapping[str, Element],
) -> Page:
    content = parts.xml(name)
    left, top, width, height = numbers(text(child(content, "Area", "PhysicalBox")), 4) or box
    own = _units(parts, name, children(content, "PageRes"))
    drawing = Drawing({**units, **own}, width * height * POINTS**2, most)
    under = (templates.get((used.get("TemplateID") or "").strip()) for used in children(content, "Template"))
    for layers in [*(parts.xml(template) for template in under if template), content]:
        for layer in children(child(layers, "Content"), "Layer"):
            drawing.draw(layer, page_matrix(left, top))
    return Page(height * POINTS, tuple(drawing.characters), tuple(drawing.rules), drawing.pictures)


def _units(parts: Parts, base: str, resources: Iterable[Element]) -> dict[str, Element]:
    """The drawings that are used more than once."""
    names = [name for resource in resources if (name := parts.found(base, resource.text))]
    return {
        (unit.get("ID") or "").strip(): unit
        for name in names
        for unit in children(child(parts.xml(name), "CompositeGraphicUnits"), "CompositeGraphicUnit")
    }
