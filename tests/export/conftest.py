"""Deals to export, and their case files, set once for all tests of a run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dealwatch.export.casefile import RenderedCasefile, render
from dealwatch.export.casefile_input import CasefileInput

sys.path.insert(0, str(Path(__file__).parent))  # importlib mode puts no test folder there

from casefile_deals import mistral_deal, three_input


@pytest.fixture(scope="session")
def mistral() -> CasefileInput:
    return mistral_deal().input()


@pytest.fixture(scope="session")
def three() -> CasefileInput:
    return three_input()


@pytest.fixture(scope="session")
def mistral_pdf(mistral: CasefileInput) -> RenderedCasefile:
    return render(mistral)


@pytest.fixture(scope="session")
def three_pdf(three: CasefileInput) -> RenderedCasefile:
    return render(three)
