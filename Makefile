# wiredesk: the front door. `make run` and `make check` do all the set-up.
DATA ?= build/sample-data
LISTEN ?= 127.0.0.1:8080
SAMPLE_DAY = 2026-03-14T21:00:00Z
SAN = address,undefined

.PHONY: help run build sample check check-web lint bench bench-arrive bench-poll bench-scale bench-peers bench-web fuzz clean

help:
	@sed -n 's/^# make /make /p' Makefile

# make build      the program, build/wiredesk (release, LTO)
build: build/build.ninja
	@ninja -C build wiredesk

build/build.ninja:
	@tools/deps.sh build
	@meson setup build --buildtype=release -Db_lto=true -Dtests=false >build.log 2>&1 || { cat build.log; exit 1; }
	@mv build.log build/setup.log

# make run        builds, loads the sample wire day, serves it at http://127.0.0.1:8080
run: sample
	@build/wiredesk run --data $(DATA) --listen $(LISTEN) --as-of $(SAMPLE_DAY)

sample: build
	@build/wiredesk feed import --data $(DATA) share/sample/feeds.opml
	@build/wiredesk ingest --data $(DATA) share/sample

# make check      builds with sanitizers and -Werror, runs every test
check: build-check/build.ninja
	@tools/deps.sh build check
	@ninja -C build-check
	@tools/check.py build-check

build-check/build.ninja:
	@tools/deps.sh build check
	@meson setup build-check --buildtype=debugoptimized -Db_sanitize=$(SAN) -Db_lundef=false -Dwerror=true >build-check.log 2>&1 || { cat build-check.log; exit 1; }
	@mv build-check.log build-check/setup.log

# make check-web  the pages in a real browser, the feeds in a real reader
check-web: build
	@tools/deps.sh web || echo "check-web: no browser could be installed"
	@tools/check-web.sh

# make lint       format, clang-tidy, cppcheck, gcc -fanalyzer
lint:
	@tools/deps.sh build lint
	@tools/lint.sh

# make bench      articles per CPU second of each stage and of the whole way, and memory; feeds, pages, stories and arrival in short
bench: build
	@build/wiredesk bench

# make bench-arrive  from a delivery to the page of its story, 100 and 500 a second for a minute, with a flood and without
bench-arrive: build
	@for rate in 100 500; do build/wiredesk bench arrive --rate $$rate && build/wiredesk bench arrive --rate $$rate --flood || exit 1; done

# make bench-poll   5,000 feeds of a loopback server and 10,000 polls answered 304: CPU time of each, connections open at once
bench-poll: build
	@build/wiredesk bench poll

# make bench-scale  the copy index up to TEXTS (10,000,000): docs/copies-scale.{tsv,svg}; needs 2 kB of disk a text, under SHELF. Then
#                   stories up to ARTICLES (10,000,000): docs/stories-scale.{tsv,svg}; needs 2 GB of memory
bench-scale: build
	@build/wiredesk bench scale --tsv docs/copies-scale.tsv $(if $(TEXTS),--texts $(TEXTS)) $(if $(SHELF),--shelf $(SHELF))
	@tools/plot.py docs/copies-scale.tsv >docs/copies-scale.svg
	@build/wiredesk bench stories --tsv docs/stories-scale.tsv $(if $(ARTICLES),--articles $(ARTICLES))
	@tools/plot.py docs/stories-scale.tsv >docs/stories-scale.svg

# make bench-peers  the copy index beside MinHash (datasketch, installed into build/peers): what each finds, and how fast. Then feeds, invented
#                   or those under FEEDS, beside expat, libxml2, sfeed, feedparser and two packages of npm. Then pages, invented or those
#                   under PAGES (html/ and gold.ndjson), beside trafilatura, readability-lxml (installed into build/peers) and Readability
bench-peers: build
	@tools/bench_peers.py
	@tools/deps.sh peers || echo "bench-peers: not every parser could be installed"
	@command -v npm >/dev/null || tools/deps.sh peers-npm || echo "bench-peers: no npm"
	@tools/bench_peers_feeds.py $(if $(FEEDS),--files $(FEEDS))
	@tools/bench_peers_extract.py $(PAGES)

# make bench-web  64 connections held for a minute on the sample day: requests, errors, CPU time a request
bench-web: sample
	@tests/perf/hold.py build/wiredesk $(DATA)

# make fuzz       each fuzz target for SECONDS (60)
fuzz:
	@tools/deps.sh build fuzz
	@for t in $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c)); do tools/fuzz.sh $$t $(or $(SECONDS),60) || exit 1; done

clean:
	rm -rf build build-check build-lint build-lint-gcc build-fuzz
