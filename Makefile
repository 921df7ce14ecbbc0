# Two commands: `make run` and `make test`. The rest serves those who work on it.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

# `make run DEMO=1` shows made-up pilots, in a warehouse of their own.
export DANUBE_DEMO ?= $(DEMO)

# `make event DECK=pilots` opens a deck to a room; ROOM=CODE goes on with one.
DECK ?= ten-pictures
EVENT := $(if $(ROOM),--room $(ROOM)) $(if $(ADDRESS),--address $(ADDRESS))

.PHONY: run event test bench format check messages clean
run: $(VENV)/.run
	$(BIN)/python -m etl build
	$(BIN)/streamlit run app.py --server.port $(PORT)

event: $(VENV)/.run
	$(BIN)/python -m etl build
	$(BIN)/python -m danube.events serve $(DECK) --port $(PORT) $(EVENT)

test: $(VENV)/.test
	$(BIN)/python tests/browser/chromium.py
	$(MAKE) check
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/.test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.test
	$(BIN)/python -m bench $(ARGS)

messages: $(VENV)/.test
	$(BIN)/python -m danube.locale

$(VENV)/.run: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.test: requirements.txt requirements-cluster.txt requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ $(VENV)/.run

clean:
	rm -rf var .pytest_cache .mypy_cache .ruff_cache
