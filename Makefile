# Every command of the project; `make` alone lists them.
# Plain POSIX shell and GNU make 3.81 (macOS): no .ONESHELL, one shell per recipe line.

PORT ?= 8501
OLDEST := 3.11
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
CHECKED := .
# One process per core, but not so many that the browsers of each crowd the others.
PYTEST := -m pytest -n auto --maxprocesses 4 --dist worksteal

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check format bench pictures clean port

help: ## Visa den här listan
	@echo 'Lägesbild. Skriv make och ett av orden:'
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: port $(INSTALLED) ## Installera det som behövs, förbered databasen och starta (PORT=8501)
	@"$(BIN)/python" -m data init
	@echo 'Lägesbild startar på http://127.0.0.1:$(PORT) (avsluta med Ctrl+C)'
	@exec "$(BIN)/python" -m streamlit run serve.py --server.port '$(PORT)'

test: $(INSTALLED_DEV) ## Kör alla tester
	@"$(BIN)/python" $(PYTEST)

check: $(INSTALLED_DEV) ## Kontrollera formatering, kod och typer och kör alla tester
	@echo 'Formatering' && "$(BIN)/ruff" format --check --quiet $(CHECKED) \
		|| { echo 'Kör make format.' >&2; exit 1; }
	@echo 'Kod' && "$(BIN)/ruff" check $(CHECKED)
	@echo 'Typer' && "$(BIN)/mypy"
	@echo 'Tester' && "$(BIN)/python" $(PYTEST)

format: $(INSTALLED_DEV) ## Formatera koden
	@"$(BIN)/ruff" check --fix-only --quiet $(CHECKED)
	@"$(BIN)/ruff" format $(CHECKED)

bench: $(INSTALLED_DEV) ## Mät hastigheten mot golv och jämförelser
	@"$(BIN)/python" -m bench

pictures: $(INSTALLED_DEV) ## Gör om bilderna i docs/pictures från den körande produkten
	@"$(BIN)/python" -m bench.pictures

clean: ## Ta bort allt som kan göras om (databasen rörs inte)
	@rm -rf "$(VENV)" .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Streamlit takes the next free port without a word, and the address printed here would be another's.
port:
	@$(FIND_PYTHON); "$$python" -c "$$PORT_IS_FREE" '$(PORT)'

# A stamp is written only when everything before it went well, so a broken installation is done again.
$(INSTALLED): requirements.txt constraints.txt
	@rm -f "$(INSTALLED)" "$(INSTALLED_DEV)"
	@$(FIND_PYTHON); $(MAKE_VENV)
	@echo 'Installerar biblioteken, det tar en till två minuter första gången …'
	@$(call INSTALL,requirements.txt)
	@touch "$(INSTALLED)"

$(INSTALLED_DEV): $(INSTALLED) requirements-dev.txt
	@rm -f "$(INSTALLED_DEV)"
	@echo 'Installerar det som behövs för att testa …'
	@$(call INSTALL,requirements-dev.txt)
	@touch "$(INSTALLED_DEV)"

# Sets $python to the first Python that is new enough.
define FIND_PYTHON
python=; \
for found in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if "$$found" -c 'import sys; sys.exit(sys.version_info < tuple(map(int, "$(OLDEST)".split("."))))' \
		>/dev/null 2>&1; then python=$$found; break; fi; \
done; \
if [ -z "$$python" ]; then \
	echo 'Python $(OLDEST) eller senare saknas. Installera det och kör make igen:' >&2; \
	echo '  Debian och Ubuntu:  sudo apt install python3 python3-venv' >&2; \
	echo '  macOS:              brew install python, eller hämta det från python.org' >&2; \
	exit 1; \
fi
endef

# Debian's Python has venv but not what it needs until python3-venv is installed.
define MAKE_VENV
if ! "$(BIN)/python" -m pip --version >/dev/null 2>&1; then \
	if ! "$$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then \
		echo 'Python saknar delen som gör egna miljöer. Installera den och kör make igen:' >&2; \
		echo '  Debian och Ubuntu:  sudo apt install python3-venv' >&2; \
		exit 1; \
	fi; \
	echo 'Gör miljön $(VENV) …'; \
	"$$python" -m venv --clear "$(VENV)" || { rm -rf "$(VENV)"; exit 1; }; \
fi
endef

# Installs a requirement file and tells in Swedish how far it has come.
# The file .failed carries pip's status past the pipe, which plain sh forgets.
define INSTALL
failed="$(VENV)/.failed"; rm -f "$$failed"; \
{ PYTHONUNBUFFERED=1 "$(BIN)/python" -m pip install --disable-pip-version-check --no-input \
	--progress-bar off -r $(1) || touch "$$failed"; } | while read -r word name rest; do \
	case "$$word $$name" in \
		"Installing collected") echo '  packar upp …';; \
		Collecting*) echo "  hämtar $${name%%[=!<>~\[;(]*}";; \
	esac; \
done; \
if [ -e "$$failed" ]; then \
	rm -f "$$failed"; \
	echo 'Installationen gick inte bra. Kontrollera nätet och läs felet ovanför, och kör sedan make igen.' >&2; \
	exit 1; \
fi
endef

define PORT_IS_FREE
import socket, sys
try:
    port = int(sys.argv[1])
    if not 0 < port < 65536:
        raise ValueError
except ValueError:
    sys.exit(f"PORT={sys.argv[1]} är inget portnummer. Välj ett mellan 1 och 65535, till exempel PORT=8502.")
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", port))
    except PermissionError:
        sys.exit(f"Port {port} får bara administratören använda. Välj en över 1023: make run PORT=8502")
    except OSError:
        sys.exit(
            f"Port {port} används redan, kanske av en Lägesbild som redan är igång: http://127.0.0.1:{port}\n"
            f"Stäng den, eller välj en annan port: make run PORT={port + 1 if port < 65535 else 8501}"
        )
endef
export PORT_IS_FREE
