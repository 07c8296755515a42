"""The command line as a user meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.cli import main
from tests.conftest import EXAMPLE

Run = pytest.CaptureFixture[str]


def run(
    *arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "briefgen", *arguments]
    return subprocess.run(
        command, input=stdin, capture_output=True, env={**os.environ, **(env or {})}, cwd=cwd, check=False
    )


def test_init_writes_a_file_that_runs(tmp_path: Path, capsys: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    assert main(["generate", "product.toml", "--market", "JP", "--platform", "youtube", "--on", "2026-12-01"]) == 0
    out = capsys.readouterr().out
    assert "12,980円（税込）" in out
    assert "`PR`" in out


def test_init_does_not_overwrite(tmp_path: Path, capsys: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "product.toml").write_text("mine")
    assert main(["init"]) == 2
    assert (tmp_path / "product.toml").read_text() == "mine"
    assert "--force" in capsys.readouterr().err
    assert main(["init", "--force"]) == 0


def test_data_on_stdout_and_everything_else_on_stderr() -> None:
    done = run(
        "generate",
        str(EXAMPLE),
        "--market",
        "DE",
        "--platform",
        "x",
        "--format",
        "json",
        "--view",
        "marketer",
    )
    assert done.returncode == 0
    brief = json.loads(done.stdout)
    assert brief["market"] == "DE"
    assert b"warning[" in done.stderr


def test_a_requirement_in_json_has_its_whole_provenance() -> None:
    done = run(
        "generate",
        str(EXAMPLE),
        "--market",
        "FR",
        "--platform",
        "instagram",
        "--format",
        "json",
        "--view",
        "marketer",
    )
    wanted = {
        "rule",
        "pack",
        "version",
        "level",
        "force",
        "evidence",
        "because",
        "sources",
        "effective",
        "reviewed",
    }
    for requirement in json.loads(done.stdout)["requirements"]:
        assert requirement.keys() >= wanted
        assert requirement["because"]


@pytest.mark.parametrize(
    "command, key", [("markets", "code"), ("platforms", "id"), ("rules", "id"), ("plugins", "name")]
)
def test_lists_are_tables_and_json(command: str, key: str, capsys: Run) -> None:
    assert main([command, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert isinstance(rows, list)
    assert len({json.dumps(row) for row in rows}) == len(rows) > 0
    assert main([command]) == 0
    table = capsys.readouterr().out
    assert all(row[key] in table for row in rows)


def test_a_rule_in_json_names_pack_level_evidence_and_sources(capsys: Run) -> None:
    main(["rules", "--json", "--market", "JP", "--platform", "youtube"])
    rows = json.loads(capsys.readouterr().out)
    assert all(row.keys() >= {"id", "pack", "level", "evidence", "sources"} for row in rows)
    assert {"market-jp", "platform-youtube"} == {row["pack"] for row in rows}


def test_explain_shows_rules_sources_and_dates(capsys: Run) -> None:
    assert main(["explain", "JP", "disclosure.label", "--platform", "youtube"]) == 0
    out = capsys.readouterr().out
    assert "because market-jp/ad-label" in out
    assert "in force since 2023-10-01" in out
    assert "https://prsj.or.jp/" in out
    assert main(["explain", "JP", "market-jp/register", "--platform", "youtube", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["rule"] == "market-jp/register"
    assert main(["explain", "JP", "disclosure.lable", "--platform", "youtube"]) == 2
    assert "did you mean 'disclosure.label'?" in capsys.readouterr().err


def test_diff_shows_only_what_differs_and_why(capsys: Run) -> None:
    assert main(["diff", str(EXAMPLE), "--market", "JP", "--market", "KR", "--platform", "instagram"]) == 0
    out = capsys.readouterr().out
    assert "JP ≠ KR" in out
    assert '"광고"' in out and '"PR"' in out and "market-kr/ad-label" in out
    assert "platform-instagram/tag-partner" not in out  # holds in both
    assert main(["diff", str(EXAMPLE), "--market", "JP", "--platform", "instagram"]) == 2


def test_stdin_and_output(tmp_path: Path) -> None:
    done = run("generate", "-", "--market", "US", "--platform", "x", stdin=EXAMPLE.read_bytes())
    assert done.returncode == 0
    path = tmp_path / "brief.html"
    done = run(
        "generate",
        str(EXAMPLE),
        "--market",
        "US",
        "--platform",
        "x",
        "--format",
        "html",
        "--output",
        str(path),
    )
    assert (done.returncode, done.stdout) == (0, b"")
    assert path.read_text("utf-8").startswith("<!doctype html>")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "keep.md").write_text("old")
    done = run("generate", str(EXAMPLE), "--market", "XX", "--platform", "x", "--output", str(tmp_path / "keep.md"))
    assert done.returncode == 2
    assert (tmp_path / "keep.md").read_text() == "old"
    done = run(
        "generate",
        str(EXAMPLE),
        "--market",
        "US",
        "--platform",
        "x",
        "--output",
        str(tmp_path / "no" / "b.md"),
    )
    assert done.returncode == 2
    assert b"cannot be written" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["keep.md"]


MISTYPED = {
    "command": (["genrate"], "did you mean 'generate'?"),
    "option": (["generate", "p.toml", "--market", "JP", "--platfrom", "x"], "did you mean '--platform'?"),
    "option for a required one": (["generate", "p.toml", "--markt", "JP"], "did you mean '--market'?"),
    "market": (["generate", str(EXAMPLE), "--market", "JPN", "--platform", "youtube"], "did you mean 'JP'?"),
    "platform": (
        ["generate", str(EXAMPLE), "--market", "JP", "--platform", "instgram"],
        "did you mean 'instagram'?",
    ),
    "format": (
        ["generate", str(EXAMPLE), "--market", "JP", "--platform", "x", "--format", "htlm"],
        "did you mean 'html'?",
    ),
    "view": (
        ["generate", str(EXAMPLE), "--market", "JP", "--platform", "x", "--view", "creater"],
        "did you mean 'creator'?",
    ),
    "tie": (
        ["generate", str(EXAMPLE), "--market", "JP", "--platform", "x", "--connection", "payed"],
        "did you mean 'paid'?",
    ),
    "date": (
        ["generate", str(EXAMPLE), "--market", "JP", "--platform", "x", "--on", "1.12.2026"],
        "write it as 2026-12-01",
    ),
    "deliverable": (
        ["generate", str(EXAMPLE), "--market", "JP", "--deliverable", "youtube"],
        "such as youtube/short_video:2",
    ),
    "format of a platform": (
        ["generate", str(EXAMPLE), "--market", "JP", "--deliverable", "youtube/story"],
        "youtube has no format 'story'",
    ),
}


@pytest.mark.parametrize("arguments, message", MISTYPED.values(), ids=MISTYPED.keys())
def test_what_is_mistyped_gets_a_way_out(arguments: list[str], message: str, capsys: Run) -> None:
    try:
        status = main(arguments)
    except SystemExit as stop:
        status = int(stop.code or 0)
    caught = capsys.readouterr()
    assert status == 2
    assert caught.out == ""
    assert message in caught.err


def test_colour_only_for_people() -> None:
    done = run("generate", "nothing.toml", "--market", "JP", "--platform", "x", env={"NO_COLOR": "1"})
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_fault_of_our_own_is_a_sentence_too(monkeypatch: pytest.MonkeyPatch, capsys: Run) -> None:
    monkeypatch.setattr("briefgen.loading.load_product", lambda *_, **__: 1 / 0)
    monkeypatch.setattr("briefgen.load_product", lambda *_, **__: 1 / 0)
    assert main(["generate", "p.toml", "--market", "JP", "--platform", "x"]) == 70
    assert "a fault in briefgen itself: ZeroDivisionError" in capsys.readouterr().err


def test_a_closed_pipe_is_quiet() -> None:
    command = f"{sys.executable} -m briefgen rules | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert done.stderr == b""


def test_help_and_version_import_nothing_heavy() -> None:
    heavy = {
        "pydantic",
        "jinja2",
        "babel",
        "pluggy",
        "holidays",
        "dateutil",
        "ruamel",
        "langchain",
        "langchain_core",
        "openai",
        "httpx",
    }
    program = (
        "import sys\nfrom briefgen.cli import main\ntry: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    for arguments in (["--version"], ["--help"], ["generate", "--help"]):
        done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
        loaded = set(done.stderr.split())
        assert not loaded & heavy, arguments
        ours = {name for name in loaded if name.startswith("briefgen.")}
        assert ours <= {"briefgen._version", "briefgen.cli"} | {
            f"briefgen.cli.{m}" for m in ("parser", "briefs", "lists", "start", "options", "console")
        }
        assert "importlib.metadata" not in loaded, arguments


def test_importing_briefgen_costs_next_to_nothing() -> None:
    program = "import sys, briefgen; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"pydantic", "jinja2", "babel", "pluggy"} & set(done.stdout.split())
