# The ways to work on the project. Everything that is missing on the machine is installed on the way.
PORT ?= 8080

.PHONY: help serve build package test bench fmt

help: ## Say what there is
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-13s %s\n", $$1, $$2 }'

serve: ## Build the demo page and show it on http://127.0.0.1:8080 (PORT=… for another port); a saved file shows at once
	@scripts/setup.sh build
	@echo "Building, then serving on http://127.0.0.1:$(PORT)/ (the first build takes about 3 minutes; Ctrl+C ends it)"
	@. scripts/lib.sh && exec trunk serve --port $(PORT)

build: ## Build what an embedder needs into dist/
	@scripts/setup.sh build
	@scripts/check.sh versions build size

package: ## Pack a release: an npm tarball and a zip, in target/package/
	@scripts/setup.sh package
	@scripts/check.sh versions build size
	@scripts/package.sh

test: ## Run every check, the widget in three browser engines included (BROWSER=chromium for one of them)
	@scripts/setup.sh test
	@scripts/check.sh

bench: ## Measure beside other widgets in Chromium, about 40 minutes (OPTIONS="--smoke" for one; see benches/peers/README.md)
	@scripts/bench.sh $(OPTIONS)

fmt: ## Format the code
	@cargo fmt --all

# The recipes read lib.sh, which is written for bash.
SHELL := bash
