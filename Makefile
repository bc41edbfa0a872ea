# Gongdun 工盾. `make` alone lists everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test check bench lock messages docs clean

help:            ## this list
	@grep -E '^[a-z]+: .*## |^[a-z]+:  *## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/desk.stamp          ## install, start the database, load the synthetic city, run the main job, serve it
	@$(BIN)/python -m gongdun demo start

test: $(VENV)/dev.stamp           ## every test, in parallel, on a real PostgreSQL
	@$(BIN)/python -m gongdun.site.tools
	@$(BIN)/python -m pytest -q -n auto --dist worksteal

check: $(VENV)/dev.stamp          ## lint, types, layers, words, catalogue, drift
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy gongdun
	$(BIN)/python -m tools.messages --check
	$(BIN)/python -m gongdun compare check
	$(BIN)/python -m gongdun check

bench: $(VENV)/dev.stamp          ## speed, as ratios to peers in the same run
	$(BIN)/python -m bench

docs: $(VENV)/dev.stamp           ## write docs/generated anew
	$(BIN)/python -m gongdun check --write

messages: $(VENV)/dev.stamp       ## gather new words into the catalogues and compile them
	$(BIN)/python -m tools.messages

lock: $(VENV)/uv.stamp            ## write the hash-locked requirements anew
	$(BIN)/uv pip compile pyproject.toml --extra desk $(LOCK) -o requirements/desk.txt
	$(BIN)/uv pip compile pyproject.toml requirements/dev.in --extra desk --extra spark --extra match --extra fast --extra oidc $(LOCK) -o requirements/dev.txt
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet

clean:           ## remove what the build made; the data folder var/ stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/uv.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Gongdun needs Python 3.11 or newer; this is " + sys.version)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet uv || echo "uv is not to be had; pip installs instead"
	@touch $@

# uv reads none of pip's settings, so the index that pip was told goes with it; pip itself is the fallback.
define install
	@index="$${UV_DEFAULT_INDEX:-$$($(BIN)/pip config get global.index-url 2>/dev/null || true)}"; \
	if test -n "$$index"; then export UV_DEFAULT_INDEX="$$index"; fi; \
	if test -x $(BIN)/uv && $(BIN)/uv pip install --quiet -p $(BIN)/python --require-hashes -r $(1); then :; \
	else $(BIN)/pip install --quiet --require-hashes -r $(1); fi
	@touch $@
endef

$(VENV)/desk.stamp: requirements/desk.txt | $(VENV)/uv.stamp
	$(call install,requirements/desk.txt)

$(VENV)/dev.stamp: requirements/dev.txt | $(VENV)/uv.stamp
	$(call install,requirements/dev.txt)
