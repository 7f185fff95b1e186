package io.roost.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConnectRateTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong nowNanos = new AtomicLong(-7 * SECOND);

    @Test
    void key_whenItComesInARow_thenAsOftenAsTheBurstAndThenAtThePace() {
        ConnectRate rate = new ConnectRate(4, 8 * SECOND, 1_000, nowNanos::get);
        for (int i = 0; i < 4; i++) {
            assertThat(rate.take(1)).isTrue();
        }
        assertThat(rate.take(1)).isFalse();
        assertThat(rate.take(2)).isTrue();

        nowNanos.addAndGet(2 * SECOND - 1);
        assertThat(rate.take(1)).isFalse();
        nowNanos.addAndGet(1);
        assertThat(rate.take(1)).isTrue();
        assertThat(rate.take(1)).isFalse();

        nowNanos.addAndGet(100 * SECOND);
        for (int i = 0; i < 4; i++) {
            assertThat(rate.take(1)).isTrue();
        }
        assertThat(rate.take(1)).isFalse();
    }

    /** The bucket as a number of tokens, which fills by and by. */
    @Property(tries = 300)
    void keys_whenTheyComeAtAnyTime_thenAsBucketsOfTokens(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 20) int count,
            @ForAll @IntRange(min = 1, max = 60) int seconds) {
        Random random = new Random(seed);
        ConnectRate rate = new ConnectRate(count, seconds * SECOND, 1 << 16, nowNanos::get);
        long cost = seconds * SECOND / count;
        Map<Integer, long[]> buckets = new HashMap<>();
        for (int step = 0; step < 1_500; step++) {
            nowNanos.addAndGet((long) (random.nextDouble() * random.nextDouble() * cost));
            int key = random.nextInt(40);
            // Of each: when it was looked at, and its credit then, in nanoseconds.
            long[] bucket = buckets.computeIfAbsent(key, none -> new long[] {nowNanos.get(), cost * count});
            bucket[1] = Math.min(cost * count, bucket[1] + nowNanos.get() - bucket[0]);
            bucket[0] = nowNanos.get();
            boolean hasToken = bucket[1] >= cost;
            assertThat(rate.take(key)).isEqualTo(hasToken);
            bucket[1] -= hasToken ? cost : 0;
        }
        assertThat(rate.size()).isLessThanOrEqualTo(40);
    }

    @Test
    void keys_whenTheirTimeIsPast_thenForgotten() {
        ConnectRate rate = new ConnectRate(4, 8 * SECOND, 1 << 20, nowNanos::get);
        for (int round = 0; round < 50; round++) {
            for (int i = 0; i < 10_000; i++) {
                assertThat(rate.take(round * 10_000L + i)).isTrue();
            }
            nowNanos.addAndGet(2 * SECOND);
        }
        assertThat(rate.size()).isLessThan(40_000);
    }

    @Test
    void keys_whenMoreThanMayBeKeptComeAtOnce_thenBoundedAndServed() {
        ConnectRate rate = new ConnectRate(1, 600 * SECOND, 6_400, nowNanos::get);
        for (int key = 0; key < 1_000_000; key++) {
            assertThat(rate.take(key)).isTrue();
        }
        assertThat(rate.size()).isLessThanOrEqualTo(6_400);
    }
}
