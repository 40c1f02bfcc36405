"""
Rules as formulas of a spreadsheet, in what Excel, LibreOffice and WPS have in common.

A spreadsheet holds numbers with 15 digits for certain, as many as a figure has at most. A sum of larger figures may be
rounded there, so a formula says that it cannot tell as soon as the figures in it come to more than that, signs aside.
Figures are what JSON has: whole numbers, and money in fen.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from .bonds import BoundIdentity
from .figures import LARGEST
from .finding import Verdict
from .identities import Identity
from .language import CHINESE, sentence
from .rule import Sum, Whole


_SENSES: Final = {"=": "=", "≥": ">="}


def formula(identity: Identity | BoundIdentity, references: Mapping[Any, str], locale: str = CHINESE) -> str:
    r"""
    The formula that gives the verdict of an identity, in words.

    It is undetermined if there is no number in one of its cells, or if the figures come to more than 15 digits.

    Args:
        identity: a relation at one place of the form, or a bond at one place of two.
        references: where the figure of each cell stands, such as ``B7`` or ``'表三'!B7``; in a bond, each `Of`.
        locale: of the verdict.

    Raises:
        KeyError: it is not said where the figure of a cell stands.

    >>> from govinfo.cells import CELLS, official
    >>> from govinfo.identities import identities
    >>> found = next(one for one in identities(official(2021)) if one.rule.id == "T2-STOCK")
    >>> documents = CELLS.disclosure.documents.government_rules
    >>> known = {documents.issued: "B2", documents.repealed: "C2", documents.in_force: "D2"}
    >>> print(formula(found, known, "en").replace(",IF", ",\n IF"))
    =IF(COUNT(D2,B2,C2)<3,"undetermined",
     IF(ABS(D2)+ABS(B2)+ABS(C2)>999999999999999,"undetermined",
     IF(D2>=B2-C2,"holds","violated")))
    """
    sides = [side for side in (identity.left, identity.right) if isinstance(side, Sum)]
    terms = [(references[at], abs(k)) for side in sides for at, k in side.terms]
    places = list(dict.fromkeys(place for place, _ in terms))
    size = _added((f"ABS({place})", k) for place, k in terms)
    left, right = (_side(side, references) for side in (identity.left, identity.right))
    holds, violated, undetermined = (f'"{sentence(verdict, locale)}"' for verdict in Verdict)
    return (
        f"=IF(COUNT({','.join(places)})<{len(places)},{undetermined},"
        f"IF({size}>{LARGEST},{undetermined},"
        f"IF({left}{_SENSES[identity.sense]}{right},{holds},{violated})))"
    )


def cell_formula(whole: Whole, reference: str, locale: str = CHINESE) -> str:
    r"""
    The formula that gives the verdict of a cell rule, in words.

    It is undetermined if nothing stands in the cell, or a number of more than 15 digits.

    Args:
        whole: what the rule asks of the cell.
        reference: where its figure stands.
        locale: of the verdict.

    >>> print(cell_formula(Whole(minimum=0), "B2", "en").replace(",IF", ",\n IF"))
    =IF(ISNUMBER(B2),
     IF(ABS(B2)>999999999999999,"undetermined",
     IF(AND(B2=INT(B2),B2>=0),"holds","violated")),
     IF(COUNTBLANK(B2)=1,"undetermined","violated"))
    """
    holds, violated, undetermined = (f'"{sentence(verdict, locale)}"' for verdict in Verdict)
    asked = f"{reference}=INT({reference})"
    if whole.minimum is not None:
        asked = f"AND({asked},{reference}>={whole.minimum})"
    return (
        f"=IF(ISNUMBER({reference}),"
        f"IF(ABS({reference})>{LARGEST},{undetermined},IF({asked},{holds},{violated})),"
        f"IF(COUNTBLANK({reference})=1,{undetermined},{violated}))"
    )


def _side(side: Sum[Any] | int, references: Mapping[Any, str]) -> str:
    return str(side) if isinstance(side, int) else _added((references[cell], k) for cell, k in side.terms)


def _added(terms: Iterable[tuple[str, int]]) -> str:
    """What is added up, with its signs, such as ``B2-2*C2``."""
    signed = ((f"{'-' if k < 0 else '+'}{'' if abs(k) == 1 else f'{abs(k)}*'}{text}") for text, k in terms)
    return "".join(signed).removeprefix("+")
