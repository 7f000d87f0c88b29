PYTHON ?= python3
bin := .venv/bin

select := $(if $(filter 1,$(REQUIRE_ALL)),,-m "not postgres and not browser and not kill and not letters and not long")

.PHONY: up test lint coverage-of-pathways docs pictures bench requirements

up: .venv
	@$(bin)/referral up --demo

# Tests with processes of their own wait most of their time: a third lane uses what they leave of two
# cores. In the files' order: by size, the two longest stories would come last, and in one lane.
test: .venv $(if $(filter 1,$(REQUIRE_ALL)),build/bpmn-js.tgz)
	@$(bin)/pytest -n 3 --dist loadfile --no-loadscope-reorder $(select)

# What the browser tests open our BPMN in. The package brings a script that needs nothing else of npm's.
bpmn_js := 18.31.1
bpmn_js_sha512 := 1dcecbceb8307dc051500748ff7f34436bf5309d75e5ab4611519a75ac0b7c36c7768fabf88926363f1fb983c5996825518b7529821a0b8e8e797d7a1c64ca43

build/bpmn-js.tgz:
	@mkdir -p build
	@cd build && npm pack --loglevel=error bpmn-js@$(bpmn_js) >/dev/null
	@cd build && echo "$(bpmn_js_sha512)  bpmn-js-$(bpmn_js).tgz" | sha512sum --check --quiet
	@mv build/bpmn-js-$(bpmn_js).tgz $@

lint: .venv
	@$(bin)/ruff check --quiet
	@$(bin)/ruff format --quiet --check
	@$(bin)/mypy
	@$(bin)/lint-imports --no-logo

# Which entries, steps, ends and conditions of each pathway its stories reach; 1 if one is missing.
coverage-of-pathways: .venv
	@$(bin)/python -m tests.domain.coverage

# The pages of the shipped pathways; a test says when they are no longer current.
docs: .venv
	@$(bin)/referral pathway document domain/pathways/*.yaml --to docs/pathways

# What the papers for people show of the pages, but for Prefect's own. It needs Chromium.
pictures: .venv
	@$(bin)/python -m tests.pages.pictures
	@$(bin)/python -m tests.pages.admin.pictures

# Half an hour each; what docs/performance.md says.
bench: .venv
	@$(bin)/python -m benchmarks.wake
	@$(bin)/python -m benchmarks.wake --database postgresql
	@$(bin)/python -m benchmarks.waiting
	@$(bin)/python -m benchmarks.waiting --database postgresql --journeys 5000
	@$(bin)/python -m benchmarks.simulate
	@$(bin)/python -m benchmarks.editing
	@$(bin)/python -m benchmarks.editing --database postgresql
	@$(bin)/python -m benchmarks.succession
	@$(bin)/python -m benchmarks.succession --database postgresql
	@$(bin)/python -m benchmarks.moving
	@$(bin)/python -m benchmarks.moving --database postgresql

.venv: .venv/.editable
	@:

.venv/.editable: .venv/.pinned pyproject.toml
	@$(bin)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# The list is whole: without looking for more, no pip takes a newer one than it says.
.venv/.pinned: requirements.txt
	@$(PYTHON) -m venv --clear .venv
	@$(bin)/python -m pip install --quiet --no-deps --require-hashes --requirement requirements.txt
	@touch $@

# What is pinned stays; without the list, the newest that fits is taken.
requirements:
	@$(PYTHON) -m venv build/uv
	@build/uv/bin/pip install --quiet uv==0.13.9
	@build/uv/bin/uv pip compile --quiet --universal --extra dev --generate-hashes --strip-extras \
		--annotation-style line --custom-compile-command "make requirements" \
		--output-file requirements.txt pyproject.toml
