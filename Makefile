# `make` writes the workbook and the site. `make help` lists the rest. The first command sets up what it needs, in .venv.

PYTHON ?= python3
# Everything runs as a module of this Python: the scripts in .venv/bin stop working when the folder gets another name.
BIN := .venv/bin
READY := .venv/ready
RUN := $(BIN)/python -m carers_framework

# At every build, Material for MkDocs prints a banner about its end of life on 5 May 2027. We are ready for that: pages are
# rendered apart from MkDocs, so that another generator can take over. Without the banner, a build prints only mistakes.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := all
.PHONY: all workbook site ods offline-zip pictures sharing-picture lighthouse reading-age bench serve check edition \
        changelog schema lint test test-all fuzz apps clean help

all: workbook site ## the workbook and the site (this is the default)

workbook: $(READY) ## the workbook and the worked example, beside this file
	$(RUN) workbook
	$(RUN) workbook --example worked_example.yaml

site: $(READY) ods ## the site, in site/
	$(BIN)/python -m mkdocs build --strict --quiet --config-file carers_framework/site/theme/mkdocs.yml
	@echo "Written: site/"

ods: $(READY) ## the workbook as OpenDocument, for the site to offer, if LibreOffice is installed
	@$(RUN) ods

offline-zip: $(READY) ods ## pack the site into one file for use offline, in build/; make site then offers it
	@$(RUN) offline

pictures: $(READY) ## make the pictures of the worked example on the workbook's page
	$(BIN)/python -m tools.make_pictures

sharing-picture: $(READY) ## make the picture that appears where people share a page
	$(BIN)/python -m tools.make_sharing_picture

lighthouse: site ## measure a page of each kind as a phone sees it, with Lighthouse (Node.js, npm, Chromium)
	@$(BIN)/python -m tools.lighthouse

bench: $(READY) ## measure time, memory and weight; AGAINST=FOLDER compares with another checkout of the project
	@$(BIN)/python -m tools.bench $(if $(AGAINST),--against "$(AGAINST)")

reading-age: site ## print how many years of school each page takes to read
	@$(BIN)/python -m tools.reading_age

serve: $(READY) ## show the site on this machine, and rebuild it after every change
	$(RUN) serve

check: $(READY) ## look for mistakes in framework.yaml and between the editions, and write nothing
	$(RUN) check

edition: $(READY) ## begin a new edition: make edition NEW=2027
	@test -n "$(NEW)" || { echo "Say which edition to begin: make edition NEW=2027" >&2; exit 2; }
	@$(RUN) edition "$(NEW)"

changelog: $(READY) ## print what changed since the last edition, for CHANGELOG.md
	@$(RUN) changelog $(if $(OLD),--old "$(OLD)")

schema: $(READY) ## rewrite framework.schema.json, after a change to the models
	$(BIN)/python -m carers_framework.framework.schema > framework.schema.json

lint: $(READY) ## check style and types of the code, and the style of the YAML that people edit
	$(BIN)/python -m yamllint --strict framework.yaml editions .github
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

# Three workers for two cores: a test that waits for a browser leaves the core to another. A module's tests stay on one
# worker, which makes their shared fixtures only once.
PYTEST := $(BIN)/python -m pytest -q -n 3 --dist loadscope

test: $(READY) $(if $(CI),apps) ## run the tests, but for those that need a missing LibreOffice, Gnumeric, a browser or Node.js
	$(PYTEST)

test-all: $(READY) apps lint ## check the style and run every test on every page; install what they need, or fail
	CI=true EVERY_PAGE=true $(PYTEST)

fuzz: $(READY) ## try thousands of mutated files; SECONDS=600 stops after a time, SEED=1 repeats a run
	$(BIN)/python -m tests.withstand.run $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))

apps: ## install LibreOffice, browsers and fonts for the tests (Debian, as root)
	@sh tools/install_apps.sh

clean: ## remove everything made here, and .venv, but no workbook: somebody may have filled it in
	rm -rf site .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis carers_framework.egg-info build

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "  make %-15s %s\n", $$1, $$2}'

$(READY): pyproject.toml constraints.txt
	@sh tools/set_up.sh $(PYTHON)
	@touch $@
