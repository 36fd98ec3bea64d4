# Two commands on a fresh machine with python3, venv, git and make: `make demo` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: demo test check docs bench clean

demo: $(STAMP)
	@$(BIN)/drafting demo

test: $(STAMP)
	@$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(STAMP)
	@$(BIN)/ruff check drafting tests
	@$(BIN)/ruff format --check drafting tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports

docs: $(STAMP)
	@$(BIN)/python -m drafting.cli.reference

clean:
	@rm -rf $(VENV) demo-output dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Set up once; again only when the project's requirements change.
$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $(STAMP)
