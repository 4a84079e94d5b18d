# Short names for what CMake presets do.  `make demo` and `make test` are all that a new
# user needs: both install what is missing (Debian), build and run.
BUILD := build/release
JOBS ?= $(shell nproc)

.PHONY: all deps test demo scores bench asan tsan fuzz clang check format install clean

all: deps
	@cmake --preset release > /dev/null && cmake --build --preset release -j $(JOBS)

deps:
	@tools/deps.sh build

test-deps:
	@tools/deps.sh build test

test: test-deps all
	@tools/test.sh $(BUILD)

demo: deps
	@cmake --preset release > /dev/null && cmake --build --preset release -j $(JOBS) --target sitrep
	@tools/demo.sh $(BUILD)/sitrep

scores: test-deps all
	@tools/scores.sh $(BUILD)/sitrep

bench: test-deps all
	@python3 bench/bench.py $(BUILD)/sitrep

asan tsan: test-deps
	@cmake --preset $@ > /dev/null && cmake --build --preset $@ -j $(JOBS) && tools/test.sh build/$@

fuzz:
	@tools/deps.sh build test dev
	@cmake --preset fuzz > /dev/null && cmake --build --preset fuzz -j $(JOBS) && tools/fuzz.sh build/fuzz

clang:
	@tools/deps.sh build test dev
	@cmake --preset clang > /dev/null && cmake --build --preset clang -j $(JOBS)

check: all
	@tools/check.sh $(BUILD)

format:
	@tools/deps.sh dev
	@clang-format-14 -i src/*/*.[ch] include/sitrep/*.h tests/unit/*.[ch] tests/unit/*/*.c fuzz/*.[ch]

install: all
	@cmake --install $(BUILD)

clean:
	rm -rf build
