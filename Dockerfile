# docker build -t mulu .                  the program and git, without root
# docker build -t mulu --target print .   with a browser and fonts, which print the catalogue as PDF
#
# docker run --rm -v "$PWD:/registry" mulu check
FROM rust:1.92-bookworm AS build
WORKDIR /source
COPY . .
RUN cargo build --locked --profile dist --features signatures,tables --bin mulu

FROM debian:bookworm-slim AS program
RUN apt-get update \
  && apt-get install -y --no-install-recommends git ca-certificates \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --create-home --uid 10001 mulu \
  && git config --system --add safe.directory /registry
COPY --from=build /source/target/dist/mulu /usr/local/bin/mulu
COPY LICENSE-MIT LICENSE-APACHE /usr/share/doc/mulu/
USER mulu
WORKDIR /registry
ENTRYPOINT ["mulu"]

FROM program AS print
USER root
RUN apt-get update \
  && apt-get install -y --no-install-recommends chromium fonts-noto-cjk \
  && rm -rf /var/lib/apt/lists/*
USER mulu

# What a build without --target makes.
FROM program
