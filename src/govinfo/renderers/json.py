"""
Writing a report as JSON, with values and not texts; see `govinfo.codec` for what the keys mean.
"""

import json

from ..codec import FINDINGS, to_dict
from . import Page


def render(page: Page) -> str:
    """The report as JSON; findings that are given stand under ``findings`` and are passed over in reading."""
    value = to_dict(page.report)
    if page.findings:
        value[FINDINGS] = [finding.to_dict(page.locale) for finding in page.findings]
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
