package io.roost.autobahn;

import io.roost.config.ConfigLoader;
import io.roost.server.RoostServer;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The echo that the Autobahn suite is let loose on: {@code mvn -Pautobahn verify}. Serves until the suite ends it. */
public final class AutobahnTarget {
    private AutobahnTarget() {}

    /** The port to serve on. */
    public static void main(String[] arguments) throws Exception {
        RoostServer server = RoostServer.start(new ConfigLoader()
                .assignments(List.of(
                        "listeners[0].service=echo",
                        "listeners[0].over=websocket",
                        "listeners[0].bind=127.0.0.1:" + arguments[0],
                        "admin.bind=off"))
                .load());
        System.out.println("serving " + server.listeners());
        new CountDownLatch(1).await();
    }
}
