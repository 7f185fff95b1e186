package io.roost.toxic;

import static io.roost.toxic.Attribute.bytes;
import static io.roost.toxic.Attribute.ms;
import static io.roost.toxic.Attribute.us;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The types of toxics: the first seven are Toxiproxy's. */
public enum ToxicType {
    LATENCY(ms("latency"), ms("jitter")),
    BANDWIDTH(new Attribute("rate", 0, 1_000_000_000, "kilobytes per second")),
    SLOW_CLOSE(ms("delay")),
    TIMEOUT(ms("timeout")),
    RESET_PEER(ms("timeout")),
    SLICER(bytes("average_size", 1, 1 << 30), bytes("size_variation", 0, 1 << 30), us("delay")),
    LIMIT_DATA(bytes("bytes", 0, 1L << 53)),
    CLOSE_AFTER(ms("delay")),
    NEVER_READ(),
    CONNECT_DELAY(ms("delay")),
    CONNECT_REFUSAL();

    @SuppressWarnings("ImmutableEnumChecker") // it is, by List.of
    private final List<Attribute> attributes;

    ToxicType(Attribute... attributes) {
        this.attributes = List.of(attributes);
    }

    /** As it is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null when no type is written so. */
    public static @Nullable ToxicType of(String text) {
        return Arrays.stream(values())
                .filter(type -> type.text().equals(text))
                .findFirst()
                .orElse(null);
    }

    /** All of them as they are written, with commas between. */
    public static String all() {
        return Arrays.stream(values()).map(ToxicType::text).collect(Collectors.joining(", "));
    }

    /** What it takes, in this order. */
    public List<Attribute> attributes() {
        return attributes;
    }

    /** A toxic of this type; of {@code given}, what it does not take is passed over. */
    public Toxic make(Map<String, Long> given) throws ToxicException {
        long[] values = new long[attributes.size()];
        for (int i = 0; i < values.length; i++) {
            Attribute attribute = attributes.get(i);
            values[i] = attribute.checked(Objects.requireNonNullElse(given.get(attribute.name()), 0L));
        }
        return made(values);
    }

    private Toxic made(long[] values) throws ToxicException {
        return switch (this) {
            case LATENCY -> new Toxic.Latency(values[0], values[1]);
            case BANDWIDTH -> new Toxic.Bandwidth(values[0]);
            case SLOW_CLOSE -> new Toxic.SlowClose(values[0]);
            case TIMEOUT -> new Toxic.Timeout(values[0]);
            case RESET_PEER -> new Toxic.ResetPeer(values[0]);
            case SLICER -> {
                if (values[1] >= values[0]) {
                    throw new ToxicException("size_variation of less than average_size");
                }
                yield new Toxic.Slicer(values[0], values[1], values[2]);
            }
            case LIMIT_DATA -> new Toxic.LimitData(values[0]);
            case CLOSE_AFTER -> new Toxic.CloseAfter(values[0]);
            case NEVER_READ -> new Toxic.NeverRead();
            case CONNECT_DELAY -> new Toxic.ConnectDelay(values[0]);
            case CONNECT_REFUSAL -> new Toxic.ConnectRefusal();
        };
    }

    /** Whether it spoils the connection as a whole, whichever stream it is put on. */
    public boolean isOfConnection() {
        return switch (this) {
            case CLOSE_AFTER, NEVER_READ, CONNECT_DELAY, CONNECT_REFUSAL -> true;
            default -> false;
        };
    }
}
