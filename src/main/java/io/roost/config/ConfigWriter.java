package io.roost.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** A configuration as the YAML that would make it, or as values by their paths. */
public final class ConfigWriter {
    private final StringBuilder yaml = new StringBuilder();
    private final Map<String, String> values = new LinkedHashMap<>();
    private String listener = "";

    private ConfigWriter(RoostConfig config) {
        write(config);
    }

    /** Every key with the value that holds; of a secret only whether there is one. */
    public static String yaml(RoostConfig config) {
        return new ConfigWriter(config).yaml.toString();
    }

    /** Every path, as {@code listeners[0].bind}, with the text of its value, secrets too: to compare, not to show. */
    public static Map<String, String> values(RoostConfig config) {
        return new ConfigWriter(config).values;
    }

    private void write(RoostConfig config) {
        yaml.append("server:\n");
        entry("  ", ConfigKeys.SERVER_NAME, config.server().name());
        entry("  ", ConfigKeys.SERVER_NETWORK, config.server().network());
        entry("  ", ConfigKeys.SERVER_DESCRIPTION, config.server().description());
        entry("", ConfigKeys.TRANSPORT, config.transport());
        yaml.append("event-loops:\n");
        entry("  ", ConfigKeys.ACCEPTORS, config.eventLoops().acceptors());
        entry("  ", ConfigKeys.WORKERS, config.eventLoops().workers());
        entry("  ", ConfigKeys.MAX_EVENTS, config.eventLoops().maxEvents());
        yaml.append("listeners:\n");
        for (int i = 0; i < config.listeners().size(); i++) {
            RoostConfig.Listener each = config.listeners().get(i);
            listener = "[" + i + "]";
            entry("  - ", ListenerKeys.LISTENER_SERVICE, each.service());
            entry("    ", ListenerKeys.LISTENER_BIND, each.bind());
            entry("    ", ListenerKeys.LISTENER_OVER, each.over());
            entry("    ", ListenerKeys.LISTENER_IDLE_TIMEOUT, each.idleTimeout());
            entry("    ", ListenerKeys.LISTENER_LIFETIME, each.lifetime());
            entry("    ", ListenerKeys.LISTENER_PROXY_PROTOCOL, each.proxyProtocol());
            entry("    ", ListenerKeys.LISTENER_BANNER, each.behaviour().banner());
            entry("    ", ListenerKeys.LISTENER_IDENTIFY, each.behaviour().identify());
            entry("    ", ListenerKeys.LISTENER_TOXICS, each.behaviour().toxics());
        }
        yaml.append("proxy-protocol:\n");
        entry("  ", ProxyKeys.TRUSTED, config.proxyProtocol().trusted());
        entry("  ", ProxyKeys.TIMEOUT, config.proxyProtocol().timeout());
        yaml.append("fault:\n");
        entry("  ", FaultKeys.FAULT_SEED, config.fault().seed());
        yaml.append("admin:\n");
        entry("  ", AdminKeys.ADMIN_BIND, config.admin().bind());
        entry("  ", AdminKeys.ADMIN_TOKEN, config.admin().token());
        entry("  ", AdminKeys.ADMIN_TOKEN_FOR, config.admin().tokenFor());
        limits(config.limits());
        chat(config.chat());
        webSocket(config.webSocket());
        tcp(config.tcp());
        yaml.append("overload:\n");
        entry("  ", OverloadKeys.LAG, config.overload().lag());
        entry("  ", OverloadKeys.HEAP, config.overload().heapPercent());
        entry("  ", OverloadKeys.DIRECT_MEMORY, config.overload().directPercent());
        entry("  ", OverloadKeys.WATCHDOG, config.overload().watchdog());
        yaml.append("drain:\n");
        entry("  ", DrainKeys.NOTICE, config.drain().notice());
        entry("  ", DrainKeys.OVER, config.drain().over());
        entry("  ", DrainKeys.WITHIN, config.drain().within());
        yaml.append("logging:\n");
        entry("  ", ConfigKeys.LOG_FORMAT, config.logging().format());
        entry("  ", ConfigKeys.LOG_LEVEL, config.logging().level());
    }

    private void limits(RoostConfig.Limits limits) {
        yaml.append("limits:\n");
        entry("  ", LimitKeys.CONNECTIONS, limits.connections());
        entry("  ", LimitKeys.PER_ADDRESS, limits.perAddress());
        entry("  ", LimitKeys.PER_NETWORK, limits.perNetwork());
        entry("  ", LimitKeys.CONNECT_RATE, limits.connectRate());
        entry("  ", LimitKeys.EXEMPT, limits.exempt());
        entry("  ", LimitKeys.REQUEST_TIMEOUT, limits.requestTimeout());
        entry("  ", LimitKeys.WRITE_BUFFER_LOW, limits.writeBufferLow());
        entry("  ", LimitKeys.WRITE_BUFFER_HIGH, limits.writeBufferHigh());
    }

    private void chat(RoostConfig.Chat chat) {
        yaml.append("chat:\n");
        entry("  ", ChatKeys.CHAT_PASSWORD, chat.password());
        entry("  ", ChatKeys.NICK_LENGTH, chat.nickLength());
        entry("  ", ChatKeys.CHANNEL_LENGTH, chat.channelLength());
        entry("  ", ChatKeys.TOPIC_LENGTH, chat.topicLength());
        entry("  ", ChatKeys.CHANNELS_PER_USER, chat.channelsPerUser());
        entry("  ", ChatKeys.LIST_SIZE, chat.listSize());
        entry("  ", ChatKeys.SEND_QUEUE, chat.sendQueue());
        entry("  ", ChatKeys.SEND_QUEUES, chat.sendQueues());
        entry("  ", ChatKeys.COMMAND_RATE, chat.commandRate());
        entry("  ", ChatKeys.RECEIVE_QUEUE, chat.receiveQueue());
        entry("  ", ChatKeys.REGISTRATION_TIMEOUT, chat.registrationTimeout());
        entry("  ", ChatKeys.PING_INTERVAL, chat.pingInterval());
        entry("  ", ChatKeys.CONTACT, chat.contact());
        entry("  ", ChatKeys.MOTD, chat.motd());
        entry("  ", ChatKeys.OPERATORS, chat.operators());
        entry("  ", ChatKeys.OPER_RATE, chat.operRate());
    }

    private void webSocket(RoostConfig.WebSocket webSocket) {
        yaml.append("websocket:\n");
        entry("  ", WebSocketKeys.ORIGINS, webSocket.origins());
        entry("  ", WebSocketKeys.MISSING_ORIGIN, webSocket.missingOrigin());
        entry("  ", WebSocketKeys.TRUSTED_PROXIES, webSocket.trustedProxies());
        entry("  ", WebSocketKeys.WEBSOCKET_PING, webSocket.pingInterval());
        entry("  ", WebSocketKeys.HANDSHAKE_TIMEOUT, webSocket.handshakeTimeout());
    }

    private void tcp(RoostConfig.Tcp tcp) {
        yaml.append("tcp:\n");
        entry("  ", TcpKeys.BACKLOG, tcp.backlog());
        entry("  ", TcpKeys.NO_DELAY, tcp.noDelay());
        entry("  ", TcpKeys.KEEP_ALIVE, tcp.keepAlive());
        entry("  ", TcpKeys.USER_TIMEOUT, tcp.userTimeout());
        entry("  ", TcpKeys.LINGER, tcp.lingerSeconds());
        entry("  ", TcpKeys.RECEIVE_BUFFER, tcp.receiveBuffer());
        entry("  ", TcpKeys.SEND_BUFFER, tcp.sendBuffer());
        entry("  ", TcpKeys.READ_CHUNK, tcp.readChunk());
    }

    private <T> void entry(String indent, ConfigKey<T> key, T value) {
        String name = key.path().substring(key.path().lastIndexOf('.') + 1);
        String text = key.type().write(value);
        values.put(key.path().replace("[]", listener), text);
        if (key.type().isSecret() && !text.equals("off")) {
            text = Secrets.SHOWN;
        }
        // An address that begins with * or [ would be an alias or a list, and free text may be anything.
        boolean isPlain = text.matches("[A-Za-z0-9/._-][A-Za-z0-9/._:-]*");
        yaml.append(indent).append(name).append(": ");
        yaml.append(isPlain ? text : "'" + text.replace("'", "''") + "'").append('\n');
    }
}
