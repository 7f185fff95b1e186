# Roost as an image: a JDK 25 runtime of the modules that it needs, the jar, the native epoll library of one
# architecture and an AOT cache. It writes nowhere and runs as nobody in particular:
#   docker run --read-only --cap-drop ALL --ulimit nofile=1100000:1100000 -p 7007:7007 -p 6667:6667 -p 8080:8080 roost
# For another architecture: docker build --platform linux/arm64 (the AOT cache is made by running it there).

FROM --platform=$BUILDPLATFORM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
# A layer of its own: a changed source file downloads nothing. dependency:go-offline can't resolve Netty's natives.
COPY pom.xml ./
COPY .mvn .mvn
RUN mvn -B -ntp -q dependency:resolve-plugins dependency:resolve
COPY config config
COPY src src
# Tests have run before an image is made.
RUN mvn -B -ntp -q package -DskipTests && java src/image/StackMaps.java target/roost.jar roost.jar


FROM eclipse-temurin:25-jdk AS runtime
# java.xml: Logback's own classes and a user's logback.xml; java.naming: Logback; java.logging: Netty's fallback;
# jdk.management: the memory and CPU figures of /metrics and doctor; jdk.unsupported: Netty's sun.misc.Unsafe.
RUN jlink --add-modules java.base,java.logging,java.management,java.naming,java.xml,jdk.management,jdk.unsupported \
      --strip-java-debug-attributes --compress zip-6 --no-man-pages --no-header-files --output /opt/jre

WORKDIR /app
COPY --from=build /build/roost.jar /build/config/jvm.options ./
COPY config/container.yaml /etc/roost/roost.yaml
# Unpacked here, Netty needs no writable directory to unpack it into.
ARG TARGETARCH
RUN case "${TARGETARCH:-$(uname -m)}" in \
      amd64 | x86_64) arch=x86_64 ;; \
      arm64 | aarch64) arch=aarch_64 ;; \
      *) echo "no native epoll library for ${TARGETARCH:-$(uname -m)}" >&2; exit 1 ;; \
    esac \
 && mkdir native && cd native && jar --extract --file ../roost.jar "META-INF/native/libnetty_transport_native_epoll_$arch.so" \
 && mv META-INF/native/*.so . && rm -r META-INF
# With the runtime, paths and flags of the final stage: the cache is for these alone.
COPY src/image/train.sh /tmp/train.sh
RUN LANG=C.UTF-8 bash /tmp/train.sh /app/roost.aot \
      /opt/jre/bin/java @/app/jvm.options -Djava.library.path=/app/native -jar /app/roost.jar


FROM gcr.io/distroless/base-debian12:nonroot
LABEL org.opencontainers.image.title="Roost" \
      org.opencontainers.image.description="A TCP server that holds a million idle connections, and the tools that prove it." \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.base.name="gcr.io/distroless/base-debian12:nonroot"
COPY --from=runtime /opt/jre /opt/jre
COPY --from=runtime /etc/roost /etc/roost
COPY --from=runtime /app /app
# Without a locale the JVM writes ASCII.
ENV LANG=C.UTF-8
USER 65532
EXPOSE 7007 6667 8080 9090
STOPSIGNAL SIGTERM
# A JVM of its own every 30 s, too short-lived to compile anything: 0.16 s of CPU with the server's AOT cache.
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s --retries=3 \
    CMD ["/opt/jre/bin/java", "-Xint", "-XX:+UseSerialGC", "-Xmx16m", "-XX:+UseCompactObjectHeaders", "-XX:-UsePerfData", "-Djdk.reflect.useNativeAccessorOnly=true", "-XX:AOTCache=/app/roost.aot", "-jar", "/app/roost.jar", "health"]
ENTRYPOINT ["/opt/jre/bin/java", "@/app/jvm.options", "-XX:AOTCache=/app/roost.aot", "-Djava.library.path=/app/native", "-jar", "/app/roost.jar"]
CMD ["serve", "--config", "/etc/roost/roost.yaml"]
