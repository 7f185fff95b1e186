package io.roost.inspect;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How long this process has run, as the kernel has it: the JVM's own clock starts when it is half up. */
public final class ProcessAge {
    /** Of {@code /proc/PID/stat}, counted after the command's closing bracket; see proc(5). */
    private static final int START_TIME_FIELD = 19;

    /** USER_HZ, which is 100 on every Linux that runs Java. */
    private static final int MS_PER_TICK = 10;

    private ProcessAge() {}

    /** To 10 ms; -1 when {@code /proc} can't be read. */
    public static long ofSelfMs() {
        try {
            String stat = read("/proc/self/stat");
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            String uptime = read("/proc/uptime");
            double uptimeMs = 1_000 * Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
            return Math.round(uptimeMs) - Long.parseLong(fields[START_TIME_FIELD]) * MS_PER_TICK;
        } catch (IOException | RuntimeException e) {
            return -1;
        }
    }

    private static String read(String file) throws IOException {
        try (FileInputStream in = new FileInputStream(file)) {
            return new String(in.readNBytes(4_096), StandardCharsets.US_ASCII);
        }
    }
}
