"""
What packages have installed for this library to find: renderers, readers and rules.
"""

import functools

from typing import Any


@functools.cache
def installed(group: str) -> dict[str, Any]:
    """
    What the entry points of a group name, by the name of the entry point and in the order of these names.

    The built-in renderers and readers are registered in the same way as those of other packages.
    """
    from importlib.metadata import entry_points  # noqa: PLC0415  it takes longer than all else, so only when needed

    return {point.name: point.load() for point in sorted(entry_points(group=group), key=lambda point: point.name)}
