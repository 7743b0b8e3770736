"""The auditors' script as a module: it stands in the documentation, in no package."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING, Any

from tests.docs.examples import ROOT

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = ROOT / "docs/audit/check_proof.py"


def _loaded() -> Any:
    spec = spec_from_file_location("check_proof", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


check_proof = _loaded()
