# Needs python3.11 and make, nothing else. `make demo` shows what dragoman is, `make test` runs the whole suite (parts that need
# chromium or PostgreSQL skip themselves where these are absent).
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
SOURCES := src tests training benchmarks

.PHONY: demo test lint format bench docs lock clean
.DEFAULT_GOAL := demo

# pip, not uv, installs: it heeds the mirrors and certificates of the machine, and the hashes hold it to the lock.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

$(STAMP): requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --requirement requirements.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

# What the tests need besides: the tools that read the exports back, a browser's driver, Ray.
$(DEV): $(STAMP) requirements-dev.txt
	$(PIP) --require-hashes --requirement requirements-dev.txt
	touch $@

demo: $(STAMP)
	$(BIN)/dragoman read src/dragoman/data/sample/report.txt
	@if [ -t 1 ]; then $(BIN)/dragoman serve --sample; fi

test: lint
	$(BIN)/python -m pytest -n auto

lint: $(DEV)
	$(BIN)/ruff check $(wildcard $(SOURCES))
	$(BIN)/ruff format --check $(wildcard $(SOURCES))
	$(BIN)/mypy

format: $(DEV)
	$(BIN)/ruff check --fix $(wildcard $(SOURCES))
	$(BIN)/ruff format $(wildcard $(SOURCES))

# Each of these runs alone too, with options (--help); the long ones (register, faults, fuzz, soak, web) a person starts.
bench: $(DEV)
	$(BIN)/python benchmarks/accuracy/run.py
	$(BIN)/python benchmarks/speed.py src/dragoman/data/sample
	$(BIN)/python benchmarks/gazetteers.py
	$(BIN)/python benchmarks/triage.py
	$(BIN)/python benchmarks/merging.py
	$(BIN)/python benchmarks/bulk.py --reports 200 --rounds 2

docs: $(STAMP)
	$(BIN)/python docs/make_cli.py

# After a change of dependencies: the three files are committed.
EXPORT := $(BIN)/uv export --frozen --no-config --quiet --no-emit-project --format requirements.txt

lock: $(DEV)
	$(BIN)/uv lock --default-index https://pypi.org/simple --no-config
	$(EXPORT) --no-default-groups --group install --output-file requirements.txt
	$(EXPORT) --group dev --output-file requirements-dev.txt

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Tools that only one target needs (the dependency groups `supply` and `docs`), each in an environment of its own.
build/%/ready: uv.lock | $(DEV)
	$(PYTHON) -m venv build/$*
	$(EXPORT) --only-group $* --output-file build/$*/requirements.txt
	build/$*/bin/python -m pip install --quiet --require-hashes --requirement build/$*/requirements.txt
	touch $@

# What the package is made of: build/sbom.cdx.json (CycloneDX), and the licences of all that it needs.
.PHONY: sbom site image
sbom: build/supply/ready
	build/supply/bin/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible \
		-o build/sbom.cdx.json
	(echo '# Licences of the dependencies'; echo; echo 'Written by `make sbom`.'; echo; \
		build/supply/bin/pip-licenses --python $(BIN)/python --from=mixed --format=markdown \
		--packages $$(sed -n 's/^\([A-Za-z0-9_.-]*\)==.*/\1/p' requirements.txt)) > docs/dependencies.md

site: build/docs/ready
	NO_MKDOCS_2_WARNING=1 build/docs/bin/mkdocs build --quiet

image:
	docker build --tag dragoman .
