# The project's commands. `make help` lists them. Times are for two cores.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run dev check test prove bench setup setup-tests

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what the build needs and the machine lacks (a fresh machine: 1 to 2 minutes)
	@tools/setup

setup-tests: setup ## Install what the tests need beyond that (a fresh machine: 1 to 3 minutes)
	@tools/setup-tests

run: setup ## Build in release and serve http://127.0.0.1:3000 with the demo (first time about 12 minutes, then seconds)
	@echo "run: building what the browser downloads (first time about 3 minutes)"
	cargo xtask front --release
	@echo "run: building the server (first time about 9 minutes)"
	cargo build --release --package server --bin samtykke
	tools/serve target/release/samtykke

dev: setup ## Serve a debug build and rebuild on every change (first time about 6 minutes, then 10 to 40 seconds a change)
	cargo xtask dev

# The server's and the browser's features never meet in one cargo call: cargo would unite them and
# check neither as it ships.
check: setup ## Format, lints for server and browser, dependency rules, TypeScript (first time about 4 minutes)
	@tools/npm-packages end2end
	cargo fmt --all --check
	cargo clippy --package domain --package storage --package service --all-targets -- -D warnings
	cargo clippy --profile quick --package xtask --all-targets -- -D warnings
	cargo clippy --profile quick --package load --all-targets -- -D warnings
	cargo clippy --package server --all-targets -- -D warnings
	cargo clippy --package app --features ssr --all-targets -- -D warnings
	cargo clippy --profile quick --package frontend --target wasm32-unknown-unknown --target-dir target/front -- -D warnings
	cargo xtask deps
	cd end2end && npx --no-install tsc --noEmit && npx --no-install tsc --project ../embed

test: setup-tests check ## Everything quick: checks, Rust tests, fuzzing, end-to-end tests in Chromium (first time about an hour; then 23)
	@echo "test: Rust tests"
	tools/test-rust
	@echo "test: the vectors of the lawful clock, compiled as for browsers"
	tools/wasm-vectors
	@echo "test: the REST interface, fuzzed from its description"
	tools/fuzz-api 30 1
	@echo "test: debug build of the browser client (the test bench was built for the Rust tests)"
	cargo xtask front
	@echo "test: end to end, with JavaScript and without"
	cd end2end && TMPDIR=$$(../tools/memory-folder) npx --no-install playwright test

prove: setup-tests ## Slow proofs: kills and power cuts, as root (a minute or two; FULL=1 runs the full counts)
	tools/prove

bench: setup-tests ## Sizes, memory, speed, against the budgets (minutes)
	tools/bench
