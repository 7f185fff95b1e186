package io.roost.cli.load;

import io.roost.load.SizeMix;
import io.roost.load.SourceAddresses;
import io.roost.load.chat.ChatScenario;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the options of {@code load} are written. */
final class Values {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,10}(?:\\.[0-9]{1,6})?)([km]?)");
    private static final Pattern TARGET =
            Pattern.compile("(?:([A-Za-z0-9._-]+)|\\[([0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?)]):([0-9]{1,5})");
    private static final double MOST_PER_SECOND = 1e8;

    private Values() {}

    /** A time with its unit; {@code 0} or {@code off} for none. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            if (value.equals("0") || value.equals("off")) {
                return Duration.ZERO;
            }
            Matcher time = TIME.matcher(value);
            if (!time.matches()) {
                throw new TypeConversionException(
                        "'" + value + "' (expected: a time such as 500ms, 30s, 10m, 2h, or off)");
            }
            long count = Long.parseLong(time.group(1));
            return switch (time.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
        }
    }

    /** A rate per second. */
    static final class Rate implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            Matcher number = NUMBER.matcher(value.toLowerCase(Locale.ROOT));
            if (number.matches()) {
                double unit =
                        number.group(2).equals("m") ? 1e6 : number.group(2).equals("k") ? 1e3 : 1;
                double rate = Double.parseDouble(number.group(1)) * unit;
                if (rate <= MOST_PER_SECOND) {
                    return rate;
                }
            }
            throw new TypeConversionException(
                    "'" + value + "' (expected: a rate per second up to 100m, such as 5000, 20k or 0.5)");
        }
    }

    /** HOST:PORT, resolved. */
    static final class Target implements ITypeConverter<InetSocketAddress> {
        @Override
        public InetSocketAddress convert(String value) {
            Matcher target = TARGET.matcher(value);
            if (!target.matches()) {
                throw new TypeConversionException(
                        "'" + value + "' (expected: HOST:PORT, such as 127.0.0.1:7007 or [::1]:7007)");
            }
            int port = Integer.parseInt(target.group(3));
            if (port < 1 || port > 65_535) {
                throw new TypeConversionException("'" + value + "' (expected: a port from 1 to 65535)");
            }
            String host = target.group(1) == null ? target.group(2) : target.group(1);
            try {
                return new InetSocketAddress(resolved(host), port);
            } catch (UnknownHostException e) {
                throw new TypeConversionException("'" + value + "' (no address is known for " + host + ")");
            }
        }

        /** The IPv4 address of a name that has one: source addresses are IPv4 by default. */
        private static InetAddress resolved(String host) throws UnknownHostException {
            InetAddress[] all = InetAddress.getAllByName(host);
            for (InetAddress address : all) {
                if (address instanceof Inet4Address) {
                    return address;
                }
            }
            return all[0];
        }
    }

    static final class Sizes implements ITypeConverter<SizeMix> {
        @Override
        public SizeMix convert(String value) {
            return refusedAsUsage(SizeMix::of, value);
        }
    }

    static final class Chat implements ITypeConverter<ChatScenario> {
        @Override
        public ChatScenario convert(String value) {
            return refusedAsUsage(ChatScenario::parse, value);
        }
    }

    /** A list in a record, since picocli adds up lists where an option may be repeated. */
    record SourceList(List<InetAddress> addresses) {}

    static final class Sources implements ITypeConverter<SourceList> {
        @Override
        public SourceList convert(String value) {
            return new SourceList(refusedAsUsage(SourceAddresses::of, value));
        }
    }

    private static <T> T refusedAsUsage(Function<String, T> parser, String value) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
