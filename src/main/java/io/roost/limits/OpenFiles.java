package io.roost.limits;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many files this process may open. */
public final class OpenFiles {
    /** For listeners, loops, the admin port, jars, and what the JVM opens in passing. */
    private static final int RESERVE = 64;

    private static final Pattern LINE = Pattern.compile("Max open files\\s+(\\S+)\\s+(\\S+)");

    private OpenFiles() {}

    /** RLIMIT_NOFILE's hard value, to which HotSpot raises the soft one; see proc(5). */
    public static long limit() {
        try (FileInputStream in = new FileInputStream("/proc/self/limits")) {
            Matcher line = LINE.matcher(new String(in.readNBytes(1 << 14), StandardCharsets.US_ASCII));
            if (line.find()) {
                return line.group(2).equals("unlimited") ? Integer.MAX_VALUE : Long.parseLong(line.group(2));
            }
        } catch (IOException | NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
        return Integer.MAX_VALUE;
    }

    /** Connections that the process can hold, less what else it opens. */
    public static int connectionsThatFit() {
        return (int) Math.max(1, Math.min(limit() - RESERVE, Integer.MAX_VALUE));
    }
}
