package io.roost.irc.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.config.Rate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Guessing is slow, and tells nothing of who there is. */
class OperAttemptsTest {
    private static final Rate FOUR_IN_TWO_MINUTES = new Rate(4, Duration.ofMinutes(2));
    private static final String DEAR = "$2b$13$BGNsm2dsny4lCu7IcRG57OpiShLAAKlCgMXZDDliJ85Sy1B7DdHtW";
    private static final String CHEAP = "$2a$04$BGNsm2dsny4lCu7IcRG57OpiShLAAKlCgMXZDDliJ85Sy1B7DdHtW";

    private final AtomicLong nowNanos = new AtomicLong();
    private final OperAttempts attempts = new OperAttempts(FOUR_IN_TWO_MINUTES, nowNanos::get);

    @Test
    void address_whenItTriesInARow_thenAsOftenAsTheRateAndThenAtItsPace() {
        for (int i = 0; i < 4; i++) {
            assertThat(attempts.begin("192.0.2.1")).isTrue();
        }
        assertThat(attempts.begin("192.0.2.1")).isFalse();
        assertThat(attempts.begin("192.0.2.2")).as("another one").isTrue();

        nowNanos.addAndGet(TimeUnit.SECONDS.toNanos(30) - 1);
        assertThat(attempts.begin("192.0.2.1")).isFalse();
        nowNanos.addAndGet(1);
        assertThat(attempts.begin("192.0.2.1")).isTrue();
        assertThat(attempts.begin("192.0.2.1")).isFalse();
    }

    @Test
    void address_whenItIsOfIpv6_thenItsNetworkCountsForAll() {
        for (int i = 0; i < 4; i++) {
            assertThat(attempts.begin("2001:db8::" + i)).isTrue();
        }
        assertThat(attempts.begin("2001:db8::ffff")).isFalse();
        assertThat(attempts.begin("2001:db8:0:1::1")).isTrue();
    }

    /** As a host is written where a word may not begin with a colon. */
    @Test
    void address_whenItIsLoopbackOfIpv6_thenCountedToo() {
        for (int i = 0; i < 4; i++) {
            assertThat(attempts.begin("0:0:0:0:0:0:0:1")).isTrue();
        }
        assertThat(attempts.begin("0::1")).isFalse();
    }

    @Test
    void rate_whenItIsOff_thenAnyNumber() {
        OperAttempts any = new OperAttempts(Rate.ANY, nowNanos::get);

        for (int i = 0; i < 1_000; i++) {
            assertThat(any.begin("192.0.2.1")).isTrue();
        }
    }

    @Test
    void rate_whenItIsTheSameAfterAReload_thenNothingIsForgotten() {
        assertThat(attempts.at(FOUR_IN_TWO_MINUTES, nowNanos::get)).isSameAs(attempts);
        assertThat(attempts.at(Rate.ANY, nowNanos::get)).isNotSameAs(attempts);
    }

    @Test
    void hash_whenTheNameIsUnknown_thenOfTheDearestCostThereIs() {
        assertThat(OperCommand.hashFor("nobody", Map.of("a", CHEAP, "b", DEAR)))
                .startsWith("$2a$13$")
                .hasSameSizeAs(DEAR);
        assertThat(OperCommand.hashFor("nobody", Map.of("a", CHEAP))).startsWith("$2a$04$");
        assertThat(OperCommand.hashFor("a", Map.of("a", CHEAP, "b", DEAR))).isEqualTo(CHEAP);
    }

    /** It is computed, not rejected at a look: a hash that can't be read would be answered at once. */
    @Test
    void hash_whenTheNameIsUnknown_thenOneThatIsComputed() {
        var result = at.favre.lib.crypto.bcrypt.BCrypt.verifyer()
                .verify("secret".toCharArray(), OperCommand.hashFor("nobody", Map.of("a", CHEAP)));

        assertThat(result.validFormat).isTrue();
        assertThat(result.verified).isFalse();
    }
}
