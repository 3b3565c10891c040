# One word per task. A fresh machine needs Python 3.11 or later and make; `make demo` or `make test` sets up the rest.
#   make demo PYTHON=python3.12     use another interpreter
#   make eval ARGS="--only seeds"   options for `sayso eval`

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SPARK := $(VENV)/.spark
ARGS ?=
JOBS := -n auto --maxprocesses 4 --dist worksteal  # a model in each, so no more than four

.PHONY: help setup demo test test-slow test-all fuzz check eval bench docs picture clean
.DEFAULT_GOAL := help

help:  ## list the tasks
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/\1\t\2/' | expand -t 12

setup: $(STAMP)  ## build the environment in .venv (seconds when it is there already)

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and f"sayso needs Python 3.11 or later; $(PYTHON) is {v[0]}.{v[1]}. Try: make $(MAKECMDGOALS) PYTHON=python3.12")'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make environments; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $(STAMP)

demo: $(STAMP)  ## read the packaged sample and print its incidents
	$(BIN)/sayso demo

test: $(STAMP)  ## run the tests, without the slow ones
	$(BIN)/python -m pytest $(JOBS) -m "not slow" $(ARGS)

$(SPARK): $(STAMP)
	$(BIN)/python -m pip install --quiet --editable '.[spark]'
	@touch $(SPARK)

test-slow: $(STAMP) $(SPARK)  ## run the slow tests only (none is no failure)
	$(BIN)/python -m pytest -m slow $(ARGS) || [ $$? -eq 5 ]

test-all: $(STAMP) $(SPARK)  ## run all tests
	$(BIN)/python -m pytest $(ARGS)

fuzz: $(STAMP)  ## look for input that breaks an adapter; ARGS="300 html": seconds and adapters
	$(BIN)/python fuzz/fuzz_adapters.py $(ARGS)

check: $(STAMP)  ## lint, format, types, import rules, spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

eval: $(STAMP)  ## measure on the gold corpora, if they are there, and compare with floors.json
	$(BIN)/python -m sayso.evaluation $(ARGS)

bench: $(STAMP)  ## measure speed and memory (minutes); figures are in docs/
	$(BIN)/python benchmarks/reprints.py $(ARGS)
	$(BIN)/python benchmarks/linking.py $(ARGS)
	$(BIN)/python benchmarks/places.py

docs: $(STAMP)  ## write the tables and examples of docs/ anew; ARGS=figures.json: the README's figures too
	$(BIN)/python docs/tables.py $(ARGS)

picture: $(STAMP)  ## take the README's picture of the brief anew (needs Chromium)
	$(BIN)/python docs/picture.py

clean:  ## remove the environment and what tasks left behind
	rm -rf $(VENV) demo eval .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
