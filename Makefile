# The commands of the house. `make` alone lists them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help install playground test lint format bench lock wheel

help: ## list these commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/ —/'

install: $(VENV)/.installed ## make .venv with the command `pollen` in it

$(VENV)/.installed: requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Pollen needs Python 3.11 or later; set PYTHON=/path/to/python3.11")'
	@echo "Installing Pollen into $(VENV): about a minute, the first time only"
	@$(PYTHON) -m venv $(VENV)
	@total=$$(grep -c '==' requirements-dev.lock); rm -f $(VENV)/.failed; \
	{ $(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements-dev.lock 2>$(VENV)/pip.log || touch $(VENV)/.failed; } \
	| awk -v total="$$total" '/^Collecting|^Requirement already/ { printf "\r  packages: %d of at most %d", ++n, total; fflush() } /^Installing/ { printf "\n  unpacking them …\n"; fflush() } END { if (!n) print "" }'; \
	if [ -e $(VENV)/.failed ]; then cat $(VENV)/pip.log >&2; exit 1; fi
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

playground: install ## try Pollen in the browser: no Slack workspace, no settings
	@$(BIN)/pollen playground

test: install ## lint, types and every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	! $(BIN)/vulture | grep "^bot/"
	$(BIN)/pytest -n 2 --dist loadgroup

lint: install ## ruff, mypy and dead code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	! $(BIN)/vulture | grep "^bot/"

format: install ## let ruff tidy the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install ## the benchmarks of tests/benchmarks (minutes; not part of the tests)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	$(BIN)/python -m tests.benchmarks

wheel: install ## dist/pollen-….whl, to install Pollen where there is no git
	@$(BIN)/python -m hatchling build -t wheel -d dist

lock: ## renew the pinned versions (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -c requirements.lock pyproject.toml --group dev -o requirements-dev.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -c requirements.lock -c requirements-dev.lock --group bench -o requirements-bench.lock
