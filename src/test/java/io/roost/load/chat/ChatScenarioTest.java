package io.roost.load.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roost.load.LoadPlan.ChatKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatScenarioTest {
    @ParameterizedTest
    @CsvSource({
        "fanout-20-100-3-200, FANOUT, 2000, 20, 100, 3, 200",
        "FANOUT-1-500-4-max, FANOUT, 500, 1, 500, 4, 0",
        "fanout-5-1k-5-1.5k, FANOUT, 5000, 5, 1000, 5, 1500",
        "join-storm-1000, JOIN_STORM, 1000, 1, 1000, 0, 0",
        "quit-storm-7, QUIT_STORM, 7, 1, 7, 0, 0",
        "private-10-0.5, PRIVATE, 20, 10, 2, 1, 0.5",
        "idle-1m-10k, IDLE, 1000000, 10000, 100, 0, 0",
        "register-5k, REGISTER, 5000, 5000, 1, 0, 0",
    })
    void parse_whenItIsAScenario_thenWhatItSays(
            String text, ChatKind kind, int users, int groups, int members, int senders, double rate) {
        ChatScenario scenario = ChatScenario.parse(text);

        assertThat(scenario.kind()).isEqualTo(kind);
        assertThat(scenario.users()).isEqualTo(users);
        assertThat(scenario.groups()).isEqualTo(groups);
        assertThat(scenario.members()).isEqualTo(members);
        assertThat(scenario.senders()).isEqualTo(senders);
        assertThat(scenario.rate()).isEqualTo(rate);
    }

    @Test
    void parse_whenUsersDoNotDivide_thenTheLastChannelIsSmaller() {
        ChatScenario scenario = ChatScenario.parse("idle-10-4");

        assertThat(scenario.members()).isEqualTo(3);
        assertThat(scenario.groups()).isEqualTo(4);
        assertThat(new Groups(scenario.chat(0, 1, 1, "t", "", 0), 0, 4, 10).sizeOf(3))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fanout",
                "fanout-1-2-3",
                "fanout-1-1-1-5",
                "fanout-1-4-5-1",
                "fanout-0-4-1-1",
                "fanout-1-4-1-0",
                "fanout-1-4-1--1",
                "fanout-30000-100000-100-1",
                "fanout-1-100000-100000-1",
                "idle-900m-1",
                "join-storm-x",
                "private-10"
            })
    void parse_whenItIsNone_thenSaysWhatIsExpected(String text) {
        assertThatThrownBy(() -> ChatScenario.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: ");
    }
}
