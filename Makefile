# What a person types. Plain `make` prints this list.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help install run test check soak fuzz bench lock vendor clean test-environment browser

help: ## print this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 18

install: $(VENV)/.installed ## make .venv from requirements/run.lock; the command is then .venv/bin/observatory

run: install ## install, collect and serve the site on http://127.0.0.1:8000
	$(BIN)/observatory run

test: test-environment browser ## all tests: SQLite, PostgreSQL, a real browser (ARGS="-k name" narrows them)
	$(BIN)/python -m pytest -n 2 $(ARGS)

check: test-environment ## format, lint, types, dependencies, dead code, then all tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/deptry .
	$(BIN)/vulture
	@$(MAKE) --no-print-directory test

soak: test-environment browser ## what takes minutes: long runs, full disks, many bodies (ARGS="-k name")
	$(BIN)/python -m pytest -m soak --timeout 1800 $(ARGS)

fuzz: $(VENV)/.fuzzed ## look for pages that break a reader, guided by coverage (ARGS=seconds; Linux)
	$(BIN)/python -m tests.fuzz $(ARGS)

bench: test-environment ## measure what must be fast
	$(BIN)/python -m benchmarks $(ARGS)

lock: $(BIN)/pip ## resolve requirements/*.lock anew (ARGS=--upgrade takes newer releases)
	$(PIP) install --quiet "uv>=0.9,<1"
	$(BIN)/uv pip compile $(LOCK) --group build --extra pdf --output-file requirements/run.lock pyproject.toml
	$(BIN)/uv pip compile $(LOCK) --group test --extra pdf --extra postgres --constraints requirements/run.lock \
		--output-file requirements/test.lock pyproject.toml
	$(BIN)/uv pip compile $(LOCK) --group fuzz --output-file requirements/fuzz.lock

LOCK = --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" $(ARGS)

vendor: $(BIN)/pip ## fetch the fonts and icons under static/ again (needs npm)
	$(BIN)/python tools/vendor.py

clean: ## remove .venv, caches and builds; var/ with its data stays
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .fuzz
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. Stamps keep a second call from doing anything, so it works without a network.

$(BIN)/pip:
	@command -v $(PYTHON) >/dev/null || \
		{ echo "python3 is missing: apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed, $(PYTHON) is $$($(PYTHON) -V): make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "python3-venv is missing: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements/run.lock pyproject.toml | $(BIN)/pip
	$(PIP) install --quiet --require-hashes -r requirements/run.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.tested: requirements/test.lock $(VENV)/.installed
	$(PIP) install --quiet --require-hashes -r requirements/test.lock
	@touch $@

$(VENV)/.fuzzed: requirements/fuzz.lock $(VENV)/.tested
	$(PIP) install --quiet --require-hashes -r requirements/fuzz.lock
	@touch $@

test-environment: $(VENV)/.tested

browser:
	@command -v chromium >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } || \
		{ echo "chromium is missing: sudo apt-get install chromium" >&2; exit 1; }
