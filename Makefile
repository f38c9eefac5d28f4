# inpress: `make magazine` typesets every issue; `make test` runs all the tests.

CC       ?= cc
PREFIX   ?= /usr/local
BUILD    ?= build
CFLAGS   ?= -O2 -g
WARNINGS  = -Wall -Wextra -Wpedantic -Wshadow
STANDARD  = -std=c11 -pthread -D_XOPEN_SOURCE=700

# Debian packages: what the program is built from, and what it reads when it runs.
BUILD_DEBS = gcc make pkg-config libyaml-dev libharfbuzz-dev libpango1.0-dev \
	libhyphen-dev libcmark-gfm-dev libcmark-gfm-extensions-dev \
	libjpeg62-turbo-dev libpng-dev liblcms2-dev libhpdf-dev libdeflate-dev \
	libqrencode-dev libxxhash-dev nettle-dev libcairo2-dev librsvg2-dev libqpdf-dev libfontconfig-dev
DATA_DEBS  = fonts-sil-andika fonts-lato fonts-noto-core fonts-ebgaramond \
	fonts-opendyslexic fonts-tiresias hyphen-en-gb scribus-data poppler-utils
DEBS       = $(BUILD_DEBS) $(DATA_DEBS)

PKGS  = yaml-0.1 harfbuzz harfbuzz-subset pango libjpeg libpng lcms2 libqrencode nettle
LIBS  = $(shell pkg-config --libs $(PKGS)) -lhyphen -lcmark-gfm -lcmark-gfm-extensions \
	-lhpdf -ldeflate -lm
INCL  = -Ilayout $(shell pkg-config --cflags $(PKGS) cairo $(ARTPKGS))
ARTPKGS = librsvg-2.0 cairo-pdf fontconfig libqpdf

# A line a file; `make V=1` shows whole commands.
say = $(if $(V),,@echo "  $(1) $@"; )

# The raster proofs (cairo) are a program of their own beside inpress, so that a build
# that makes no proofs does not load cairo; so is what takes art apart (librsvg, libqpdf),
# what imposes pages and what reads the facts of a PDF (libqpdf).
ALL     := $(wildcard layout/*/*.c)
RASTER  := layout/proof/raster.c layout/proof/overlay.c layout/proof/main.c
ART     := $(wildcard layout/art/*.c)
SYNTAX  := $(wildcard layout/syntax/*.c)
IMPOSE  := $(addprefix layout/impose/,source.c sheets.c main.c)
JUDGE   := $(addprefix layout/preflight/,ask.c coverage.c plates.c separation.c rules.c \
	sizes.c telling.c trim.c)
BOTH    := $(addprefix layout/preflight/,carry.c profile.c)
FACTS   := $(filter-out $(JUDGE),$(wildcard layout/preflight/*.c))
COMMON  := $(BOTH) \
	$(filter-out $(RASTER) $(ART) $(SYNTAX) $(IMPOSE) $(FACTS),$(ALL))
OBJ      = $(COMMON:layout/%.c=$(BUILD)/obj/%.o)
PROOFOBJ = $(patsubst layout/%.c,$(BUILD)/obj/%.o,$(wildcard $(RASTER)))

BASE    := $(wildcard layout/base/*.c)
ARTOBJ   = $(patsubst layout/%.c,$(BUILD)/obj/%.o,$(ART) $(SYNTAX) $(BASE))
IMPOSEOBJ = $(patsubst layout/%.c,$(BUILD)/obj/%.o,$(IMPOSE))

FACTSOBJ = $(patsubst layout/%.c,$(BUILD)/obj/%.o,$(FACTS) $(SYNTAX) $(BASE))

all: $(BUILD)/inpress $(addprefix $(BUILD)/inpress-,proof art impose preflight)

$(BUILD)/inpress: $(BUILD)/obj/main.o $(OBJ)
	$(call say,LINK)$(CC) $(CFLAGS) $(LDFLAGS) -pthread -Wl,--as-needed -o $@ $^ $(LIBS)

$(BUILD)/inpress-proof: $(PROOFOBJ) $(OBJ)
	$(call say,LINK)$(CC) $(CFLAGS) $(LDFLAGS) -pthread -Wl,--as-needed -o $@ $^ $(LIBS) $(shell pkg-config --libs cairo)

$(BUILD)/inpress-impose: $(IMPOSEOBJ) $(OBJ)
	$(call say,LINK)$(CC) $(CFLAGS) $(LDFLAGS) -pthread -Wl,--as-needed -o $@ $^ $(LIBS) $(shell pkg-config --libs libqpdf)

$(BUILD)/inpress-art: $(ARTOBJ)
	$(call say,LINK)$(CC) $(CFLAGS) $(LDFLAGS) -Wl,--as-needed -o $@ $^ -lyaml -lm $(shell pkg-config --libs $(ARTPKGS))

$(BUILD)/inpress-preflight: $(FACTSOBJ)
	$(call say,LINK)$(CC) $(CFLAGS) $(LDFLAGS) -Wl,--as-needed -o $@ $^ -lyaml -lm $(shell pkg-config --libs libqpdf)

# What is done to every pixel, or every cell of a page, is worth vector code.
$(BUILD)/obj/picture/%.o $(BUILD)/obj/pdf/coverage.o $(BUILD)/obj/pdf/most.o: CFLAGS += -O3

$(BUILD)/obj/%.o: layout/%.c
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(STANDARD) $(CFLAGS) $(WARNINGS) $(INCL) -MMD -MP -c -o $@ $<

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)

# Installs what is missing, naming it first (as root, or by sudo).
deps:
	@tests/install $(DEBS)

magazine: deps
	@$(MAKE) --no-print-directory -j$$(nproc) all
	@for issue in issues/*/; do $(BUILD)/inpress build "$${issue%/}" || exit $$?; done

test-tools:
	@tests/install $(DEBS) $(shell cat tests/debs 2>/dev/null)
	@tests/tools

test: test-tools
	@$(MAKE) --no-print-directory all
	@tests/run

asan:
	$(MAKE) BUILD=$(BUILD)/asan CFLAGS="-O1 -g -fno-omit-frame-pointer \
		-fsanitize=address,undefined -fno-sanitize-recover=undefined" all

bench: all
	@tests/install hyperfine python3
	@tests/bench/run

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/inpress \
		$(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man5
	install $(BUILD)/inpress $(BUILD)/inpress-proof $(BUILD)/inpress-art \
		$(BUILD)/inpress-impose $(BUILD)/inpress-preflight $(DESTDIR)$(PREFIX)/bin
	cp -R styles fonts samples $(DESTDIR)$(PREFIX)/share/inpress
	chmod -R a+rX $(DESTDIR)$(PREFIX)/share/inpress
	install -m 644 layout/inpress.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 layout/issue.5 layout/style.5 $(DESTDIR)$(PREFIX)/share/man/man5

# Colour profiles that Debian has the measurements of, for the presets that want them.
profiles:
	@tests/install argyll icc-profiles-free
	@styles/profiles

format:
	@tests/install clang-format
	clang-format -i $(shell find layout tests -name '*.[ch]')

clean:
	rm -rf $(BUILD) out

.PHONY: all deps magazine test-tools test asan bench install profiles format clean
