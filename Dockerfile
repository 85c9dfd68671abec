# syntax=docker/dockerfile:1
# Builds Rankwire from source and puts it, with nothing else, on a Java runtime:
#   docker build -t rankwire .
# Runs as a user without rights, from a root that need not be writable. Mount /srv/rankwire/routes, /srv/rankwire/config
# and, with SQLite, a volume at /srv/rankwire/data.
FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml .
RUN mvn -B -ntp dependency:go-offline
COPY .mvn .mvn
COPY README.md LICENSE SECURITY.md CONTRIBUTING.md CHANGELOG.md ./
COPY src src
COPY routes routes
COPY config config
COPY docs docs
COPY .vscode .vscode
RUN mvn -B -ntp package -Dmaven.test.skip=true

FROM eclipse-temurin:25.0.3_9-jre-noble
RUN groupadd --system --gid 10001 rankwire \
 && useradd --system --uid 10001 --gid rankwire --home-dir /srv/rankwire --shell /usr/sbin/nologin rankwire \
 && install -d -o rankwire -g rankwire /srv/rankwire /srv/rankwire/data
COPY --from=build /build/target/rankwire /opt/rankwire
# The classes that a start needs, ready for this very Java, and linked for `run`.
RUN /opt/rankwire/bin/rankwire cache
ENV RANKWIRE_HOME=/srv/rankwire
USER 10001:10001
WORKDIR /srv/rankwire
VOLUME /srv/rankwire/data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["/opt/rankwire/bin/alive", "8080"]
ENTRYPOINT ["/opt/rankwire/bin/rankwire"]
CMD ["run"]
