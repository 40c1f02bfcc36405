"""Build hook: compiles the message catalogs (`.po`, kept in git) into what the library loads (`.mo`, never in git)."""

import datetime

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


#: The day that compiled catalogs bear.
EPOCH = datetime.datetime(2019, 5, 15, tzinfo=datetime.UTC)

CATALOGS = "src/govinfo/locale/*/LC_MESSAGES/*.po"


class CatalogsHook(BuildHookInterface):  # type: ignore[type-arg,misc,unused-ignore]
    """Runs for a wheel and for an editable install alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  the interface of hatchling
        """Write each catalog beside its source and have the wheel take it, though git ignores it."""
        root = Path(self.root)
        for source in sorted(root.glob(CATALOGS)):
            compiled = source.with_suffix(".mo")
            with source.open("rb") as file:
                catalog = read_po(file, locale=source.parts[-3])
            catalog.creation_date = EPOCH  # the same bytes from the same source
            with compiled.open("wb") as file:
                write_mo(file, catalog)
            build_data["artifacts"].append(f"/{compiled.relative_to(root).as_posix()}")
