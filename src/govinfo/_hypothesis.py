"""
What Hypothesis loads by its entry point: the strategies of `govinfo.strategies` for the types of this library.
"""

from hypothesis import strategies as st

from .organ import Organ
from .report import Report


def register() -> None:
    """Tell Hypothesis of the strategies, which are made when they are first drawn from."""

    def reports() -> st.SearchStrategy[Report]:
        from . import strategies  # noqa: PLC0415  it may be just this module that is being imported

        return strategies.reports()

    def organs() -> st.SearchStrategy[Organ]:
        from . import strategies  # noqa: PLC0415

        return strategies.organs()

    st.register_type_strategy(Report, st.deferred(reports))
    st.register_type_strategy(Organ, st.deferred(organs))
