"""The pages: what they show runs, what they link is there, and what is generated is up to date."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

import briefgen
from briefgen import hookspecs
from briefgen.cli import main
from briefgen.loading import parse_product
from briefgen.plugins import HOOKS
from briefgen.yaml12 import read

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


class Block(NamedTuple):
    """A fenced block: its language, the rest of its info string, its first line in the page, and its text."""

    language: str
    info: str
    line: int
    text: str


def blocks(page: Path, *languages: str) -> list[Block]:
    source = page.read_text("utf-8")
    found = re.finditer(r"^```(\w+)([^\n]*)\n(.*?)^```$", source, re.MULTILINE | re.DOTALL)
    every = [Block(one[1], one[2].strip(), source[: one.start(3)].count("\n"), one[3]) for one in found]
    return [one for one in every if one.language in languages]


def having(*languages: str) -> list[Path]:
    return [page for page in PAGES if blocks(page, *languages)]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", having("python"), ids=name)
def test_python_on_a_page_runs(page: Path, desk: Path) -> None:
    assert main(["init"]) == 0
    namespace: dict[str, object] = {"__name__": "page"}
    for block in blocks(page, "python"):
        code = compile("\n" * block.line + block.text, str(page), "exec", dont_inherit=True)
        exec(code, namespace)


@pytest.mark.parametrize("page", having("console"), ids=name)
def test_commands_on_a_page_end_as_it_says(page: Path, desk: Path) -> None:
    lines = [line for block in blocks(page, "console") for line in block.text.splitlines()]
    commands = [line.removeprefix("$ ") for line in lines if line.startswith("$ briefgen ")]
    if not any(command.startswith("briefgen init") for command in commands):
        assert main(["init"]) == 0
    for command in commands:
        promised = re.search(r"# exit (\d+)$", command)
        try:
            code = main(shlex.split(command, comments=True)[1:])
        except SystemExit as end:
            code = int(end.code or 0)
        assert code == (int(promised[1]) if promised else 0), command


@pytest.mark.parametrize("page", having("toml", "yaml", "json"), ids=name)
def test_data_on_a_page_can_be_read(page: Path) -> None:
    for block in blocks(page, "toml", "yaml", "json"):
        {"toml": tomllib.loads, "yaml": read, "json": json.loads}[block.language](block.text)
        if "product" in block.info.split():
            parse_product(block.text.encode(), block.language, where=f"{name(page)}, line {block.line}")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path = target.partition("#")[0]
        if path and not target.startswith(("https://", "http://", "mailto:")):
            assert (page.parent / path).is_file(), target


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_page_names_a_machine_or_a_registry(page: Path) -> None:
    text = page.read_text("utf-8")
    machine = r"(?<![\w.:/-])/(?:work|tmp|home|root|opt|var|usr|mnt|Users)/|[A-Z]:\\"
    registry = r"pypi\.|pythonhosted|index-url|/simple/|localhost|127\.0\.0\.1|npmjs\."
    assert not re.findall(f"{machine}|{registry}", text)


def test_generated_pages_are_up_to_date(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import generate_docs

    assert generate_docs.main(["--check"]) == 0, capsys.readouterr().out


def test_the_usual_fields_of_a_brief_are_all_accounted_for() -> None:
    table = (DOCS / "fields.md").read_text("utf-8").partition("## Where the usual fields")[2]
    assert re.findall(r"^\| (\d+) \|", table, re.MULTILINE) == [str(number) for number in range(1, 48)]


def test_every_public_name_is_documented() -> None:
    page = (DOCS / "library.md").read_text("utf-8")
    for public in briefgen.__all__:
        assert re.search(rf"\b{public}\b", page), public
        assert public == "__version__" or (getattr(briefgen, public).__doc__ or "").strip(), public


def test_every_hook_is_documented() -> None:
    page = (DOCS / "hooks.md").read_text("utf-8")
    assert re.findall(r"^## `(\w+)\(\)`$", page, re.MULTILINE) == list(HOOKS)
    for hook in HOOKS:
        assert (getattr(hookspecs, hook).__doc__ or "").strip(), hook


def test_every_warning_is_documented() -> None:
    page = (DOCS / "product-file.md").read_text("utf-8")
    told = re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)
    sources = [(ROOT / "src" / "briefgen" / file).read_text("utf-8") for file in ("advisories.py", "calendars.py")]
    given = re.findall(r'code="([a-z-]+)"', "".join(sources))
    assert sorted(told) == sorted(set(given))


def test_every_module_is_on_the_map() -> None:
    page = (DOCS / "architecture.md").read_text("utf-8")
    folder = ROOT / "src" / "briefgen"
    for path in sorted(folder.rglob("*.py")):
        place = path.relative_to(folder).as_posix()
        known = place in page or any(
            f"`{parent}/`" in page for parent in ("layout", "render", "cli") if parent in place
        )
        assert known or path.name in ("__init__.py", "__main__.py", "_version.py"), place


def test_every_page_has_a_place_in_the_navigation() -> None:
    navigation = (ROOT / "tools" / "mkdocs.yml").read_text("utf-8")
    assert sorted(re.findall(r": (\S+\.md)$", navigation, re.MULTILINE)) == sorted(
        page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")
    )
