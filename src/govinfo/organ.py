"""
The administrative organ that reports (行政机关).
"""

import enum

import attrs

from ._text import one_line


class Level(enum.StrEnum):
    """The level of government that an organ belongs to (层级)."""

    TOWN = "town"  #: 乡、镇、街道
    COUNTY = "county"  #: 县、县级市、市辖区
    CITY = "city"  #: 设区的市、自治州
    PROVINCE = "province"  #: 省、自治区、直辖市
    MINISTRY = "ministry"  #: 国务院部门


class Kind(enum.StrEnum):
    """What an organ is: a government, which reports for its whole area, or a department of one."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"


@attrs.frozen
class Organ:
    """
    An administrative organ. What is not known stays `None`, and rules that need it are then undetermined.

    Attributes:
        name: as the report prints it.
        level: of the government that it is or belongs to.
        kind: a government or a department.
        code: its code of any register the user works with, such as the 统一社会信用代码.

    Raises:
        ValueError: the name or code is not a line of plain text.

    >>> Organ("某镇人民政府", level=Level.TOWN, kind=Kind.GOVERNMENT).level.value
    'town'
    """

    name: str = attrs.field(validator=one_line)
    level: Level | None = None
    kind: Kind | None = None
    code: str | None = attrs.field(default=None, validator=attrs.validators.optional(one_line))


#: Endings of names that leave no doubt about the level.
_ENDINGS = {
    Level.TOWN: ("乡人民政府", "镇人民政府", "街道办事处"),
    Level.COUNTY: ("县人民政府",),
    Level.CITY: ("自治州人民政府",),
    Level.PROVINCE: ("省人民政府", "自治区人民政府"),
}


def level_of(organ: Organ) -> Level | None:
    """
    The level that is known of an organ, or that its name leaves no doubt about; else None.

    >>> level_of(Organ("某县某镇人民政府")), level_of(Organ("某市人民政府"))
    (<Level.TOWN: 'town'>, None)
    """
    if organ.level is not None:
        return organ.level
    return next((level for level, endings in _ENDINGS.items() if organ.name.endswith(endings)), None)


#: Endings of names that leave no doubt about the kind; the office of a government reports for itself or for all of it.
_KINDS = {Kind.GOVERNMENT: "人民政府", Kind.DEPARTMENT: "局"}


def kind_of(organ: Organ) -> Kind | None:
    """
    The kind that is known of an organ, or that its name leaves no doubt about; else None.

    >>> kind_of(Organ("某市人民政府")), kind_of(Organ("某市人民政府办公室"))
    (<Kind.GOVERNMENT: 'government'>, None)
    """
    if organ.kind is not None:
        return organ.kind
    return next((kind for kind, ending in _KINDS.items() if organ.name.endswith(ending)), None)
