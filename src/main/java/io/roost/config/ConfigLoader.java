package io.roost.config;

import io.roost.config.RoostConfig.Over;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Concludes a configuration from its sources. A later source overrides an earlier one: the file, the
 * environment, the command line.
 */
public final class ConfigLoader {
    private static final Pattern OF_A_LISTENER = Pattern.compile("listeners(\\[.*)?");

    /** What a server without a word about listeners serves, and over what. */
    private static final List<Map.Entry<Service, Over>> DEFAULT_SERVICES = List.of(
            Map.entry(Service.ECHO, Over.TCP),
            Map.entry(Service.CHAT, Over.TCP),
            Map.entry(Service.CHAT, Over.WEBSOCKET));

    private final ConfigProblems problems = new ConfigProblems();
    private final List<Setting> settings = new ArrayList<>();
    private final List<String> toxics = new ArrayList<>();

    /** Reads a YAML file in UTF-8. */
    public ConfigLoader file(Path file) {
        settings.addAll(YamlSettings.read(file, problems));
        return this;
    }

    /** Reads the variables that begin with {@code ROOST_}. */
    public ConfigLoader environment(Map<String, String> environment) {
        settings.addAll(EnvironmentSettings.read(environment, problems));
        return this;
    }

    /** Reads assignments of the form {@code key=value}. */
    public ConfigLoader assignments(List<String> assignments) {
        settings.addAll(CommandLineSettings.read(assignments, problems));
        return this;
    }

    /** Drops the listeners of all sources so far in favour of this one; null keeps the key's default. */
    public ConfigLoader onlyListener(@Nullable String service, @Nullable String over, @Nullable String bind) {
        settings.removeIf(setting -> OF_A_LISTENER.matcher(setting.path()).matches());
        settings.add(new Setting(
                "listeners[0].service",
                service == null ? ListenerKeys.LISTENER_SERVICE.defaultText() : service,
                "--service"));
        if (over != null) {
            settings.add(new Setting("listeners[0].over", over, "--over"));
        }
        if (bind != null) {
            settings.add(new Setting("listeners[0].bind", bind, "--bind"));
        }
        return this;
    }

    /** Adds these to listeners, each of the form {@code [LISTENER/]TOXIC}. */
    public ConfigLoader toxics(List<String> texts) {
        toxics.addAll(texts);
        return this;
    }

    /**
     * The configuration of all sources.
     *
     * @throws ConfigException with every problem of every source
     */
    public RoostConfig load() throws ConfigException {
        ConfigValues values = new ConfigValues(settings, problems);
        values.reportUnknownKeys();
        TransportName transport = values.get(ConfigKeys.TRANSPORT);
        ProxyProtocol proxyProtocol = ProxyKeys.of(values);
        RoostConfig config = new RoostConfig(
                new RoostConfig.Server(
                        values.get(ConfigKeys.SERVER_NAME),
                        values.get(ConfigKeys.SERVER_NETWORK),
                        values.get(ConfigKeys.SERVER_DESCRIPTION)),
                transport,
                new RoostConfig.EventLoops(
                        values.get(ConfigKeys.ACCEPTORS),
                        values.get(ConfigKeys.WORKERS),
                        values.get(ConfigKeys.MAX_EVENTS)),
                ToxicOptions.applied(toxics, listeners(values, proxyProtocol), problems),
                proxyProtocol,
                new Fault(values.get(FaultKeys.FAULT_SEED)),
                AdminKeys.of(values),
                LimitKeys.of(values, problems),
                chat(values),
                webSocket(values),
                tcp(values, transport),
                overload(values),
                drain(values),
                new RoostConfig.Logging(values.get(ConfigKeys.LOG_FORMAT), values.get(ConfigKeys.LOG_LEVEL)));
        problems.throwIfAny();
        return config;
    }

    private List<RoostConfig.Listener> listeners(ConfigValues values, ProxyProtocol proxies) {
        Duration idleTimeout = values.get(LimitKeys.IDLE_TIMEOUT);
        Duration lifetime = values.get(LimitKeys.LIFETIME);
        List<RoostConfig.Listener> listeners = new ArrayList<>();
        Map<Bind, Integer> indexByBind = new HashMap<>();
        int count = values.listenerCount();
        if (count == 0) {
            DEFAULT_SERVICES.forEach(one -> {
                Bind bind = one.getKey().defaultBind(one.getValue());
                listeners.add(new RoostConfig.Listener(one.getKey(), bind, one.getValue(), idleTimeout, lifetime));
            });
            return List.copyOf(listeners);
        }
        for (int i = 0; i < count; i++) {
            String prefix = "listeners[" + i + "].";
            Service service = values.get(
                    ListenerKeys.LISTENER_SERVICE, prefix + "service", ListenerKeys.LISTENER_SERVICE.defaultValue());
            Over over = over(values, prefix + "over", service);
            Bind bind = bind(values, prefix + "bind", service, over);
            Integer other = bind.isOff() || bind.port() == 0 ? null : indexByBind.putIfAbsent(bind, i);
            if (other != null) {
                problems.add(
                        "listeners",
                        prefix + "bind",
                        bind.toString(),
                        "an address that listeners[" + other + "] does not have");
            }
            listeners.add(new RoostConfig.Listener(
                    service,
                    bind,
                    over,
                    values.get(ListenerKeys.LISTENER_IDLE_TIMEOUT, prefix + "idle-timeout", idleTimeout),
                    values.get(ListenerKeys.LISTENER_LIFETIME, prefix + "lifetime", lifetime),
                    proxyProtocol(values, prefix + "proxy-protocol", proxies),
                    FaultKeys.behaviour(values, prefix, service, problems)));
        }
        return List.copyOf(listeners);
    }

    private ProxyProtocol.Use proxyProtocol(ConfigValues values, String path, ProxyProtocol proxies) {
        ConfigKey<ProxyProtocol.Use> key = ListenerKeys.LISTENER_PROXY_PROTOCOL;
        ProxyProtocol.Use use = values.get(key, path, key.defaultValue());
        if (use != ProxyProtocol.Use.OFF && proxies.trusted().isEmpty()) {
            problems.add(
                    "listeners", path, key.type().write(use), "off, as long as proxy-protocol.trusted names no proxy");
        }
        return use;
    }

    /** {@link Bind#NONE} after a value that is reported as a problem. */
    private static Bind bind(ConfigValues values, String path, Service service, Over over) {
        return values.has(path) ? values.get(ListenerKeys.LISTENER_BIND, path, Bind.NONE) : service.defaultBind(over);
    }

    private Over over(ConfigValues values, String path, Service service) {
        Over over = values.get(ListenerKeys.LISTENER_OVER, path, ListenerKeys.LISTENER_OVER.defaultValue());
        if (!service.goesOver(over)) {
            problems.add(
                    "listeners", path, ValueTypes.hyphenated(over), "tcp, since only echo and chat go over websocket");
        }
        return over;
    }

    private static RoostConfig.Chat chat(ConfigValues values) {
        return new RoostConfig.Chat(
                values.get(ChatKeys.CHAT_PASSWORD),
                values.get(ChatKeys.NICK_LENGTH),
                values.get(ChatKeys.CHANNEL_LENGTH),
                values.get(ChatKeys.TOPIC_LENGTH),
                values.get(ChatKeys.CHANNELS_PER_USER),
                values.get(ChatKeys.LIST_SIZE),
                values.get(ChatKeys.SEND_QUEUE),
                values.get(ChatKeys.SEND_QUEUES),
                values.get(ChatKeys.COMMAND_RATE),
                values.get(ChatKeys.RECEIVE_QUEUE),
                values.get(ChatKeys.REGISTRATION_TIMEOUT),
                values.get(ChatKeys.PING_INTERVAL),
                values.get(ChatKeys.CONTACT),
                values.get(ChatKeys.MOTD),
                values.get(ChatKeys.OPERATORS),
                values.get(ChatKeys.OPER_RATE));
    }

    private static RoostConfig.WebSocket webSocket(ConfigValues values) {
        return new RoostConfig.WebSocket(
                values.get(WebSocketKeys.ORIGINS),
                values.get(WebSocketKeys.MISSING_ORIGIN),
                values.get(WebSocketKeys.TRUSTED_PROXIES),
                values.get(WebSocketKeys.WEBSOCKET_PING),
                values.get(WebSocketKeys.HANDSHAKE_TIMEOUT));
    }

    private static RoostConfig.Overload overload(ConfigValues values) {
        return new RoostConfig.Overload(
                values.get(OverloadKeys.LAG),
                values.get(OverloadKeys.HEAP),
                values.get(OverloadKeys.DIRECT_MEMORY),
                values.get(OverloadKeys.WATCHDOG));
    }

    private RoostConfig.Drain drain(ConfigValues values) {
        RoostConfig.Drain drain = new RoostConfig.Drain(
                values.get(DrainKeys.NOTICE), values.get(DrainKeys.OVER), values.get(DrainKeys.WITHIN));
        Duration rest = drain.within().minus(drain.notice());
        if (drain.over().compareTo(rest) > 0) {
            problems.add(
                    values.settingOf(drain.over().isZero() ? DrainKeys.NOTICE : DrainKeys.OVER),
                    "with the other of drain.notice and drain.over not more than drain.within, which is "
                            + DrainKeys.WITHIN.type().write(drain.within()));
        }
        return drain;
    }

    private RoostConfig.Tcp tcp(ConfigValues values, TransportName transport) {
        Duration userTimeout = values.get(TcpKeys.USER_TIMEOUT);
        boolean isJdk = transport == TransportName.NIO || transport == TransportName.POLL;
        if (isJdk && !userTimeout.isZero()) {
            problems.add(
                    values.settingOf(TcpKeys.USER_TIMEOUT),
                    "off, since transport " + transport.text() + " can't set it; epoll can");
        }
        return new RoostConfig.Tcp(
                values.get(TcpKeys.BACKLOG),
                values.get(TcpKeys.NO_DELAY),
                values.get(TcpKeys.KEEP_ALIVE),
                userTimeout,
                values.get(TcpKeys.LINGER),
                values.get(TcpKeys.RECEIVE_BUFFER),
                values.get(TcpKeys.SEND_BUFFER),
                values.get(TcpKeys.READ_CHUNK));
    }
}
