package io.roost.it;

import io.roost.config.ConfigLoader;
import io.roost.server.RoostServer;
import io.roost.transport.CountedLoop;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that loses a loop of its own accord: what it is then is a matter for a process of its own. */
public final class LostLoop {
    private LostLoop() {}

    /** {@code hang} or {@code end}, then {@code boss}, {@code worker} or {@code admin}. */
    public static void main(String[] how) throws Exception {
        RoostServer server = RoostServer.start(new ConfigLoader()
                .assignments(List.of(
                        "listeners[0].service=echo",
                        "listeners[0].bind=127.0.0.1:0",
                        "admin.bind=127.0.0.1:0",
                        "overload.watchdog=1s"))
                .load());
        CountedLoop loop =
                switch (how[1]) {
                    case "boss" -> server.loops().bosses().loops().get(0);
                    case "worker" -> server.loops().workers().loops().get(0);
                    default -> server.loops().admin().loops().get(0);
                };
        if (how[0].equals("hang")) {
            loop.loop().execute(LostLoop::hang);
        } else {
            var unused = loop.loop().shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
        server.awaitEnd();
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
