# Pollen in a container: the packages of requirements.lock and nothing else, as a user who owns only /data.
FROM python:3.13-slim AS packages
COPY requirements.lock .
RUN python -m venv /venv \
 && /venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock \
 && /venv/bin/python -m pip uninstall --yes pip

FROM python:3.13-slim
RUN useradd --uid 10001 --no-create-home --home-dir /data pollen \
 && install --directory --owner=pollen --group=pollen /data \
 && printf '#!/bin/sh\nexec python -m bot "$@"\n' > /usr/local/bin/pollen \
 && chmod 755 /usr/local/bin/pollen
COPY --from=packages /venv /venv
COPY manifest.yml /app/
COPY migrations /app/migrations
COPY knowledge /app/knowledge
COPY bot /app/bot
ENV PATH=/venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite:////data/pollen.sqlite3 \
    PORT=3000
RUN python -m compileall -q /app
USER pollen
WORKDIR /data
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --start-interval=2s \
    CMD ["python", "-c", "import os, urllib.request as u; u.build_opener(u.ProxyHandler({})).open('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=4)"]
ENTRYPOINT ["pollen"]
CMD ["run"]
