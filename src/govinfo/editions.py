"""
The official editions of the form: which document prescribes each, and for which years.
"""

import enum

from typing import Self

from .errors import UnknownEdition


class Edition(enum.IntEnum):
    """
    An official edition of the form, named after the year of the document that prescribes it.

    An edition is an `int`, so it compares equal to the bare year:

    >>> Edition(2021) == 2021
    True
    >>> Edition.FORM_2021.document
    '国办公开办函〔2021〕30号'

    The documents are those of 国务院办公厅政府信息与政务公开办公室. That the edition of 2019 serves the reports on 2019
    and 2020, and that of 2021 all later ones, is how reports are published in practice; no revision after it is known.
    """

    FORM_2019 = 2019, "国办公开办函〔2019〕60号", 2019
    FORM_2021 = 2021, "国办公开办函〔2021〕30号", 2021

    document: str  #: number of the document that prescribes this edition
    first_year: int  #: the first year that is reported on with this edition

    def __new__(cls, value: int, document: str = "", first_year: int = 0) -> Self:
        """An edition, with what is known of it."""
        self = int.__new__(cls, value)
        self._value_ = value
        self.document = document
        self.first_year = first_year
        return self

    @classmethod
    def _missing_(cls, value: object) -> Self:
        raise UnknownEdition(value, (int(edition) for edition in cls))

    @classmethod
    def of_year(cls, year: int) -> "Edition | None":
        """
        The edition that a report on *year* is due to use; None before the first one.

        >>> Edition.of_year(2020), Edition.of_year(2018)
        (<Edition.FORM_2019: 2019>, None)
        """
        return max((edition for edition in cls if edition.first_year <= year), default=None)
