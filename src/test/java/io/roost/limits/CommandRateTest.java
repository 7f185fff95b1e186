package io.roost.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CommandRateTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong nowNanos = new AtomicLong();

    @Test
    void bucket_whenTakenFromInARow_thenEmptyAfterTheBurstAndFilledAtThePace() {
        CommandRate rate = new CommandRate(30, 15 * SECOND, nowNanos::get);
        long bucket = CommandRate.FULL;
        for (int i = 0; i < 30; i++) {
            assertThat(rate.isEmpty(bucket)).isFalse();
            bucket = rate.take(bucket, 1);
        }
        assertThat(rate.isEmpty(bucket)).isTrue();

        nowNanos.addAndGet(SECOND / 2 - 1);
        assertThat(rate.isEmpty(bucket)).isTrue();
        nowNanos.addAndGet(1);
        assertThat(rate.isEmpty(bucket)).isFalse();
        assertThat(rate.isEmpty(rate.take(bucket, 1))).isTrue();
    }

    @Test
    void bucket_whenItIsFullForYears_thenNoFullerThanFull() {
        CommandRate rate = new CommandRate(2, 2 * SECOND, nowNanos::get);
        long bucket = rate.take(CommandRate.FULL, 1);
        nowNanos.addAndGet(TimeUnit.DAYS.toNanos(3_660));

        bucket = rate.take(rate.take(bucket, 1), 1);

        assertThat(rate.isEmpty(bucket)).isTrue();
    }

    @Test
    void rate_whenAnyNumberMayCome_thenNeverEmpty() {
        CommandRate any = new CommandRate(0, 0, nowNanos::get);
        CommandRate some = new CommandRate(1, SECOND, nowNanos::get);
        long bucket = CommandRate.FULL;
        long bottomless = CommandRate.BOTTOMLESS;
        for (int i = 0; i < 1_000; i++) {
            bucket = any.take(bucket, 4);
            bottomless = some.take(bottomless, 4);
        }

        assertThat(any.isEmpty(bucket)).isFalse();
        assertThat(some.isEmpty(bottomless)).isFalse();
        assertThat(some.isEmpty(bucket)).as("what any number cost is not owed").isFalse();
    }

    @Test
    void bucket_whenAFasterRateComes_thenWhatWasOwedIsBounded() {
        CommandRate slow = new CommandRate(1, TimeUnit.DAYS.toNanos(1), nowNanos::get);
        CommandRate fast = new CommandRate(10, 10 * SECOND, nowNanos::get);
        long bucket = slow.take(slow.take(CommandRate.FULL, 8), 8);

        bucket = fast.take(bucket, 0);
        nowNanos.addAndGet((1 + CommandRate.MOST_TOKENS) * SECOND);

        assertThat(fast.isEmpty(bucket)).isFalse();
    }

    /** The bucket as a number of tokens, which fills by and by and may be below nothing. */
    @Property(tries = 300)
    void bucket_whenTakenFromAtAnyTime_thenAsABucketOfTokens(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int count,
            @ForAll @IntRange(min = 1, max = 60) int seconds) {
        Random random = new Random(seed);
        CommandRate rate = new CommandRate(count, seconds * SECOND, nowNanos::get);
        long cost = seconds * SECOND / count;
        long bucket = CommandRate.FULL;
        long credit = cost * count;
        for (int step = 0; step < 1_000; step++) {
            long later = (long) (random.nextDouble() * random.nextDouble() * 4 * cost);
            nowNanos.addAndGet(later);
            credit = Math.min(cost * count, credit + later);
            assertThat(rate.isEmpty(bucket)).isEqualTo(credit < cost);
            if (credit >= cost) {
                int tokens = 1 + random.nextInt(4);
                bucket = rate.take(bucket, tokens);
                credit -= tokens * cost;
            }
        }
    }
}
