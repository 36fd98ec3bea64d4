# Two commands on a fresh machine with python3, venv, git and make: `make demo` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: demo test coverage check docs ready clean

demo: ready
	@$(BIN)/drafting demo

test: ready
	@$(BIN)/python -m pytest -n 2 --dist worksteal

# The share of lines and branches that the tests run; it may not fall below the figure in pyproject.toml.
coverage: ready
	@$(BIN)/python -m pytest -n 2 --dist worksteal --cov --cov-report=term:skip-covered

check: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml

docs: ready
	@$(BIN)/python scripts/write_reference.py

clean:
	@rm -rf $(VENV) demo-output dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Compiled once, so that every command starts as quickly as an installed one (also where Python may not write by itself).
ready: $(STAMP)
	@$(BIN)/python -m compileall -q drafting

# Set up once; again only when the project's requirements change.
$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $(STAMP)
