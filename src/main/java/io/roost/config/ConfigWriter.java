package io.roost.config;

/** A configuration as the YAML that would make it. */
public final class ConfigWriter {
    private ConfigWriter() {}

    /** Every key with the value that holds. */
    public static String yaml(RoostConfig config) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("server:\n");
        entry(yaml, "  ", ConfigKeys.SERVER_NAME, config.server().name());
        entry(yaml, "  ", ConfigKeys.SERVER_NETWORK, config.server().network());
        entry(yaml, "  ", ConfigKeys.SERVER_DESCRIPTION, config.server().description());
        entry(yaml, "", ConfigKeys.TRANSPORT, config.transport());
        yaml.append("event-loops:\n");
        entry(yaml, "  ", ConfigKeys.ACCEPTORS, config.eventLoops().acceptors());
        entry(yaml, "  ", ConfigKeys.WORKERS, config.eventLoops().workers());
        entry(yaml, "  ", ConfigKeys.MAX_EVENTS, config.eventLoops().maxEvents());
        yaml.append("listeners:\n");
        for (RoostConfig.Listener listener : config.listeners()) {
            entry(yaml, "  - ", ConfigKeys.LISTENER_SERVICE, listener.service());
            entry(yaml, "    ", ConfigKeys.LISTENER_BIND, listener.bind());
            entry(yaml, "    ", ConfigKeys.LISTENER_OVER, listener.over());
            entry(yaml, "    ", ConfigKeys.LISTENER_IDLE_TIMEOUT, listener.idleTimeout());
            entry(yaml, "    ", ConfigKeys.LISTENER_LIFETIME, listener.lifetime());
        }
        yaml.append("admin:\n");
        entry(yaml, "  ", ConfigKeys.ADMIN_BIND, config.admin());
        yaml.append("limits:\n");
        entry(yaml, "  ", ConfigKeys.CONNECTIONS, config.limits().connections());
        entry(yaml, "  ", ConfigKeys.WRITE_BUFFER_LOW, config.limits().writeBufferLow());
        entry(yaml, "  ", ConfigKeys.WRITE_BUFFER_HIGH, config.limits().writeBufferHigh());
        chat(yaml, config.chat());
        tcp(yaml, config.tcp());
        yaml.append("drain:\n");
        entry(yaml, "  ", ConfigKeys.DRAIN_WITHIN, config.drain().within());
        entry(yaml, "  ", ConfigKeys.DRAIN_OVER, config.drain().over());
        yaml.append("logging:\n");
        entry(yaml, "  ", ConfigKeys.LOG_FORMAT, config.logging().format());
        entry(yaml, "  ", ConfigKeys.LOG_LEVEL, config.logging().level());
        return yaml.toString();
    }

    private static void chat(StringBuilder yaml, RoostConfig.Chat chat) {
        yaml.append("chat:\n");
        entry(yaml, "  ", ConfigKeys.CHAT_PASSWORD, chat.password());
        entry(yaml, "  ", ConfigKeys.NICK_LENGTH, chat.nickLength());
        entry(yaml, "  ", ConfigKeys.CHANNEL_LENGTH, chat.channelLength());
        entry(yaml, "  ", ConfigKeys.TOPIC_LENGTH, chat.topicLength());
        entry(yaml, "  ", ConfigKeys.CHANNELS_PER_USER, chat.channelsPerUser());
        entry(yaml, "  ", ConfigKeys.LIST_SIZE, chat.listSize());
        entry(yaml, "  ", ConfigKeys.SEND_QUEUE, chat.sendQueue());
        entry(yaml, "  ", ConfigKeys.SEND_QUEUES, chat.sendQueues());
        entry(yaml, "  ", ConfigKeys.REGISTRATION_TIMEOUT, chat.registrationTimeout());
        entry(yaml, "  ", ConfigKeys.PING_INTERVAL, chat.pingInterval());
        entry(yaml, "  ", ConfigKeys.CONTACT, chat.contact());
        entry(yaml, "  ", ConfigKeys.MOTD, chat.motd());
        entry(yaml, "  ", ConfigKeys.OPERATORS, chat.operators());
    }

    private static void tcp(StringBuilder yaml, RoostConfig.Tcp tcp) {
        yaml.append("tcp:\n");
        entry(yaml, "  ", ConfigKeys.BACKLOG, tcp.backlog());
        entry(yaml, "  ", ConfigKeys.NO_DELAY, tcp.noDelay());
        entry(yaml, "  ", ConfigKeys.KEEP_ALIVE, tcp.keepAlive());
        entry(yaml, "  ", ConfigKeys.USER_TIMEOUT, tcp.userTimeout());
        entry(yaml, "  ", ConfigKeys.LINGER, tcp.lingerSeconds());
        entry(yaml, "  ", ConfigKeys.RECEIVE_BUFFER, tcp.receiveBuffer());
        entry(yaml, "  ", ConfigKeys.SEND_BUFFER, tcp.sendBuffer());
        entry(yaml, "  ", ConfigKeys.READ_CHUNK, tcp.readChunk());
    }

    private static <T> void entry(StringBuilder yaml, String indent, ConfigKey<T> key, T value) {
        String name = key.path().substring(key.path().lastIndexOf('.') + 1);
        String text = key.type().write(value);
        // An address that begins with * or [ would be an alias or a list, and free text may be anything.
        boolean isPlain = text.matches("[A-Za-z0-9/._-][A-Za-z0-9/._:-]*");
        yaml.append(indent).append(name).append(": ");
        yaml.append(isPlain ? text : "'" + text.replace("'", "''") + "'").append('\n');
    }
}
