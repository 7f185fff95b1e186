package io.roost.load.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.roost.load.LoadPlan;
import io.roost.load.LoadResult;
import io.roost.load.LoadResult.Chat;
import io.roost.load.LoadResult.Outcome;
import io.roost.load.SizeMix;
import io.roost.load.chat.TinyIrcServer.Manner;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ChatSwarmIT {
    private final List<TinyIrcServer> servers = new ArrayList<>();

    @AfterEach
    void close() {
        servers.forEach(TinyIrcServer::close);
    }

    @ParameterizedTest
    @EnumSource(
            value = Manner.class,
            names = {"HONEST", "WRITES_IN_PIECES"})
    void fanout_whenTheServerIsHonest_thenEveryDeliveryIsAccountedFor(Manner manner) throws IOException {
        LoadResult result = run(manner, "fanout-3-10-2-100");
        Chat chat = chat(result);

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(chat.registered()).isEqualTo(30);
        assertThat(chat.joined()).isEqualTo(30);
        assertThat(chat.joinLines()).isEqualTo(chat.joinLinesExpected()).isEqualTo(3 * 55);
        assertThat(chat.published()).isBetween(50L, 62L);
        assertThat(chat.expected()).isEqualTo(9 * chat.published());
        assertThat(chat.delivered()).isEqualTo(chat.expected());
        assertThat(chat.missing() + chat.duplicate() + chat.outOfOrder()).isZero();
        assertThat(result.messages().wrong()).isZero();
        assertThat(result.latencies().fromSchedule().getTotalCount()).isEqualTo(chat.delivered());
        assertThat(chat.lastMember().getTotalCount()).isEqualTo(chat.published());
        assertThat(chat.slowestMemberMicros()).isGreaterThanOrEqualTo(chat.fastestMemberMicros());
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void fanout_whenFlatOut_thenAsFastAsTheSlowestMemberAndNothingIsLost() throws IOException {
        Chat chat = chat(run(Manner.HONEST, "fanout-1-8-2-max"));

        assertThat(chat.deliveriesPerSecond()).isGreaterThan(1_000);
        assertThat(chat.delivered()).isEqualTo(chat.expected()).isPositive();
        assertThat(chat.missing() + chat.duplicate() + chat.outOfOrder()).isZero();
    }

    @Test
    void fanout_whenOneLineIsLost_thenOneIsMissing() throws IOException {
        Chat chat = chat(run(Manner.LOSES_ONE, "fanout-1-10-2-100"));

        assertThat(chat.missing()).isEqualTo(1);
        assertThat(chat.duplicate() + chat.outOfOrder()).isZero();
    }

    @Test
    void fanout_whenOneLineIsDoubled_thenOneDuplicate() throws IOException {
        Chat chat = chat(run(Manner.DOUBLES_ONE, "fanout-1-10-2-100"));

        assertThat(chat.duplicate()).isEqualTo(1);
        assertThat(chat.missing() + chat.outOfOrder()).isZero();
    }

    @Test
    void fanout_whenTwoLinesChangePlaces_thenOneIsOutOfOrder() throws IOException {
        Chat chat = chat(run(Manner.CHANGES_TWO, "fanout-1-10-1-100"));

        assertThat(chat.outOfOrder()).isEqualTo(1);
        assertThat(chat.missing() + chat.duplicate()).isZero();
    }

    @Test
    void fanout_whenOneLineIsCut_thenWrongAndMissing() throws IOException {
        LoadResult result = run(Manner.DAMAGES_ONE, "fanout-1-10-1-100");

        assertThat(result.messages().wrong()).isEqualTo(1);
        assertThat(chat(result).missing()).isEqualTo(1);
    }

    @Test
    void fanout_whenAMemberIsCutOff_thenLostWithWhatTheServerSaid() throws IOException {
        LoadResult result = run(Manner.CUTS_ONE_OFF, "fanout-1-10-1-100");

        assertThat(result.connections().lost()).isEqualTo(1);
        assertThat(result.failures())
                .extracting(LoadResult.Failure::code, LoadResult.Failure::text)
                .containsExactly(tuple("ERROR", "SendQ exceeded"));
    }

    @Test
    void fanout_whenSomeNeverRead_thenTheOthersGetEverything() throws IOException {
        LoadResult result = run(plan(Manner.HONEST, "fanout-1-12-2-max", 50, ""));
        Chat chat = chat(result);

        assertThat(chat.slowReaders()).isEqualTo(5);
        assertThat(chat.delivered()).isEqualTo(chat.expected()).isEqualTo(6 * chat.published());
        assertThat(result.connections().lost()).isZero();
    }

    @Test
    void register_whenNamesAreRefused_thenCountedByCode() throws IOException {
        LoadResult result = run(Manner.REFUSES_NAMES, "register-20");
        Chat chat = chat(result);

        assertThat(chat.registered()).isEqualTo(19);
        assertThat(chat.register().getTotalCount()).isEqualTo(19);
        assertThat(chat.registeredPerSecond()).isPositive();
        assertThat(result.failures())
                .extracting(LoadResult.Failure::event, LoadResult.Failure::code)
                .containsExactly(tuple("register", "433"));
    }

    @Test
    void joinStorm_whenAllHaveSeenAll_thenItEnds() throws IOException {
        Chat chat = chat(run(Manner.HONEST, "join-storm-20"));

        assertThat(chat.joined()).isEqualTo(20);
        assertThat(chat.joinLines()).isEqualTo(210);
        assertThat(chat.measuredSeconds()).isPositive().isLessThan(5);
    }

    @Test
    void quitStorm_whenAllAreGone_thenNoneWasLost() throws IOException {
        LoadResult result = run(Manner.HONEST, "quit-storm-20");

        assertThat(result.connections().open()).isZero();
        assertThat(result.connections().lost()).isZero();
        assertThat(result.failures()).isEmpty();
        assertThat(chat(result).joinLines()).isPositive().isLessThanOrEqualTo(190);
    }

    @Test
    void private_whenPairsTalk_thenEachMessageComesOnce() throws IOException {
        Chat chat = chat(run(Manner.HONEST, "private-5-100"));

        assertThat(chat.published()).isBetween(50L, 62L);
        assertThat(chat.delivered()).isEqualTo(chat.published());
        assertThat(chat.joined()).isZero();
    }

    @Test
    void idle_whenUsersSitInChannels_thenTheyStay() throws IOException {
        LoadResult result = run(plan(Manner.HONEST, "idle-10-4", 0, "server-time message-tags"));

        assertThat(chat(result).joined()).isEqualTo(10);
        assertThat(chat(result).joinLines()).isEqualTo(3 * 6 + 1);
        assertThat(result.connections().open()).isEqualTo(10);
    }

    @Test
    void idle_whenTheServerLetsGoAfterwards_thenDrainedAndNotLost() throws IOException {
        LoadPlan plan = plan(Manner.HONEST, "idle-10-4", 0, "", Duration.ofSeconds(20));
        LoadResult result = new ChatSwarm(plan, System::nanoTime).run(soFar -> {
            if (soFar.series().stream().anyMatch(second -> second.phase().equals("drain"))) {
                close();
            }
            return true;
        });

        LoadResult.Drain drain = Objects.requireNonNull(result.drain());
        assertThat(drain.closed()).isEqualTo(10);
        assertThat(drain.remained()).isZero();
        assertThat(result.connections().lost()).isZero();
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void run_whenAskedForTheServersProcess_thenItsCpuAndMemory() throws IOException {
        LoadResult result = run(plan(Manner.HONEST, "fanout-1-4-1-max", 0, ""));
        LoadResult.ServerUse server = Objects.requireNonNull(chat(result).server());

        assertThat(server.cpuSeconds()).isPositive();
        assertThat(server.cpuMicrosPerDelivery()).isPositive();
        assertThat(server.residentBytes()).isPositive();
    }

    private LoadResult run(Manner manner, String scenario) throws IOException {
        return run(plan(manner, scenario, 0, ""));
    }

    private static LoadResult run(LoadPlan plan) throws IOException {
        return new ChatSwarm(plan, System::nanoTime).run(soFar -> true);
    }

    private static Chat chat(LoadResult result) {
        return Objects.requireNonNull(result.chat());
    }

    private LoadPlan plan(Manner manner, String name, int slowPercent, String capabilities) throws IOException {
        return plan(manner, name, slowPercent, capabilities, Duration.ZERO);
    }

    private LoadPlan plan(Manner manner, String name, int slowPercent, String capabilities, Duration drain)
            throws IOException {
        TinyIrcServer server = TinyIrcServer.of(manner);
        servers.add(server);
        ChatScenario scenario = ChatScenario.parse(name);
        return new LoadPlan(
                LoadPlan.Scenario.CHAT,
                List.of(server.address()),
                List.of(),
                scenario.users(),
                0,
                Duration.ofSeconds(5),
                Duration.ZERO,
                scenario.rate(),
                1,
                SizeMix.of("40"),
                Duration.ZERO,
                Duration.ofMillis(600),
                drain,
                false,
                false,
                true,
                2,
                1,
                Map.of(),
                scenario.chat(
                        slowPercent,
                        256,
                        16,
                        "t",
                        capabilities,
                        ProcessHandle.current().pid()));
    }
}
