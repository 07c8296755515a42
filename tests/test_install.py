"""What is installed is what is tested: in the wheel's run nothing comes from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import briefgen
from briefgen import Registry, resources
from tests.conftest import ROOT


@pytest.mark.skipif(os.environ.get("BRIEFGEN_SUITE") != "wheel", reason="the suite runs on the checkout")
def test_the_wheel_holds_code_packs_catalogs_and_templates() -> None:
    home = Path(briefgen.__file__).resolve().parent.parent
    assert home.name == "site-packages"
    for name in ("locales", "templates"):
        assert resources.root(name).parent == home / "briefgen"
    for name in Registry.discover().host.names():
        module = Registry.discover().host.entry(name).load()
        assert home in Path(module.__file__).resolve().parents


def test_a_brief_is_made_from_any_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "briefgen", "generate", str(ROOT / "docs" / "examples" / "earbuds.toml")]
    done = subprocess.run(
        [*command, "--market", "KR", "--platform", "instagram"], cwd=tmp_path, capture_output=True, check=True
    )
    assert "광고" in done.stdout.decode()


def test_a_missing_folder_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "_HERE", tmp_path / "site" / "briefgen")
    with pytest.raises(FileNotFoundError, match="folder 'nowhere' is missing; install briefgen again"):
        resources.root("nowhere")
