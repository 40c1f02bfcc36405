"""
What packages have installed for this library to find: renderers, readers and rules.
"""

import functools

from typing import Any


@functools.cache
def installed(group: str) -> tuple[tuple[str, Any], ...]:
    """
    The entry points of a group in the order of their names: name, and what it stands for.

    The built-in renderers and readers are registered in the same way as those of other packages.
    """
    from importlib.metadata import entry_points  # noqa: PLC0415  it takes longer than all else, so only when needed

    points = sorted(entry_points(group=group), key=lambda point: point.name)
    return tuple((point.name, point.load()) for point in points)
