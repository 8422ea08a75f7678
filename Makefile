# Two commands do everything: `make site` and `make test`. The others are their parts.
# What they need is installed into .venv from the hashed locks in requirements/.

VENV := .venv
PY := $(VENV)/bin/python
PARCOURS := $(VENV)/bin/parcours
PYTEST := $(PY) -m pytest -n auto --dist loadfile --no-loadscope-reorder
ONLY ?=
only = $(if $(ONLY),--only "$$ONLY")
node = command -v npm >/dev/null && node -e \
  'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'

.PHONY: site install serve check test quick test-content golden browsers lint lint-js pictures oracle consumers bench bench-plan bench-serving same-bytes wheel-test sbom audit locks clean help \
  reference architecture rgaa before-after admin admin-local test-admin
.DEFAULT_GOAL := help

help:            ## say what can be made
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile

site: install    ## generate the pages and build the whole site into site/
	@$(PARCOURS) build
	@$(PARCOURS) publish

install: $(VENV)/.site  ## make .venv and put what the site needs into it

serve: install   ## look at the site while writing: make serve ONLY=de-la-ville-au-pays
	@$(PARCOURS) serve $(only)

check: install   ## say what is wrong in itineraries/ and what to type instead
	@$(PARCOURS) check $(only)

test: $(VENV)/.test  ## run every test, Chromium's included; the scripts' where Node is
	@if $(node); then $(MAKE) --no-print-directory -j 2 lint lint-js; else \
	  $(MAKE) --no-print-directory lint; \
	  echo "Sans Node.js 20.19, les types, le style et les essais des scripts ne sont pas contrôlés."; \
	  echo "Without Node.js 20.19 types, style and unit tests of the scripts are not checked."; fi
	@sh scripts/chromium.sh $(PY)
	@$(PYTEST)

quick: $(VENV)/.test  ## run every test but those in a browser and of rendered sites
	@$(PYTEST) -q -m "not browser and not publishes"

test-content: $(VENV)/.test  ## run the tests that read content on itineraries/
	@PARCOURS_SAMPLE=itineraries $(PYTEST) -q tests/whole/test_home.py \
	  tests/whole/test_pins_equal_text.py tests/whole/test_accessible_pages.py

browsers: $(VENV)/.engines  ## the telling journeys in Chromium, Firefox and WebKit, where they are
	@if $(node); then $(MAKE) --no-print-directory tests/engines/node_modules/.made; else \
	  echo "Sans Node.js 20.19, rien ne pilote Firefox. / Without Node.js 20.19 nothing drives Firefox."; fi
	@PARCOURS_ENGINES=all $$(command -v xvfb-run >/dev/null && echo xvfb-run -a) \
	  $(PY) -m pytest -q -n 0 -rs tests/browser/test_engines.py

golden: $(VENV)/.test  ## keep what the build gives now as what it must give: look at the difference
	@PARCOURS_GOLDEN=renew $(PY) -m pytest -q -n 0 -k "golden or document_says" \
	  tests/build/test_build.py tests/importers/test_round_trips.py
	@git --no-pager diff --stat -- tests/golden

lint: $(VENV)/.test  ## style and types
	@$(PY) -m ruff check
	@$(PY) -m mypy

lint-js: $(VENV)/.test tests/js/node_modules/.made  ## types, style and unit tests of the scripts (needs Node 20.19)
	@cd tests/js && npm test --silent

pictures: site $(VENV)/.test  ## take the pictures of the README and the guide again
	@$(PY) scripts/screenshots.py

before-after: site $(VENV)/.test  ## picture the pages on the stock theme and on ours
	@$(PY) scripts/before_after.py

oracle: $(VENV)/.test  ## compare opening hours with the reference implementation; needs Node and npm
	@cd tests/oracle && npm ci --silent --no-audit --no-fund
	@$(PY) tests/oracle/compare.py

consumers: site $(VENV)/.test  ## open what was published in GDAL, GPSBabel, khal, vnu, CairoSVG… (Debian, npm, pip by name)
	@$(PY) tests/consumers/run.py

bench: $(VENV)/.test  ## measure, and print the figures beside their goals (an hour; parts: bench/*.py)
	@$(PY) bench/run.py --no-publish
	@$(PY) bench/publishing.py --routes 1000 --sizes 10,100,300,1000,3000,10000 --against ee2c76f --write
	@if [ -d ../shared/facts/planning ]; then $(PY) bench/planning.py; fi

.PHONY: soak
soak: $(VENV)/.test  ## spoilt inputs for every reader, builds killed, full or two at once; an hour at most
	@nice -n 10 $(PY) tests/soak/run.py

bench-plan: $(VENV)/.test  ## measure the planner on real days and public instances (needs ../shared)
	@$(PY) bench/planning.py

bench-serving: site $(VENV)/.test  ## measure what nginx serves of the site, on this machine (Debian: nginx, wrk)
	@$(PY) bench/serving.py

same-bytes: $(VENV)/.test  ## make the site on each Python, zone, language, mask… here, and compare
	@$(PY) scripts/same_bytes.py

wheel-test: $(VENV)/.test  ## publish a new site with the built wheel alone, in a fresh environment
	@$(PY) scripts/wheel_test.py

sbom: $(VENV)/.site $(VENV)/.supply  ## list what the site is made with and serves of others: sbom.cdx.json
	@$(PY) scripts/sbom.py

audit: $(VENV)/.supply  ## ask what is known against what is locked (needs the network; Node for the form)
	@$(PY) -m pip_audit --strict --disable-pip --require-hashes -r requirements/site.txt
	@if command -v npm >/dev/null; then cd admin && npm audit; else \
	  echo "Sans Node.js, le formulaire n’est pas contrôlé. / Without Node.js the form is not looked at."; fi

locks: $(VENV)/.lock  ## renew the hashed locks
	@cd requirements && for set in site test engines supply lock; do \
	  ../$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade \
	    --generate-hashes --no-emit-index-url --no-header $$set.in -o $$set.txt; done

reference: install  ## renew what is made from the format: schema/, reference pages, admin/config.yml
	@$(PARCOURS) reference

architecture:    ## print the tables and the drawing of the packages from docs/dev/packages.toml
	@python3 scripts/architecture.py

rgaa:            ## renew the table of checked criteria on the accessibility pages
	@python3 scripts/rgaa.py

admin: admin/vendor/.made site  ## the site with the form at /admin/ (needs Node 20; docs/fr/formulaire.md)
	@rm -rf site/admin && mkdir site/admin
	@cd admin && cp -R index.html start.js format.js widgets.js words.js form.css config.yml vendor ../site/admin/

admin-local: admin/vendor/.made  ## the form on this machine: what it saves is written into itineraries/
	@python3 scripts/admin_local.py

test-admin: $(VENV)/.test  ## test the form in Chromium (needs Node 20)
	@sh scripts/chromium.sh $(PY)
	@$(PY) -m pytest tests/extra

clean:           ## remove everything that was made, but .venv
	@rm -rf site .site.* .cache sbom.cdx.json admin/node_modules admin/vendor docs/.parcours docs/*/parcours docs/*/lieux docs/*/territoires docs/*/perturbations docs/*/fauteuil docs/*/reciprocite docs/*/assets/map
	@find docs/*/donnees -mindepth 1 -maxdepth 1 ! -name index.md -exec rm -rf {} + 2>/dev/null || true
	@for home in docs/*/index.md; do ! grep -qs '^made_by: parcours$$' "$$home" || rm "$$home"; done # not one by hand

$(VENV)/.%: requirements/%.txt pyproject.toml
	@sh scripts/venv.sh $(VENV) $<
	@touch $@

tests/%/node_modules/.made: tests/%/package-lock.json
	@cd tests/$* && npm ci --loglevel=error
	@touch $@

admin/vendor/.made: admin/package-lock.json admin/vendor.js scripts/admin_vendor.py $(VENV)/.site
	@command -v npm >/dev/null || { \
	  echo "Le formulaire demande Node.js 20 ou plus récent (Debian : apt-get install npm)." >&2; \
	  echo "The form needs Node.js 20 or newer (Debian: apt-get install npm)." >&2; exit 2; }
	@cd admin && npm ci --loglevel=error && node vendor.js
	@$(PY) scripts/admin_vendor.py admin/vendor
	@touch $@
