# `make run` and `make test` need Python >= 3.11 and make, nothing else. What they do stands in cms/bootstrap/.
PYTHON ?= python3
TARGETS := run build test lint test-backend test-postgres test-frontend test-browser fuzz attacks faults format types pictures lighthouse bench \
	lock upgrade-check audit sbom clean

.PHONY: help $(TARGETS)
.DEFAULT_GOAL := help

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "PORT (8000) and DATA_DIR (var/) change where the site runs: make run PORT=9000 DATA_DIR=/srv/site"

run:            ## Build what changed and run the site; Ctrl-C ends it
build:          ## Install and build what a server needs, without starting it
test:           ## Run every check, the browser tests included
lint:           ## Run the checks that only read the code
test-backend:   ## Run the tests of the Python code
test-postgres:  ## Run all tests of the Python code on a Postgres of their own (some 25 minutes)
test-frontend:  ## Run the tests of the frontend
test-browser:   ## Run the browser tests against a running site
fuzz:           ## Search for errors and leaks for some minutes, with other requests each time
attacks:        ## Take each defence away and see that its tests notice (some minutes)
faults:         ## Stop, fill, break and kill what a site needs, and show what readers notice (10 minutes at most)
format:         ## Put all code into its standard form
types:          ## Write openapi.json and the frontend's types anew
pictures:       ## Take the pictures that docs/design.md and docs/editors.md show
lighthouse:     ## Measure the demo as a cheap phone gets it, against the budgets (some 15 minutes)
bench:          ## Measure how fast the site answers, beside others (Linux with wrk and nginx; some 25 minutes)
lock:           ## Renew the lists of exact versions
upgrade-check:  ## Run the backend's tests with the next Wagtail and Django (TESTS=tests/tree: only those)
audit:          ## Ask whether a package that is locked is known to be unsafe
sbom:           ## Write lists of all packages to sbom/, as CycloneDX
clean:          ## Remove what was installed and built, but no content

$(TARGETS):
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) isn't installed; Broadside needs Python 3.11 or newer." >&2; exit 1; }
	@exec $(PYTHON) -m cms.bootstrap $@
