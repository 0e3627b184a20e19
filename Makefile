# Each target calls what README.md, CONTRIBUTING.md and .ci/run call; none of them is needed to use negosim.
BIN := .venv/bin

.PHONY: help setup test quick lint docs bench parity coverage fuzz constraints clean

help:
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 14

setup: ## make .venv with everything a developer needs
	python3 -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[class,dask,rl]" --group dev

test: ## all tests, on two processes
	$(BIN)/pytest -n 2

quick: ## the tests that take less than a minute together
	$(BIN)/pytest -n 2 -m "not slow"

lint: ## ruff, mypy and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

docs: ## the documentation, warnings as errors, into docs/_build
	$(BIN)/sphinx-build -q -W --keep-going -n docs docs/_build
	$(BIN)/pytest -q docs/_checks --site docs/_build

bench: ## measure negosim and its peer, and print both
	$(BIN)/python tests/benchmarks

parity: ## both drivers on every shipped scenario, field by field
	$(BIN)/python -m negosim.study.parity

coverage: ## how often the intervals of estimates hold the truth
	$(BIN)/python -m negosim.study.estimate.coverage

fuzz: ## 10,000 damaged scenario files
	$(BIN)/python -m tests.fuzz

constraints: ## renew the versions that CI installs
	$(BIN)/python -m pip freeze --exclude-editable > .ci/constraints.txt

clean: ## remove what builds and tests leave behind
	rm -rf build dist docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
