# make run      set up and open the window; with no display, rehearse the October seminar instead
# make test     set up and check everything            make lint     the checks without the tests
# make screens  pictures of every screen and page      make bench    measurements [ONLY=startup]
# make bundle   the application in one folder          make words    the translators' catalogues brought up to date
# make scripts  each page's script, of its modules     make clean    remove what was made
# make deb      it as a package for Debian

.NOTPARALLEL:
.PHONY: run test lint mutants cuts simulate strange test-postgres format words scripts screens pictures bench bundle bundle-smoke deb clean

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p && break; done)
BIN := .venv/bin
DENO := DENO_DIR=.venv/deno DENO_NO_UPDATE_CHECK=1 $(BIN)/deno
SUMMARY_PAGE := 12
INSTALL := PYTHONWARNINGS=ignore $(BIN)/python -m pip install --disable-pip-version-check --no-input -q -c constraints.txt

run:
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	    $(MAKE) --no-print-directory .venv/ready && \
	    echo "There is no display here, so the October seminar is rehearsed instead of opening the window." && \
	    $(BIN)/facilitator rehearse --out build/rehearsal; \
	else \
	    $(MAKE) --no-print-directory .venv/libraries .venv/ready && \
	    $(BIN)/facilitator; \
	fi

# What tests are read from is made on one core while another checks types, and kept even where Python
# is told to keep nothing that it compiles: all who run tests, and what they begin, find it there.
# Tests begin as soon as it is made; what lint says is told after them. They wait for browsers and
# servers while they do not compute, so two more run than there are cores.
test bench: export PYTHONDONTWRITEBYTECODE =
test bench: export PYTHONPYCACHEPREFIX = $(CURDIR)/build/pycache
test: .venv/ready-to-test
	@mkdir -p build; $(MAKE) --no-print-directory lint >build/lint.txt 2>&1 & lint=$$!; \
	    $(BIN)/pytest --collect-only -q >/dev/null 2>&1; \
	    $(BIN)/pytest -n $$(($$($(PYTHON) -c 'import os; print(os.cpu_count() or 1)') + 2)) \
	        --dist worksteal $(PYTEST); tested=$$?; \
	    wait $$lint; linted=$$?; cat build/lint.txt; exit $$((tested + linted))

lint: .venv/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture
	$(DENO) lint --quiet --config tests/phone/deno.json resources/phone
	$(DENO) check --quiet --config tests/phone/deno.json $(filter-out resources/phone/made/%,$(wildcard resources/phone/*.js resources/phone/*/*.js))

format: .venv/ready-to-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# What the program says now goes into every translator's file, and what is translated into what is read.
words: .venv/ready-to-test
	$(BIN)/python -m tests.catalogue

# One file of each phone page's modules.
scripts: .venv/ready-to-test
	$(BIN)/python -m tests.page_scripts

screens: .venv/ready-to-test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.pictures $(ONLY)

# The pictures of README's tour.
pictures: .venv/ready-to-test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.pictures tour documents
	@mkdir -p docs/pictures
	for name in home prepare run notes projector; do \
	    cp build/screens/tour-$$name-light.png docs/pictures/$$name.png; \
	done
	cp build/screens/summary-page-$(SUMMARY_PAGE).png docs/pictures/summary.png

# The power goes and the disk fails at as many moments as one likes [CUTS=20 SEED=7].
cuts: .venv/ready-to-test
	CUTS=$(or $(CUTS),20) SEED=$(or $(SEED),1) $(BIN)/pytest tests/store/power

# A day to which everything happens, for as long as one likes [SEED=7 SECONDS=600].
simulate: .venv/ready-to-test
	SEED=$(SEED) SECONDS=$(or $(SECONDS),120) $(BIN)/pytest tests/room/simulation

# All of the store and of the room, in a database where it can be [PYTEST=tests/room/http]; in one
# that runs already, such as Debian's own [POSTGRES=/run/postgresql].
test-postgres: .venv/ready-to-test
	ENGINE=postgres $(BIN)/pytest -n 2 $(or $(PYTEST),tests/store/databases tests/store/postgres tests/room)

# Files of every kind with parts cut, doubled, changed and put in [ROUNDS=500 SEED=7].
strange: .venv/ready-to-test
	ROUNDS=$(or $(ROUNDS),200) SEED=$(or $(SEED),1) $(BIN)/pytest tests/stories/test_strange_files.py

bench: .venv/ready-to-test
	$(BIN)/python -m benchmarks $(if $(ONLY),--only $(ONLY))

# What breaks of the rules of privacy, tally and measures no test notices [ONLY=measures MINUTES=10].
mutants: .venv/ready-to-test
	-$(BIN)/python -m tests.mutants $(ONLY) $(if $(MINUTES),--minutes $(MINUTES))

bundle: .venv/ready-to-test
	@sh .ci/libraries $(PYTHON) objcopy=binutils cc=build-essential
	$(BIN)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller build.spec
	$(BIN)/python -m shipping.weight dist/facilitator
	@$(MAKE) --no-print-directory bundle-smoke

# The bundle must work where no Python is to be found, nor anything else.
bundle-smoke:
	$(BIN)/python -m shipping.smoke dist/facilitator/facilitator

# The package for Debian and Ubuntu, of the bundle.
deb: bundle
	@sh .ci/libraries $(PYTHON) dpkg-deb=dpkg readelf=binutils lintian=lintian
	$(BIN)/python -m shipping.debian
	lintian --fail-on error,warning dist/facilitator_*.deb

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# A set-up machine pays for one comparison of dates.
.venv/ready: pyproject.toml constraints.txt
	@if [ -z "$(PYTHON)" ] || ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
	    echo "Facilitator needs Python 3.11 or newer; type: sudo apt-get install -y python3 python3-venv" >&2; exit 1; \
	fi
	@sh .ci/libraries $(PYTHON)
	@echo "Setting up; the first time takes a minute or two."
	@[ -x $(BIN)/pip ] || $(PYTHON) -m venv .venv
	@$(INSTALL) -e .
	@touch $@

# Qt's own needs, which a rehearsal without a display does not have.
.venv/libraries: .ci/libraries
	@sh .ci/libraries $(PYTHON) qt
	@mkdir -p .venv && touch $@

.venv/ready-to-test: .venv/libraries .venv/ready
	@sh .ci/libraries $(PYTHON) chromium-headless-shell=chromium-headless-shell cc=build-essential
	@$(INSTALL) -e '.[dev]'
	@$(DENO) bundle --quiet --no-config resources/phone/remote.js >/dev/null # fetches what makes one file of several
	@touch $@
