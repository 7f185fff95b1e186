package io.roost.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.echo.EchoHandler;
import io.roost.metrics.LoopCounter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Toxics that only delay and cut leave the bytes as they were, whatever they are and however they come and go. */
final class ChainPropertiesTest {
    private static final long LONG_MS = 4_000;

    @Property(tries = 80)
    void bytes_whenTheyPassAnyChain_thenTheyComeOutAsTheyWentInAndThenTheEnd(
            @ForAll("chains") List<String> chain, @ForAll Random random) {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, chain.toArray(new String[0]));
        StringBuilder in = new StringBuilder();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            in.append(say(echo, random));
            echo.pass(random.nextInt(40));
            out.append(echo.sent());
        }
        echo.receiveEnd();
        pass(echo, out);
        assertThat(out.toString()).isEqualTo(in.toString());
        assertThat(echo.isOpen()).isFalse();
        assertThat(echo.count(LoopCounter.CLOSED_PEER)).isOne();
        assertThat(echo.counters.queuedBytes()).isZero();
    }

    @Property(tries = 40)
    void bytes_whenToxicsComeAndGoMeanwhile_thenNoneIsLostOrDoubled(
            @ForAll("chains") List<String> chain, @ForAll Random random) {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new);
        List<ActiveToxic> all = chain.stream().map(echo::active).toList();
        List<ActiveToxic> now = new ArrayList<>();
        StringBuilder in = new StringBuilder();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            ActiveToxic one = all.get(random.nextInt(all.size()));
            if (!now.removeIf(toxic -> toxic.id() == one.id())) {
                now.add(one);
            }
            echo.set(List.copyOf(now));
            in.append(say(echo, random));
            echo.pass(random.nextInt(10));
            out.append(echo.sent());
        }
        echo.set();
        out.append(echo.sent());
        assertThat(out.toString()).isEqualTo(in.toString());
        assertThat(echo.hasStation()).isFalse();
        assertThat(echo.isRead()).isTrue();
        echo.receive("as ever");
        assertThat(echo.sent()).isEqualTo("as ever");
        echo.close();
        assertThat(echo.counters.queuedBytes()).isZero();
    }

    /** As a client that is read only when the server reads. */
    private static String say(SpoiltChannel echo, Random random) {
        if (!echo.isRead()) {
            return "";
        }
        byte[] bytes = new byte[random.nextInt(1 << random.nextInt(13))];
        random.nextBytes(bytes);
        echo.receive(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static void pass(SpoiltChannel echo, StringBuilder out) {
        for (int i = 0; i < 100_000 && echo.isOpen(); i++) {
            echo.pass(LONG_MS);
            out.append(echo.sent());
        }
    }

    @Provide
    Arbitrary<List<String>> chains() {
        Arbitrary<String> stream = Arbitraries.of("upstream", "downstream");
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 100);
        return Combinators.combine(Arbitraries.integers().between(0, 3), number, number, stream)
                .as((kind, first, second, way) -> switch (kind) {
                    case 0 -> "latency:latency=" + first + ",jitter=" + second + ",stream=" + way;
                    case 1 -> "bandwidth:rate=" + (1 + first) + ",stream=" + way;
                    case 2 -> "slow_close:delay=" + first + ",stream=" + way;
                    default ->
                        "slicer:average_size=" + (1 + first) + ",size_variation=" + Math.min(first, second) + ",delay="
                                + 10 * second + ",stream=" + way;
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }
}
