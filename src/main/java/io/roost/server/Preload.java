package io.roost.server;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.roost.transport.Transport;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.LoggerFactory;

/**
 * Loads what every start needs on a second core while the first parses the command line: the logger, the
 * native library, the channel classes. It changes nothing but the time that a start takes.
 */
public final class Preload {
    private Preload() {}

    /** Returns at once. */
    public static void begin() {
        setIfAbsent("io.netty.machineId", randomMachineId());
        setIfAbsent("io.netty.processId", Long.toString(ProcessHandle.current().pid() & 0x3FFFFF));
        setIfAbsent("io.netty.leakDetection.level", "disabled");
        Thread thread = new Thread(Preload::load, "roost-preload");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load() {
        LoggerFactory.getLogger(Preload.class).debug("preloading");
        if (Epoll.isAvailable()) {
            PooledByteBufAllocator.DEFAULT.directBuffer(1).release();
            touch(Transport.nativeTypes());
        }
    }

    private static void touch(List<Class<?>> types) {
        for (Class<?> type : types) {
            try {
                Class.forName(type.getName(), true, type.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Netty would list all network interfaces for one; channel ids need be unique in this process only. */
    private static String randomMachineId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            id.append(i == 0 ? "" : ":")
                    .append(Integer.toHexString(
                            0x10 + ThreadLocalRandom.current().nextInt(0xF0)));
        }
        return id.toString();
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
