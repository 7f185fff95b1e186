package io.roost.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * One line per event: time in UTC, level, logger, message. Needs no time zone file and no pattern
 * compiler, so that it can still write when the process has no descriptor left to open either.
 */
final class LineLayout extends LayoutBase<ILoggingEvent> {
    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(128);
        long ms = event.getTimeStamp();
        // Seconds from a whole number of them, then the fraction by hand: LocalTime drops zeros.
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(ms, 1_000L), 0, ZoneOffset.UTC);
        line.append(time.toLocalDate()).append('T');
        twoDigits(line, time.getHour()).append(':');
        twoDigits(line, time.getMinute()).append(':');
        twoDigits(line, time.getSecond()).append('.');
        int fraction = (int) Math.floorMod(ms, 1_000L);
        line.append(fraction / 100)
                .append(fraction / 10 % 10)
                .append(fraction % 10)
                .append("Z ");
        line.append(event.getLevel()).append(' ');
        String logger = event.getLoggerName();
        line.append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(" - ");
        line.append(event.getFormattedMessage()).append('\n');
        IThrowableProxy fault = event.getThrowableProxy();
        if (fault != null) {
            line.append(ThrowableProxyUtil.asString(fault));
        }
        return line.toString();
    }

    private static StringBuilder twoDigits(StringBuilder line, int value) {
        return line.append(value / 10).append(value % 10);
    }
}
