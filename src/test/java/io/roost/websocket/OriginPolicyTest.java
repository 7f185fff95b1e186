package io.roost.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OriginPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "http://a.example, a.example, true",
        "https://A.example:8443, a.example:8443, true",
        "http://a.example, a.example:8080, false",
        "http://a.example.evil.example, a.example, false",
        "http://evil.example, a.example, false",
        "null, a.example, false",
        "file://, a.example, false",
        "'http://a.example/ x', a.example, false",
        "http://a.example, , false"
    })
    void sameHost_whenAsked_thenOnlyPagesOfTheHostThatWasDialled(String origin, String host, boolean comes) {
        assertThat(new OriginPolicy(Set.of(), true).admits(origin, host)).isEqualTo(comes);
    }

    @Test
    void list_whenGiven_thenNothingElseCounts() {
        OriginPolicy policy = new OriginPolicy(Set.of("https://Chat.example"), true);

        assertThat(policy.admits("https://chat.example", "other")).isTrue();
        assertThat(policy.admits("http://chat.example", "chat.example")).isFalse();
        assertThat(policy.admits("https://other", "other")).isFalse();
    }

    @Test
    void any_whenAllowed_thenAny() {
        assertThat(new OriginPolicy(Set.of("*"), false).admits("null", null)).isTrue();
    }

    @Test
    void none_whenNamed_thenAsConfigured() {
        assertThat(new OriginPolicy(Set.of("*"), false).admits(null, "a")).isFalse();
        assertThat(new OriginPolicy(Set.of(), true).admits(null, "a")).isTrue();
    }
}
