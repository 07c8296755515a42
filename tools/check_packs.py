"""Read every in-tree pack and print its problems: ``python tools/check_packs.py [folder ...]``."""

import sys
from pathlib import Path

from briefgen.errors import PackError
from briefgen.packs import load_pack

ROOT = Path(__file__).parent.parent


def main() -> int:
    folders = [Path(name) for name in sys.argv[1:]] or sorted(
        path.parent for path in ROOT.glob("plugins/*/*/pack.toml")
    )
    failed = 0
    for folder in folders:
        try:
            pack = load_pack(folder).pack
        except PackError as error:
            failed += 1
            print(error)
            continue
        seen = sum(rule.evidence == "seen" for rule in pack.rules)
        texts = {rule.text for rule in pack.rules if rule.text}
        print(f"{pack.id}: {len(pack.rules)} rules ({seen} seen), {len(pack.events)} events, {len(texts)} own texts")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
