# Everything a contributor types. Needs Python 3.11, pip and make; the rest is installed into .venv, once.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 8000
FRONTEND_PORT ?= 8001
WORKERS ?= 2
PYTEST_ARGS ?=
PAGES ?= 1000
BLOCKS ?= 20
CITATIONS ?= 8
BENCH_ARGS ?=

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check --no-input
DEVELOPMENT := DEBUG=1 WAGTAILADMIN_BASE_URL=http://localhost:$(PORT) \
	FRONTEND_URLS=localhost=http://localhost:$(FRONTEND_PORT)
# Header comments name the command, not the machine it ran on.
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/python -m piptools compile --quiet --generate-hashes \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options --strip-extras --allow-unsafe
DJANGO := $(abspath $(BIN))/django-admin
# A catalogue changes when its texts do, not with every run.
UNDATED := sed -i.dated '/^"POT-Creation-Date:/d'
MAKEFLAGS += --no-print-directory
# Some images forbid bytecode for everybody; every start would then compile all of Wagtail again.
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.PHONY: help demo test bench lint lock messages clean site-packages dev-packages

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

# Three processes: the site, the frontend, and the worker that sends mails, which the console shows. They end together.
demo: site-packages ## run the demo: a frontend on http://localhost:8001, the API and the admin on :8000 (FRONTEND_PORT=… PORT=…)
	@mkdir -p var
	@test -f var/demo.sqlite3 || rm -f var/migrated
	@$(MAKE) --silent var/migrated
	@$(DEVELOPMENT) $(BIN)/python manage.py demo --port $(PORT)
	@$(DEVELOPMENT); export DEBUG WAGTAILADMIN_BASE_URL FRONTEND_URLS DJANGO_RUNSERVER_HIDE_WARNING=true; \
		$(BIN)/python manage.py runserver --noreload --skip-checks $(HOST):$(PORT) & site=$$!; \
		$(BIN)/python manage.py serve_frontend --host $(HOST) --port $(FRONTEND_PORT) & frontend=$$!; \
		$(BIN)/python manage.py deliver_outbox & worker=$$!; \
		trap 'exit 0' INT TERM; trap 'kill $$site $$frontend $$worker 2>/dev/null; wait' EXIT; \
		wait $$site

# Asking Django whether anything is to be migrated costs seconds; asking the clock does not.
var/migrated: requirements.txt $(wildcard cms/migrations/*.py) $(wildcard blocks/migrations/*.py)
	@echo "Preparing the database (var/demo.sqlite3) …"
	@$(DEVELOPMENT) $(BIN)/python manage.py migrate --verbosity 0
	@touch $@

test: dev-packages ## run the tests (DATABASE_URL=… and CACHE_URL=… for PostgreSQL and Redis; PYTEST_ARGS=…)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -q $(PYTEST_ARGS)

bench: site-packages ## compare speed with a view by hand and Wagtail's API (PAGES=… BLOCKS=… CITATIONS=… BENCH_ARGS=--help)
	@$(BIN)/python -m tests.bench --pages $(PAGES) --blocks $(BLOCKS) --citations $(CITATIONS) $(BENCH_ARGS)

lint: dev-packages ## check style, types, imports, migrations and the production settings
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@DEBUG=1 $(BIN)/python manage.py makemigrations --check --dry-run
	@DEBUG=0 SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(50))") \
		ALLOWED_HOSTS=cms.example.org WAGTAILADMIN_BASE_URL=https://cms.example.org \
		$(BIN)/python -W error manage.py check --deploy --fail-level WARNING

lock: dev-packages ## compile the pinned requirement files again (UPGRADE=--upgrade for newer versions)
	@$(COMPILE) $(UPGRADE) --extra site --output-file requirements.txt pyproject.toml
	@$(COMPILE) $(UPGRADE) --extra site --extra dev --constraint requirements.txt \
		--output-file requirements-dev.txt pyproject.toml

messages: site-packages ## write the translation catalogues anew from the texts in the code (needs gettext)
	@for app in blocks cms; do \
		(cd $$app && $(DJANGO) makemessages --verbosity 0 --all --no-location --no-wrap --no-obsolete \
			--ignore project --ignore migrations && \
		for catalogue in locale/*/LC_MESSAGES/django.po; do $(UNDATED) $$catalogue && rm $$catalogue.dated; done && \
		$(DJANGO) compilemessages --verbosity 0) || exit; \
	done

clean: ## remove the virtual environment, the caches and the demo's data
	@rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis \
		build dist *.egg-info var
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The copy of a requirement file in the environment says what was installed from it. Bytecode is left to the first
# import: most modules of most packages are never imported.
site-packages: $(BIN)/python
	@cmp -s requirements.txt $(VENV)/requirements.txt || { \
		echo "Installing requirements.txt …" && \
		$(PIP) install --no-compile --no-deps --require-hashes --requirement requirements.txt && \
		cp requirements.txt $(VENV)/requirements.txt; }

dev-packages: $(BIN)/python
	@cmp -s requirements-dev.txt $(VENV)/requirements-dev.txt || { \
		echo "Installing requirements-dev.txt …" && \
		$(PIP) install --no-compile --no-deps --require-hashes --requirement requirements-dev.txt && \
		cp requirements.txt requirements-dev.txt $(VENV)/; }

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	@$(PYTHON) -m venv $(VENV)
