package io.roost.config;

import io.roost.config.RoostConfig.Over;
import io.roost.toxic.NamedToxic;
import java.time.Duration;
import java.util.List;

/** The keys of one listener, in the order of the shipped file. */
final class ListenerKeys {
    private static final Duration YEAR = Duration.ofDays(366);

    static final ConfigKey<Service> LISTENER_SERVICE = new ConfigKey<>(
            "listeners[].service",
            ValueTypes.oneOf(Service.class),
            Service.ECHO,
            "What the listener serves: echo (RFC 862), discard (RFC 863), chargen (RFC 864), chat (IRC),"
                    + " talk (the same channels for a bare nc) or http (a target for HTTP load tools).");
    static final ConfigKey<Bind> LISTENER_BIND = new ConfigKey<>(
            "listeners[].bind",
            ValueTypes.BIND,
            new Bind("127.0.0.1", 7007),
            "Where it listens; * is every IPv4 address, port 0 a free port.");
    static final ConfigKey<Over> LISTENER_OVER = new ConfigKey<>(
            "listeners[].over",
            ValueTypes.oneOf(Over.class),
            Over.TCP,
            "What carries the service: tcp, or for echo and chat websocket; chat's listener then serves the chat page too.");
    static final ConfigKey<Duration> LISTENER_IDLE_TIMEOUT = new ConfigKey<>(
            "listeners[].idle-timeout",
            new DurationType(Duration.ofMillis(100), YEAR, true),
            Duration.ZERO,
            "limits.idle-timeout for this listener alone.");
    static final ConfigKey<Duration> LISTENER_LIFETIME = new ConfigKey<>(
            "listeners[].lifetime",
            new DurationType(Duration.ofMillis(100), YEAR, true),
            Duration.ZERO,
            "limits.lifetime for this listener alone.");
    static final ConfigKey<ProxyProtocol.Use> LISTENER_PROXY_PROTOCOL = new ConfigKey<>(
            "listeners[].proxy-protocol",
            ValueTypes.oneOf(ProxyProtocol.Use.class),
            ProxyProtocol.Use.OFF,
            "Whether connections begin with a header of the PROXY protocol, version 1 or 2, that says for whom they come:"
                    + " required from all, or optional. It is taken from proxy-protocol.trusted alone.");

    static final ConfigKey<String> LISTENER_BANNER = new ConfigKey<>(
            "listeners[].banner",
            ValueTypes.textOr(
                    "off",
                    "a text of up to 512 printing characters, in which \\r, \\n and \\t are what they are in C",
                    "[ -~]{0,511}[!-~]"),
            "",
            "What echo sends a client first, before it has said a word; a line needs its \\n.");
    static final ConfigKey<Boolean> LISTENER_IDENTIFY = new ConfigKey<>(
            "listeners[].identify",
            ValueTypes.BOOLEAN,
            false,
            "Whether echo first tells a client in a line where it has come to and who it is:"
                    + " node=roost.local listener=echo peer=192.0.2.1:40000.");
    static final ConfigKey<List<NamedToxic>> LISTENER_TOXICS = new ConfigKey<>(
            "listeners[].toxics",
            new ToxicsType(),
            List.of(),
            "What its connections are spoilt by, as docs/TOXICS.md has it; the admin listener can change that later.");

    static final List<ConfigKey<?>> ALL = List.of(
            LISTENER_SERVICE,
            LISTENER_BIND,
            LISTENER_OVER,
            LISTENER_IDLE_TIMEOUT,
            LISTENER_LIFETIME,
            LISTENER_PROXY_PROTOCOL,
            LISTENER_BANNER,
            LISTENER_IDENTIFY,
            LISTENER_TOXICS);

    private ListenerKeys() {}
}
