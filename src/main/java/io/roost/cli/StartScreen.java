package io.roost.cli;

import io.roost.config.ListenerNames;
import io.roost.config.LogFormat;
import io.roost.config.RoostConfig;
import io.roost.inspect.ProcessAge;
import io.roost.server.Listener;
import io.roost.server.RoostServer;
import io.roost.toxic.NamedToxic;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** What a person sees when the server has started: what listens where, how, and within which limits. */
final class StartScreen {
    private final RoostConfig config;
    private final RoostServer server;

    StartScreen(RoostConfig config, RoostServer server) {
        this.config = config;
        this.server = server;
    }

    void print(PrintWriter out) {
        String where = server.listeners().stream()
                .map(listener -> listener.service() + "=" + listener.text())
                .collect(Collectors.joining(" "));
        String how = where + " transport=" + server.loops().transport().text() + " trigger="
                + server.trigger().word() + " workers="
                + server.loops().workers().loops().size();
        if (config.logging().format() == LogFormat.TEXT) {
            head(out);
        } else {
            LoggerFactory.getLogger(StartScreen.class).info("serving {}", how);
        }
        out.println("roost ready " + how + " pid=" + ProcessHandle.current().pid() + " ms=" + ProcessAge.ofSelfMs());
        out.flush();
    }

    private void head(PrintWriter out) {
        out.printf(
                "Roost %s, pid %d, Java %s%n",
                Version.text(), ProcessHandle.current().pid(), System.getProperty("java.version"));
        for (Listener listener : server.listeners()) {
            row(out, listener.service(), where(listener));
        }
        spoilt(out);
        row(
                out,
                "transport",
                server.loops().transport().text() + ": " + server.trigger().sentence());
        RoostConfig.EventLoops loops = config.eventLoops();
        row(
                out,
                "loops",
                loops.acceptors() + " accepting, "
                        + server.loops().workers().loops().size() + " serving");
        row(
                out,
                "limits",
                String.format(
                        Locale.ROOT,
                        "%,d connections%s",
                        server.connectionLimit(),
                        config.listeners().stream()
                                .filter(listener -> !listener.idleTimeout().isZero()
                                        || !listener.lifetime().isZero())
                                .map(StartScreen::times)
                                .collect(Collectors.joining())));
    }

    private void spoilt(PrintWriter out) {
        List<String> names = ListenerNames.of(config.listeners());
        for (int i = 0; i < names.size(); i++) {
            String toxics = config.listeners().get(i).behaviour().toxics().stream()
                    .map(NamedToxic::toString)
                    .collect(Collectors.joining(" "));
            if (!toxics.isEmpty()) {
                row(out, "toxics", names.get(i) + ": " + toxics);
            }
        }
    }

    private static String where(Listener listener) {
        return switch (listener.service()) {
            case "admin" -> "http://" + listener.text() + "/  (dashboard; /metrics, /health/live, /health/ready)";
            case "web" -> "http://" + listener.text() + "/  (the chat page; chat over WebSocket)";
            case "webecho" -> "ws://" + listener.text() + "/  (echo over WebSocket)";
            default -> listener.text();
        };
    }

    private static String times(RoostConfig.Listener listener) {
        StringBuilder text = new StringBuilder("; ").append(listener.service().text());
        if (!listener.idleTimeout().isZero()) {
            text.append(" idle ").append(listener.idleTimeout().toMillis()).append(" ms");
        }
        if (!listener.lifetime().isZero()) {
            text.append(" lifetime ").append(listener.lifetime().toMillis()).append(" ms");
        }
        return text.toString();
    }

    private static void row(PrintWriter out, String name, String text) {
        out.printf("  %-10s %s%n", name, text);
    }
}
