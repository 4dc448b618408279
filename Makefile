# `make` does the main job: the workbook and the site. `make help` lists the rest. Nothing has to be set up before.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

# Material for MkDocs prints a banner about its end of life (5 May 2027) and its successor Zensical at every build. We know:
# pages are rendered apart from MkDocs so that another generator can take over. With the banner off, a build shows only
# what is wrong.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := all
.PHONY: all workbook site ods offline-zip pictures sharing-picture lighthouse reading-age bench serve check edition \
        changelog schema lint test test-all fuzz apps clean help

all: workbook site ## the workbook and the site (this is the default)

workbook: $(READY) ## the workbook and the worked example, beside this file
	$(BIN)/python build_workbook.py
	$(BIN)/python build_workbook.py --example worked_example.yaml

site: $(READY) ods ## the site, in site/
	$(BIN)/mkdocs build --strict --quiet
	@echo "Written: site/"

ods: $(READY) ## the workbook as OpenDocument, for the site to offer, where LibreOffice is installed
	@$(BIN)/python -m tools.make_ods

offline-zip: $(READY) ods ## the site as one file that opens with no network, in build/; make site then offers it
	@$(BIN)/python -m tools.make_offline_zip

pictures: $(READY) ## the pictures of the worked example on the workbook's page
	$(BIN)/python -m tools.make_pictures

sharing-picture: $(READY) ## the picture that shows where a page is shared
	$(BIN)/python -m tools.make_sharing_picture

lighthouse: site ## measure a page of each kind with Lighthouse, as a phone sees it (Node.js, npm, Chromium)
	@$(BIN)/python -m tools.lighthouse

bench: $(READY) ## measure time, memory and weight; AGAINST=FOLDER compares with another checkout of the project
	@$(BIN)/python -m tools.bench $(if $(AGAINST),--against "$(AGAINST)")

reading-age: site ## print how many years of school each page asks for
	@$(BIN)/python -m tools.reading_age

serve: $(READY) ## show the site on this machine, and again after every change
	$(BIN)/mkdocs serve

check: $(READY) ## look for mistakes in framework.yaml and between the editions, and write nothing
	$(BIN)/python build_workbook.py --check

edition: $(READY) ## begin a new edition: make edition NEW=2027
	@test -n "$(NEW)" || { echo "Say which edition to begin: make edition NEW=2027" >&2; exit 2; }
	@$(BIN)/python -m carers_framework.commands.edition "$(NEW)"

changelog: $(READY) ## print what changed since the last edition, for CHANGELOG.md
	@$(BIN)/python -m carers_framework.commands.changelog $(if $(OLD),--old "$(OLD)")

schema: $(READY) ## write framework.schema.json anew, after a change of the models
	$(BIN)/python -m carers_framework.framework.schema > framework.schema.json

lint: $(READY) ## style and types of the code, and style of the YAML that people edit
	$(BIN)/yamllint --strict framework.yaml editions .github
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: $(READY) $(if $(CI),apps) ## the tests; those that need LibreOffice or Chromium only where these are installed
	$(BIN)/pytest -q

test-all: $(READY) apps lint ## every test, and the style; what is missing for them is installed, or they fail
	CI=true $(BIN)/pytest -q

fuzz: $(READY) ## thousands of mutated files; SECONDS=600 stops after a time, SEED=1 tries the same ones again
	$(BIN)/python -m tests.withstand.run $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))

apps: ## install LibreOffice, Chromium and fonts for the tests (Debian, as root)
	@sh tools/install_apps.sh

clean: ## remove what was made, and the environment, but no workbook: somebody may have filled it in
	rm -rf site .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis carers_framework.egg-info build

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "  make %-15s %s\n", $$1, $$2}'

$(READY): pyproject.toml constraints.txt
	@sh tools/set_up.sh $(PYTHON)
	@touch $@
