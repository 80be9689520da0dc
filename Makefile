# Two commands do everything on a fresh machine with Python 3.11 or newer:
#   make demo    the main job, on invented reports      make test    everything CI runs
# `make lab` opens the notebooks. All that is installed goes into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
UV_VERSION := 0.13.9
DEMO := demo
# pytest-xdist: one file's tests stay on one worker, as nbval and the browser tests need.
JOBS ?= auto

# Bytecode makes every start quicker; an inherited setting must not switch it off.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test test-long test-browser check lab app pictures bench data clean
help:            ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):[^#]*## */  make \1\t/' | expand -t 20

$(UV):
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

# The stamp is newer than the lock when everything in the lock is installed.
$(VENV)/installed: $(UV) pyproject.toml uv.lock
	$(UV) sync --frozen --inexact --quiet --compile-bytecode
	@touch $@

demo: $(VENV)/installed  ## read the invented reports, compare them, write briefings
	$(BIN)/workbench demo --to $(DEMO)

test: $(VENV)/installed check  ## all tests: what CI runs
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile -m "not browser and not long" tests
	$(BIN)/python -m pytest --nbval -n $(JOBS) --dist loadfile notebooks
	$(MAKE) test-browser

test-browser: $(VENV)/installed  ## the notebooks in a real browser (needs Debian's chromium)
	$(BIN)/python -m pytest -m browser tests

test-long: $(VENV)/installed  ## what takes too long for every change
	$(BIN)/python -m pytest -m long tests

check: $(VENV)/installed  ## the linter, the formatter and the types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lab: $(VENV)/installed  ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab --config=templates/lab/jupyter_lab_config.py notebooks/start.ipynb

app: $(VENV)/installed  ## the same notebooks as pages (READ_ONLY=1: nobody changes anything)
	$(BIN)/python -m workbench.app $(if $(filter-out 0,$(READ_ONLY)),--read-only)

pictures: $(VENV)/installed  ## the pictures of the README, from the real screens
	WORKBENCH_PICTURES=docs/pictures $(BIN)/python -m pytest -q -m browser tests/browser/test_pictures.py

bench: $(VENV)/installed  ## every benchmark, side by side with the alternative
	$(BIN)/python -m benchmarks

data: $(VENV)/installed  ## build the invented reports again from their sources
	$(BIN)/python data/northmoor/source/build.py

clean:           ## remove what the commands above made
	rm -rf $(VENV) $(DEMO) .pytest_cache .ruff_cache .mypy_cache .hypothesis
