package io.roost.irc.wire;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Times as the {@code time} tag has them: {@code 2026-01-31T12:34:56.789Z}. */
public final class ServerTime {
    private ServerTime() {}

    static void write(ByteBuf out, long epochMillis) {
        long day = Math.floorDiv(epochMillis, 86_400_000L);
        int ms = (int) Math.floorMod(epochMillis, 86_400_000L);
        // Days to a date: Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
        long z = day + 719_468;
        long era = Math.floorDiv(z, 146_097);
        int dayOfEra = (int) (z - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        digits(out, (int) year, 1_000).writeByte('-');
        digits(out, month, 10).writeByte('-');
        digits(out, dayOfMonth, 10).writeByte('T');
        digits(out, ms / 3_600_000, 10).writeByte(':');
        digits(out, ms / 60_000 % 60, 10).writeByte(':');
        digits(out, ms / 1_000 % 60, 10).writeByte('.');
        digits(out, ms % 1_000, 100).writeByte('Z');
    }

    /** For people: {@code 2026-01-31 12:34:56 UTC}. */
    public static String readable(long epochMillis) {
        ZonedDateTime time = Instant.ofEpochMilli(epochMillis).atZone(ZoneOffset.UTC);
        return time.toLocalDate() + " " + time.toLocalTime().withNano(0) + " UTC";
    }

    private static ByteBuf digits(ByteBuf out, int value, int highest) {
        for (int place = highest; place > 0; place /= 10) {
            out.writeByte('0' + value / place % 10);
        }
        return out;
    }
}
