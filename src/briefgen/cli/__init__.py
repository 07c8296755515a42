"""The command line. Data go to stdout, everything else to stderr.

Exit codes: 0 done; 1 findings (broken plugins, a failed check); 2 wrong input, nothing was written; 70 a fault of
briefgen's own; 130 interrupted. Each command imports what it needs when it runs: ``--help`` and ``--version`` import
nothing heavy.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

OK, FINDINGS, WRONG, FAULT, INTERRUPTED = 0, 1, 2, 70, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    from briefgen.cli.parser import build_parser

    options = build_parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of the pipe has gone; point stdout elsewhere so that the interpreter's last flush is quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:  # the last door: a user sees a sentence, never a stack trace
        return _tell(error)


def _tell(error: Exception) -> int:
    from briefgen.cli.console import complain
    from briefgen.errors import BriefgenError

    if isinstance(error, BriefgenError):
        complain("error", str(error))
        return WRONG
    if os.environ.get("BRIEFGEN_DEBUG") == "1":
        raise error
    complain("error", f"a fault in briefgen itself: {type(error).__name__}: {error}. BRIEFGEN_DEBUG=1 shows where")
    return FAULT
