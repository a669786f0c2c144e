.PHONY: run test lint review new-year pictures bench fuzz mutated

run: ## Extracts the notice of 2023 to the terminal
	cargo run --release --quiet -- extract fixtures/ok/qingpu-2023.pdf

test: ## All tests; docs and snapshots included
	@if cargo nextest --version >/dev/null 2>&1; then \
		cargo nextest run --workspace --no-fail-fast && cargo test --workspace --doc --quiet; \
	else \
		cargo test --workspace --no-fail-fast; \
	fi
	python3 -m unittest discover -s scripts

lint: ## Form, clippy, docs, licences
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	@if command -v c++ >/dev/null 2>&1; then \
		cargo clippy --manifest-path fuzz/Cargo.toml --target-dir target --quiet -- -D warnings; \
	else \
		echo 'The fuzz targets are not built: there is no C++ compiler.'; \
	fi
	RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" cargo doc --workspace --no-deps --document-private-items --quiet
	@if cargo deny --version >/dev/null 2>&1; then \
		cargo deny --config .deny.toml check; \
	else \
		python3 scripts/licences.py; \
	fi

review: ## Shows and accepts pending snapshots
	@python3 scripts/review.py

new-year: ## Takes a new notice in, FILE=notice.pdf: fixture, findings, snapshots, changes
	@cargo build --quiet
	@python3 scripts/new_year.py "$(FILE)"

pictures: ## Takes the pictures of docs/pictures anew (needs Chromium); look at them
	cargo test --quiet --test pictures -- --ignored

bench: ## Measures the program beside its peers; the tables go into the documents
	cargo build --release --quiet --workspace --bins --examples
	@python3 scripts/bench.py --write

# Seconds that each target is fuzzed.
FUZZ ?= 60

fuzz: ## Fuzzes every target (needs cargo-fuzz and a C++ compiler; stable Rust is enough)
	@python3 fuzz/seed.py
	@for target in $$(cargo fuzz list); do \
		cargo fuzz run --sanitizer none $$target -- -max_total_time=$(FUZZ) -timeout=10 -rss_limit_mb=512 || exit 1; \
	done

mutated: ## Holds 500 damaged files against MuPDF (needs mutool)
	cargo test --release --package fenjie-parser --test mutated -- --ignored --nocapture
