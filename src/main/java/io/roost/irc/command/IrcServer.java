package io.roost.irc.command;

import io.roost.chat.ChatWorld;
import io.roost.config.RoostConfig;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** What all sessions of a server share. Any thread. */
public final class IrcServer {
    private final ChatWorld world;
    private final String version;
    private final Rehash rehash;
    private final PasswordCheck passwords = new PasswordCheck();
    private final long startMillis = System.currentTimeMillis();
    private final LongSupplier nanoClock;
    private volatile IrcSettings settings;
    private volatile OperAttempts operAttempts;

    /** The server that this configuration describes, with the lines of its message of the day. */
    public IrcServer(RoostConfig config, ChatWorld world, String version, List<String> motd, Rehash rehash) {
        this(config, world, version, motd, rehash, System::nanoTime);
    }

    /** As the other, with a clock of its own. */
    public IrcServer(
            RoostConfig config,
            ChatWorld world,
            String version,
            List<String> motd,
            Rehash rehash,
            LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.world = world;
        this.version = version;
        this.rehash = rehash;
        this.settings = IrcSettings.of(config.server(), config.chat(), motd);
        this.operAttempts = new OperAttempts(config.chat().operRate(), nanoClock);
        world.monitors().tellBy(new Watched(config.server().name()));
    }

    /** From the next command on another configuration holds, but for the server's name. */
    public void reload(RoostConfig next, List<String> motd) {
        RoostConfig.Server names = new RoostConfig.Server(
                name(), next.server().network(), next.server().description());
        settings = IrcSettings.of(names, next.chat(), motd);
        operAttempts = operAttempts.at(next.chat().operRate(), nanoClock);
    }

    String name() {
        return settings.names().name();
    }

    String network() {
        return settings.names().network();
    }

    String description() {
        return settings.names().description();
    }

    RoostConfig.Chat limits() {
        return settings.limits();
    }

    ChatWorld world() {
        return world;
    }

    String version() {
        return "roost-" + version;
    }

    List<String> motd() {
        return settings.motd();
    }

    /** The tokens of each line of 005. */
    List<String[]> isupport() {
        return settings.isupport();
    }

    /** Hashes of passwords by names. */
    Map<String, String> operators() {
        return settings.limits().operators();
    }

    PasswordCheck passwords() {
        return passwords;
    }

    OperAttempts operAttempts() {
        return operAttempts;
    }

    Rehash rehash() {
        return rehash;
    }

    long startMillis() {
        return startMillis;
    }
}
