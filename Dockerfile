# dragoman, with its model, offline: `serve` (the default) and every other command.
#
#   docker build -t dragoman .
#   docker run -p 127.0.0.1:8321:8321 -v register:/data -e DRAGOMAN_TOKEN=a-long-word dragoman
#   docker run -v "$PWD/archive:/in:ro" -v "$PWD/coded:/data" dragoman code "/in/*.jsonl.gz" -o /data/coded
#
# Written with care, but never built where it was written: there was no Docker engine.
# Nothing is fetched when it runs; --network none does for `code` and `read`.

FROM python:3.11-slim-bookworm AS build
WORKDIR /build
COPY requirements.txt pyproject.toml README.md LICENSE LICENSES.md ./
RUN python -m venv /opt/dragoman \
 && /opt/dragoman/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement requirements.txt
COPY src src
RUN /opt/dragoman/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation . \
 && /opt/dragoman/bin/pip uninstall --yes hatchling editables pip

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="dragoman" \
      org.opencontainers.image.description="Reads news reports offline and keeps the register" \
      org.opencontainers.image.licenses="MIT AND CC-BY-SA-4.0 AND CC-BY-4.0"
RUN groupadd --gid 10001 dragoman \
 && useradd --uid 10001 --gid dragoman --home-dir /data --shell /usr/sbin/nologin dragoman \
 && mkdir /data && chown dragoman:dragoman /data
COPY --from=build /opt/dragoman /opt/dragoman
ENV PATH=/opt/dragoman/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 LANG=C.UTF-8
WORKDIR /data
VOLUME /data
USER dragoman
EXPOSE 8321
# For `serve`: it answers, be it that a token is wanted. Give long runs of other commands --no-healthcheck.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import http.client as h; c = h.HTTPConnection('127.0.0.1', 8321, timeout=4); c.request('GET', '/'); assert c.getresponse().status < 500"]
ENTRYPOINT ["dragoman"]
# The register is /data/dragoman.sqlite. Listening to other machines wants a token: -e DRAGOMAN_TOKEN=…
CMD ["serve", "--host", "0.0.0.0", "--port", "8321"]
