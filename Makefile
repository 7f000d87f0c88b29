PYTHON ?= python3
bin := .venv/bin

ifeq ($(REQUIRE_ALL),1)
select :=
else
select := -m "not postgres and not browser and not kill"
endif

.PHONY: up test lint requirements

up: .venv
	@$(bin)/referral up --demo

test: .venv
	@$(bin)/pytest -n 2 --dist loadfile $(select)

lint: .venv
	@$(bin)/ruff check --quiet
	@$(bin)/ruff format --quiet --check
	@$(bin)/mypy
	@$(bin)/lint-imports

.venv: .venv/.editable
	@:

.venv/.editable: .venv/.pinned pyproject.toml
	@$(bin)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.pinned: requirements.txt
	@$(PYTHON) -m venv --clear .venv
	@$(bin)/python -m pip install --quiet --require-hashes --requirement requirements.txt
	@touch $@

# To be run with the lowest Python that is supported. What is pinned stays unless the list is removed first.
requirements:
	@$(PYTHON) -m venv build/pip-tools
	@build/pip-tools/bin/pip install --quiet pip-tools==7.6.2
	@CUSTOM_COMPILE_COMMAND="make requirements" build/pip-tools/bin/pip-compile --quiet \
		--extra dev --generate-hashes --strip-extras --allow-unsafe --annotation-style line \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file requirements.txt pyproject.toml
