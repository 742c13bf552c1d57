# Everything a person types. Each target sets up what it needs first; the work is in .ci/.
.DEFAULT_GOAL := help
.PHONY: help serve build test lint e2e firefox bench tools clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: ## Build the site and serve it at http://127.0.0.1:8417/
	@bash .ci/serve.sh

build: ## Build the site into dist/ (BASE=/folder/ is the folder that 404.html belongs to)
	@bash .ci/tools.sh build
	@bash .ci/build.sh

test: ## Run every check: format, lints, tests, size, the built site in a browser
	@bash .ci/tools.sh test
	@bash .ci/test.sh

lint: ## Check the format and the lints only, on the host and for the browser
	@bash .ci/tools.sh rust
	@bash .ci/lint.sh

e2e: ## Try the site that is in dist/ in a browser (ONLY=word runs the tests whose name has it)
	@bash .ci/tools.sh e2e
	@bash .ci/e2e.sh $(ONLY)

firefox: ## Try the site that is in dist/ in Firefox: saving, a file out and in, a closed one, two tabs, no network
	@bash .ci/tools.sh firefox
	@bash .ci/firefox.sh

bench: ## Run the benchmarks in a browser, which print JSON lines (ONLY=word runs those whose name has it)
	@bash .ci/tools.sh bench
	@bash .ci/bench.sh $(ONLY)

tools: ## Install what `make test` needs and this machine lacks
	@bash .ci/tools.sh test

clean: ## Remove what the build wrote (the tools in .tools stay)
	rm -rf dist target tests/e2e/shots
