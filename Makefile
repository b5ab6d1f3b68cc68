# Two commands need nothing but Python 3.11 or newer and make:
#     make run     serves the dashboards
#     make test    runs every check there is
# Both keep what they install in .venv; stamps in it make them quick when nothing changed.

PORT ?= 8866
PYTHON ?=
export PYTHON
export PIP_DISABLE_PIP_VERSION_CHECK := 1

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --no-input --no-deps
LOCKED := $(INSTALL) --require-hashes --only-binary :all: --requirement
# The version that wrote the lock files; only `make lock` installs it.
UV := uv==0.13.9

NOTEBOOKS := $(wildcard notebooks/*.ipynb)
NBVAL := $(if $(NOTEBOOKS),--nbval --nbval-current-env --nbval-sanitize-with .ci/nbval.cfg)
PYTEST := $(BIN)/python -m coverage run -m pytest
STORIES := -m "not browser and not compiled"

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run notebooks test lint types scenarios suite coverage mutants bench screenshots format lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(firstword $(MAKEFILE_LIST)) | expand -t 18

run: $(VENV)/.run ## serve the dashboards on this machine (PORT=8866)
	exec $(BIN)/python -m autoreply_sim.ui.server --port $(PORT)

notebooks: $(VENV)/.run ## serve the notebooks as pages, run anew for everybody who opens one (PORT=8866)
	exec $(BIN)/python -m autoreply_sim.ui.server --port $(PORT) --notebooks notebooks --preheat 0

test: lint types scenarios suite ## run every check and every test

lint: $(VENV)/.test ## check style, format and the layers of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

types: $(VENV)/.test ## check the types
	$(BIN)/mypy

scenarios: $(VENV)/.test ## check the library of scenarios, and that it shows every rule
	$(BIN)/autoreply-sim check data/scenarios
	$(BIN)/autoreply-sim coverage

suite: $(VENV)/.test ## run the tests, the notebooks and the pages; rules and engine must be covered
	@browser=$$(.ci/find-browser $(VENV)) || exit 1; unset AUTOREPLY_SIM_BROWSER; \
	if [ -n "$$browser" ]; then export AUTOREPLY_SIM_BROWSER="$$browser"; fi; \
	set -x; $(PYTEST) $(NBVAL) tests $(NOTEBOOKS)
	$(BIN)/python -m coverage report

coverage: $(VENV)/.test ## measure the branches of rules and engine alone, without the compiler
	NUMBA_DISABLE_JIT=1 $(PYTEST) $(STORIES) tests
	$(BIN)/python -m coverage report

mutants: $(VENV)/.test ## change rules and engine in small ways and list what no test notices
	NUMBA_DISABLE_JIT=1 AUTOREPLY_SIM_SHRINK=no $(BIN)/mutmut run
	$(BIN)/mutmut results

bench: $(VENV)/.bench ## measure speed and memory (BENCH="--markdown --plot" writes docs/performance.md)
	PYTHONPATH=$(VENV)/rivals $(BIN)/python -m benchmarks $(BENCH)

screenshots: $(VENV)/.test ## make the pictures of the pages in docs/images/ anew
	@browser=$$(.ci/find-browser $(VENV)) || exit 1; AUTOREPLY_SIM_BROWSER="$$browser" $(BIN)/python -m benchmarks.screenshots

format: $(VENV)/.test ## put the code into our format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: $(VENV)/.python ## choose the newest versions again and write locks/
	$(INSTALL) $(UV)
	$(call compile,run.lock,--group build)
	$(call compile,test.lock,--group build --group test --constraint locks/run.lock)
	$(subst compile pyproject.toml,compile,$(call compile,bench.lock,--group bench --constraint locks/test.lock))

clean: ## remove everything that these commands made
	rm -rf $(VENV) mutants .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# One set of versions for every Python from 3.11 on and every system, each file with its hash.
compile = $(BIN)/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --custom-compile-command 'make lock' $(2) --output-file locks/$(1)

$(VENV)/.python:
	@.ci/make-venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.python locks/run.lock pyproject.toml
	@echo "Installing the locked packages into $(VENV): about a minute, once."
	@$(LOCKED) locks/run.lock
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run locks/test.lock
	@echo "Installing the test tools."
	@$(LOCKED) locks/test.lock
	@touch $@

$(VENV)/.bench: $(VENV)/.test locks/bench.lock
	@$(INSTALL) --require-hashes --only-binary :all: --upgrade --target $(VENV)/rivals --requirement locks/bench.lock
	@touch $@
