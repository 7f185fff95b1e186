package io.roost.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Message sizes and how often each comes: {@code 64}, {@code 64:50,1k:40,64k:10}. Which size a message has depends on
 * nothing but the seed, the connection and the message's number, so none has to be remembered.
 */
public final class SizeMix {
    /** As large as a message may be. */
    public static final int MOST_BYTES = 16 << 20;

    private static final Pattern PART = Pattern.compile("([0-9]{1,8})([kKmM]?)(?::([0-9]{1,6}))?");

    private final int[] bytes;

    /** Upper ends of the shares of the 32-bit hashes. */
    private final long[] shareEnds;

    private final String text;
    private final double averageBytes;

    private SizeMix(int[] bytes, int[] weights) {
        this.bytes = bytes;
        this.shareEnds = new long[bytes.length];
        long total = 0;
        for (int weight : weights) {
            total += weight;
        }
        long sum = 0;
        double average = 0;
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < bytes.length; i++) {
            sum += weights[i];
            shareEnds[i] = (sum << 32) / total;
            average += (double) bytes[i] * weights[i] / total;
            parts.add(bytes.length == 1 ? String.valueOf(bytes[i]) : bytes[i] + ":" + weights[i]);
        }
        averageBytes = average;
        text = parts.stream().collect(Collectors.joining(","));
    }

    /**
     * Parses sizes with their weights.
     *
     * @throws IllegalArgumentException naming the part that is wrong and what was expected
     */
    public static SizeMix of(String text) {
        String[] parts = text.split(",", -1);
        int[] bytes = new int[parts.length];
        int[] weights = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            Matcher part = PART.matcher(parts[i].trim());
            if (!part.matches()) {
                throw refused(parts[i]);
            }
            String unit = part.group(2).toLowerCase(Locale.ROOT);
            long size = Long.parseLong(part.group(1)) * (unit.equals("k") ? 1 << 10 : unit.equals("m") ? 1 << 20 : 1);
            weights[i] = part.group(3) == null ? 1 : Integer.parseInt(part.group(3));
            if (size < 1 || size > MOST_BYTES || weights[i] < 1) {
                throw refused(parts[i]);
            }
            bytes[i] = (int) size;
        }
        return new SizeMix(bytes, weights);
    }

    private static IllegalArgumentException refused(String part) {
        return new IllegalArgumentException("size '" + part
                + "' (expected: 1 to 16m bytes with an optional weight from 1, such as 64, 1k or 64:50,1k:40,64k:10)");
    }

    /** Of the message with this number, counted from 0, on that connection. */
    int bytesOf(long seed, int connection, int message) {
        if (bytes.length == 1) {
            return bytes[0];
        }
        long hash = Hashes.mix(seed + connection * 0x9E3779B97F4A7C15L + message) >>> 32;
        int i = 0;
        while (hash >= shareEnds[i]) {
            i++;
        }
        return bytes[i];
    }

    /** Of a message, weighted. */
    public double averageBytes() {
        return averageBytes;
    }

    /** As parsed, sizes in bytes. */
    @Override
    public String toString() {
        return text;
    }
}
