# The doors of the project. `make` alone lists them; the words after `##` are the list.

PYTHON ?= python3
BUILD := build
BIN := .venv/bin
PYTEST := $(BIN)/pytest -q -n $(or $(TEST_PROCESSES),2) --dist loadgroup $(if $(CI),--durations=30)

# The fast tests go to the processes by the module. To give out nine thousand tests one by
# one took eleven seconds of processor time more (pytest-xdist 3.8.0, empty tests).
FAST_TESTS := $(PYTEST) --dist loadfile -m "not slow"

# What `make book` builds: every sample, or the one that BOOK names.
SAMPLES := $(patsubst %/book.toml,%,$(wildcard manuscripts/*/book.toml)) \
  $(filter-out manuscripts/README.md,$(wildcard manuscripts/*.md))
BOOKS := $(or $(patsubst %/,%,$(BOOK)),$(SAMPLES))
NAMES := $(basename $(notdir $(BOOKS)))
EPUBS := $(NAMES:%=$(BUILD)/%.epub)
PDFS := $(NAMES:%=$(BUILD)/%.pdf)
REPORTS := $(EPUBS:%=%.report.json) $(PDFS:%=%.report.json)

# The program that makes the books: when it changes, they are made again.
PROGRAM := .venv/.books $(shell find bookmaker styles -type f \
  ! -name '*.pyc' ! -name '.*' 2>/dev/null)

# Modules are compiled once, also where Python is told to keep nothing: to compile the
# program and what pytest loads takes seconds, in each process of the tests.
export PYTHONDONTWRITEBYTECODE =

# No source of a book is rebuilt by a rule of make's own, such as `x` from `x.sh`.
MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup book epub pdf release check format format-check lint types \
  floors test test-long accept corpus validate properties faults attacks fuzz mutants epubcheck worlds bench docs \
  lock release-check clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1 \2/p' Makefile | awk '{printf "  make %-14s", $$1; $$1 = ""; print}'

# --- set-up: every other target does it by itself when the pins have changed

setup: .venv/.books .venv/.tools ## make .venv with all that is pinned, and the commit hook
	@git config core.hooksPath tools/hooks || true

.venv/.books: requirements.lock tools/install
	@PYTHON=$(PYTHON) tools/install requirements.lock
	@$(BIN)/python tools/system_libraries.py && touch $@

.venv/.tools: requirements-dev.lock .venv/.books
	@PYTHON=$(PYTHON) tools/install requirements-dev.lock && touch $@

.venv/.bench: requirements-bench.lock .venv/.tools
	@PYTHON=$(PYTHON) tools/install requirements-bench.lock && touch $@

# --- the books

MANUSCRIPT = $(patsubst %/book.toml,%,$<)
BUILD_EPUB = $(BIN)/bookmaker epub $(MANUSCRIPT) -o $(BUILD)/$*.epub --json \
  --depfile $(BUILD)/$*.epub.d > $(BUILD)/$*.epub.report.json
BUILD_PDF = $(BIN)/bookmaker pdf $(MANUSCRIPT) -o $(BUILD)/$*.pdf --json \
  --depfile $(BUILD)/$*.pdf.d > $(BUILD)/$*.pdf.report.json

book: $(EPUBS) $(PDFS) $(REPORTS) ## build every sample, or BOOK=manuscripts/NAME: EPUB and PDF in build/
	@$(BIN)/python -m tools.table $(EPUBS) $(PDFS)

epub: $(EPUBS) $(EPUBS:%=%.report.json) ## build the EPUB alone
	@$(BIN)/python -m tools.table $(EPUBS)

pdf: $(PDFS) $(PDFS:%=%.report.json) ## build the PDF alone
	@$(BIN)/python -m tools.table $(PDFS)

# A sample is a folder with book.toml, or one Markdown file. The report beside each
# artifact feeds the table.
$(BUILD)/%.epub $(BUILD)/%.epub.report.json: manuscripts/%/book.toml $(PROGRAM)
	@mkdir -p $(BUILD)
	$(BUILD_EPUB)

$(BUILD)/%.epub $(BUILD)/%.epub.report.json: manuscripts/%.md $(PROGRAM)
	@mkdir -p $(BUILD)
	$(BUILD_EPUB)

$(BUILD)/%.pdf $(BUILD)/%.pdf.report.json: manuscripts/%/book.toml $(PROGRAM)
	@mkdir -p $(BUILD)
	$(BUILD_PDF)

$(BUILD)/%.pdf $(BUILD)/%.pdf.report.json: manuscripts/%.md $(PROGRAM)
	@mkdir -p $(BUILD)
	$(BUILD_PDF)

-include $(wildcard $(BUILD)/*.d)

release: .venv/.books ## write dist/: the samples' editions, covers, metadata.json, the SBOM, SHA256SUMS
	$(BIN)/bookmaker release $(BOOKS) -o dist --no-samples --lock requirements.lock

# --- checks

check: .venv/.tools ## the fast loop: format, lint and types, and beside them floors and fast tests
	@$(BIN)/python -m tools.side_by_side make format-check lint types \
	  --and $(FAST_TESTS) $(ARGS)

format: .venv/.tools ## rewrite the Python files in the house format
	$(BIN)/ruff format . && $(BIN)/ruff check --fix-only --quiet .

format-check: .venv/.tools
	$(BIN)/ruff format --check .

lint: .venv/.tools ## ruff; zizmor, and actionlint where it is installed
	$(BIN)/ruff check .
	$(BIN)/zizmor --quiet --offline .github/workflows action.yml
	@if command -v actionlint >/dev/null; then actionlint; fi

types: .venv/.tools ## mypy, strict
	$(BIN)/mypy

floors: .venv/.tools ## the import contracts, and what must stay in step
	$(PYTEST) tests/floors

test: .venv/.tools ## run the test suite; ARGS= goes to pytest
	$(PYTEST) $(ARGS)

test-long: .venv/.tools ## what `make test` leaves out: the long tests, which a scheduled workflow runs
	$(PYTEST) --long $(ARGS)

accept: .venv/.tools ## rewrite the golden files; say in the change why each moved
	$(BIN)/pytest -q tests --accept $(ARGS)

corpus: .venv/.tools ## whole books only
	$(PYTEST) tests/corpus $(ARGS)

validate: .venv/.tools ## outside validators only
	$(PYTEST) tests/validate $(ARGS)

properties: .venv/.tools ## generated trees and manuscripts only
	$(PYTEST) tests/properties $(ARGS)

faults: .venv/.tools ## damaged input and interrupted work only
	$(PYTEST) tests/faults $(ARGS)

attacks: .venv/.tools ## what an untrusted manuscript may try
	$(PYTEST) tests/attacks $(ARGS)

fuzz: .venv/.tools ## random manuscripts, projects and imports, an hour each, or FUZZ_SECONDS=
	FUZZ_SECONDS=$(or $(FUZZ_SECONDS),3600) FUZZ_SEED=$$(date +%s) \
	  $(BIN)/pytest -q tests/fuzz --long -k random $(ARGS)

mutants: .venv/.tools ## change the program at random places; MUTANTS= how many, SEED= which
	nice -n 15 $(BIN)/python -m tools.mutants $(BUILD)/mutants \
	  --most $(or $(MUTANTS),200) --seed $(or $(SEED),14)

epubcheck: .venv/.tools ## EPUBCheck on every EPUB in build/
	$(BIN)/python -m tools.epubcheck $(wildcard $(BUILD)/*.epub)

worlds: .venv/.books ## build in two folders, zones, locales and hash seeds; compare every byte
	$(BIN)/python -m tools.worlds $(BOOKS)

bench: .venv/.bench ## times and memory beside other programs: medians of five paired runs
	$(BIN)/python -m bench $(BOOK)

# --- upkeep

docs: .venv/.books ## rebuild the pages that are made from the code
	$(BIN)/python -m tools.docs

lock: .venv/.tools ## pin again: names, versions and hashes, for Python 3.11.2 and later
	@PATH="$(CURDIR)/$(BIN):$$PATH" tools/lock

release-check: .venv/.tools ## version, changelog, clean tree, and styles/ in the wheel
	$(BIN)/python -m tools.release_check

clean: ## remove build/, dist/ and the caches
	rm -rf $(BUILD) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
