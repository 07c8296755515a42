# just: lists what can be done
default:
    @just --list

# an environment for work on briefgen
setup:
    python3 -m venv .venv
    .venv/bin/pip install -q -e '.[dev]'
    .venv/bin/pre-commit install

# the suite
test *args:
    .venv/bin/pytest -q {{args}}

# everything that lint, types and layers have to say
lint:
    .venv/bin/ruff format .
    .venv/bin/ruff check --fix .
    .venv/bin/mypy
    .venv/bin/lint-imports

# after texts changed: bring the catalogs up to them, then translate what is empty
catalogs:
    .venv/bin/python tools/catalogs.py update
    .venv/bin/python tools/catalogs.py check

# pages and schemas that are generated from code and packs
docs:
    .venv/bin/python tools/generate_docs.py
    .venv/bin/mkdocs build --strict -f tools/mkdocs.yml

# what CI runs
ci:
    .ci/run

# speed as ratios
bench:
    .venv/bin/python benchmarks/one_brief.py
