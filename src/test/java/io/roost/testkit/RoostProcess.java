package io.roost.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged jar as a process of its own. Ends it, by its id, when closed. */
public final class RoostProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile(" (\\w+)=127\\.0\\.0\\.1:(\\d+)");
    private static final long WAIT_S = 30;

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private RoostProcess(Process process) {
        this.process = process;
        // A thread of its own: the common pool may have one only, which another process's reader holds.
        this.reader = new Thread(this::readLines, "output of " + process.pid());
        this.reader.setDaemon(true);
        this.reader.start();
    }

    /** {@code java @config/jvm.options JVM-ARGS -jar target/roost.jar ARGS}. */
    public static RoostProcess start(List<String> jvmArguments, String... arguments) throws IOException {
        return start(List.of(), jvmArguments, arguments);
    }

    /** As above, behind a command that runs what follows it, as {@code bash -c 'ulimit …; exec "$@"'}. */
    public static RoostProcess start(List<String> wrapper, List<String> jvmArguments, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@config/jvm.options");
        command.addAll(jvmArguments);
        command.addAll(List.of("-jar", System.getProperty("roost.jar", "target/roost.jar")));
        command.addAll(List.of(arguments));
        return new RoostProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Serves {@code service} on a free port, and metrics on another; further assignments of the form key=value. */
    public static RoostProcess serve(String service, String... assignments) throws IOException {
        return serve(List.of(), List.of("-Xmx256m"), service, assignments);
    }

    public static RoostProcess serve(
            List<String> wrapper, List<String> jvmArguments, String service, String... assignments) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("serve", "--service", service, "--bind", "127.0.0.1:0", "--set", "admin.bind=127.0.0.1:0"));
        for (String assignment : assignments) {
            arguments.addAll(List.of("--set", assignment));
        }
        return start(wrapper, jvmArguments, arguments.toArray(String[]::new)).awaitReady();
    }

    /** As {@link #serve(String, String...)}, over WebSocket. */
    public static RoostProcess serveOverWebSocket(String service, String... assignments) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("serve", "--service", service, "--over", "websocket", "--bind", "127.0.0.1:0"));
        for (String assignment : assignments) {
            arguments.addAll(List.of("--set", assignment));
        }
        return start(List.of(), List.of("-Xmx256m"), arguments.toArray(String[]::new))
                .awaitReady();
    }

    public long pid() {
        return process.pid();
    }

    /** What it printed so far, standard output and error together. */
    public List<String> lines() {
        return lines;
    }

    public String readyLine() {
        return lines.stream()
                .filter(line -> line.startsWith("roost ready"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not ready: " + lines));
    }

    /** Of a listener as the ready line names it: {@code echo}, {@code admin}. */
    public InetSocketAddress address(String listener) {
        Matcher address = ADDRESS.matcher(readyLine());
        while (address.find()) {
            if (address.group(1).equals(listener)) {
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(address.group(2)));
            }
        }
        throw new AssertionError("no " + listener + " in " + readyLine());
    }

    /** Live objects on its heap: the total of jcmd's class histogram, which counts what a full collection leaves. */
    public long liveHeapBytes() throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        long total = -1;
        // Twice: the first also clears what only soft references and finalizers held.
        for (int i = 0; i < 2; i++) {
            Process histogram = new ProcessBuilder(jcmd, Long.toString(pid()), "GC.class_histogram").start();
            try (BufferedReader out = histogram.inputReader(StandardCharsets.UTF_8)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    if (line.startsWith("Total")) {
                        total = Long.parseLong(line.trim().split("\\s+", -1)[2]);
                    }
                }
            }
        }
        return total;
    }

    /** Sends it a signal of this name, without SIG. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    }

    /** SIGTERM; returns the exit code. */
    public int terminate() throws InterruptedException {
        // Not process.destroy(), which would close the stream that is still being read.
        process.toHandle().destroy();
        return exitCode();
    }

    public int exitCode() throws InterruptedException {
        if (!process.waitFor(WAIT_S, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + WAIT_S + " s: " + lines);
        }
        reader.join(WAIT_S * 1_000);
        return process.exitValue();
    }

    public RoostProcess awaitReady() {
        Awaitility.await()
                .atMost(WAIT_S, TimeUnit.SECONDS)
                .until(() -> !process.isAlive() || lines.stream().anyMatch(line -> line.startsWith("roost ready")));
        readyLine();
        return this;
    }

    private void readLines() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("(output ended: " + e + ")");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            reader.join(WAIT_S * 1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
