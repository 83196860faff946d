# How PsiChat is made ready, run and checked. `make` alone lists what there is.
#
# PORT (8000) and PSICHAT_VAR (var/) come from the environment, so that two copies can run side
# by side; the other settings are in .env.example.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON := .venv/bin/python
CATALOGUE := locale/en/LC_MESSAGES/django.po
export PORT ?= 8000

.PHONY: help setup setup-dev run test lint format bench messages

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## Make the environment .venv/ (again only when requirements.txt has changed)
	@tools/setup.sh requirements.txt

setup-dev: ## The same with the tools that tests and checks need
	@tools/setup.sh requirements-dev.txt

run: setup ## Prepare the database and the demo, and serve on http://localhost:$PORT
	@exec $(PYTHON) -m psichat.supervisor --stop-with-parent

test: setup-dev ## Every check and every test, on SQLite alone and on PostgreSQL with Redis
	@tools/test.sh

lint: setup-dev ## The checks of `make test` that read the code without running it
	@tools/lint.sh

format: setup-dev ## Put the code into its common form
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format .

bench: setup-dev ## Measure the figures that benchmarks/ writes down
	@$(PYTHON) -m benchmarks

messages: setup-dev ## Collect the texts for translation and compile the catalogue (needs gettext)
	@$(PYTHON) manage.py makemessages --locale en --no-wrap --no-location --no-obsolete \
		--ignore .venv --ignore var --ignore staticfiles --ignore tests --ignore benchmarks
	@msgcat --no-wrap --sort-output $(CATALOGUE) \
		| sed '/^"POT-Creation-Date/d' >$(CATALOGUE).new && mv $(CATALOGUE).new $(CATALOGUE)
	@$(PYTHON) manage.py compilemessages --locale en --ignore .venv --ignore var
