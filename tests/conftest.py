"""
What all tests share: profiles of Hypothesis, golden files, and published documents that are not part of the project.
"""

import os

from collections.abc import Callable
from pathlib import Path

import pytest

from hypothesis import HealthCheck, Phase, settings


GOLDEN = Path(__file__).parent / "golden"
SHARED = Path(__file__).parents[2] / "shared"

settings.register_profile("dev", max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci", settings.get_profile("dev"), max_examples=30, derandomize=True, database=None, print_blob=True
)
settings.register_profile("deep", settings.get_profile("ci"), max_examples=2000)
settings.register_profile(
    "mutation",
    settings.get_profile("ci"),
    max_examples=25,
    print_blob=False,
    phases=(Phase.explicit, Phase.generate),  # a mutant that is found need not be made small
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` writes the golden files anew."""
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden anew instead of comparing with it"
    )


def pytest_configure(config: pytest.Config) -> None:
    """The markers of these tests."""
    config.addinivalue_line("markers", "shared: needs published documents that are no part of the project")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Where the published documents are not at hand, what needs them is not asked."""
    if item.get_closest_marker("shared"):
        _shared()


def _shared() -> Path:
    for name in ("corpus", "seed"):
        if not (SHARED / name).is_dir():
            pytest.skip(f"there is no {name} of published reports beside the project")
    return SHARED


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with ``corpus`` and ``seed``, published reports that are no part of the project."""
    return _shared()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """
    Compare with a file in ``tests/golden``: ``golden("name.html", content)``.

    With ``--update-golden`` the file is written instead, for a person to look at what has changed.
    """

    def compare(name: str, content: str | bytes) -> None:
        file = GOLDEN / name
        data = content.encode() if isinstance(content, str) else content
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        assert file.exists(), f"there is no {name} yet; pytest --update-golden writes it"
        expected = file.read_bytes()
        if isinstance(content, str):
            assert expected.decode() == content
        assert expected == data

    return compare
