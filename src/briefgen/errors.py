"""Every error that briefgen raises on purpose. A message says what, where, why, and what to do."""

from __future__ import annotations

from collections.abc import Sequence


class BriefgenError(Exception):
    """Base of all errors below; catch this one to catch them all."""


class InputError(BriefgenError):
    """A product file, an option or an argument is wrong.

    ``problems`` holds one sentence a problem, each with its place; all are found in one pass.
    """

    def __init__(self, where: str, problems: Sequence[str]) -> None:
        self.where = where
        self.problems = tuple(problems)
        if len(self.problems) == 1:
            super().__init__(f"{where}: {self.problems[0]}")
        else:
            lines = "".join(f"\n  - {problem}" for problem in self.problems)
            super().__init__(f"{where}: {len(self.problems)} problems{lines}")


class PackError(BriefgenError):
    """A pack's files are wrong. ``problems`` lists every one, with file and rule."""

    def __init__(self, pack: str, problems: Sequence[str]) -> None:
        self.pack = pack
        self.problems = tuple(problems)
        lines = "".join(f"\n  - {problem}" for problem in self.problems)
        super().__init__(f"pack {pack}: {len(self.problems)} problem(s){lines}")


class PluginError(BriefgenError):
    """A plugin is broken, missing or clashes with another. ``plugins`` names the culprits."""

    def __init__(self, message: str, plugins: Sequence[str] = ()) -> None:
        self.plugins = tuple(plugins)
        super().__init__(message)


class UnsupportedError(BriefgenError):
    """The request cannot be served: unknown market or platform, or a rule bans it.

    ``rules`` names the banning rules (empty where something is merely unknown).
    """

    def __init__(self, message: str, rules: Sequence[str] = ()) -> None:
        self.rules = tuple(rules)
        super().__init__(message)


class ConflictError(BriefgenError):
    """Rules contradict each other. ``conflicts`` holds all of them, sorted."""

    def __init__(self, conflicts: Sequence[str]) -> None:
        self.conflicts = tuple(sorted(conflicts))
        lines = "".join(f"\n  - {conflict}" for conflict in self.conflicts)
        super().__init__(
            f"{len(self.conflicts)} contradiction(s) between rules; change the brand rule, or leave a "
            f"plugin out with blocked=[...] (--block NAME){lines}"
        )


class DraftError(BriefgenError):
    """A drafter could not be found or set up."""


class RenderError(BriefgenError):
    """A brief could not be laid out: unknown format or view, or a broken template."""
