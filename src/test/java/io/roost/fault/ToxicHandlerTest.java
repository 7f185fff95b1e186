package io.roost.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.roost.echo.ChargenHandler;
import io.roost.echo.DiscardHandler;
import io.roost.echo.EchoHandler;
import io.roost.metrics.LoopCounter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each toxic on an echo, under a clock of the test's. */
final class ToxicHandlerTest {
    @Test
    void latency_whenItsTimeHasCome_thenTheAnswerPassesAndNotBefore() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "latency:latency=50");
        echo.receive("hello");
        echo.pass(49);
        assertThat(echo.sent()).isEmpty();
        echo.pass(1);
        assertThat(echo.sent()).isEqualTo("hello");
        echo.close();
    }

    @Test
    void latency_whenItJitters_thenWithinItsBoundsAndInOrder() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "latency:latency=100,jitter=50");
        StringBuilder all = new StringBuilder();
        StringBuilder back = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            echo.receive("message " + i + "\n");
            all.append("message ").append(i).append('\n');
            echo.pass(1);
            back.append(echo.sent());
            if (i < 48) {
                assertThat(back).isEmpty();
            }
        }
        echo.pass(150);
        assertThat(back.append(echo.sent())).hasToString(all.toString());
        echo.close();
    }

    @Test
    void latency_whenMoreIsUnderWayThanTheLineHolds_thenThePeerIsNotReadUntilThereIsRoom() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "latency:latency=50");
        int received = 0;
        while (echo.isRead()) {
            echo.receive(new byte[8_192]);
            received += 8_192;
        }
        assertThat(received).isBetween(900 << 10, 1 << 20);
        echo.pass(50);
        assertThat(echo.isRead()).isTrue();
        assertThat(echo.sent()).hasSize(received);
        echo.close();
    }

    @Test
    void latency_whenTheMessagesAreTiny_thenFewerOfThemMayWait() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "latency:latency=50");
        int received = 0;
        while (echo.isRead()) {
            echo.receive("x");
            received++;
        }
        assertThat(received).isBetween(3_000, 5_000);
        echo.close();
    }

    @Test
    void latency_whenItIsUpstream_thenTheServiceSeesDataAndEndLaterAndInOrder() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "latency:latency=50,stream=upstream");
        echo.receive("hello");
        echo.receiveEnd();
        assertThat(echo.count(LoopCounter.BYTES_IN)).isZero();
        echo.pass(50);
        assertThat(echo.sent()).isEqualTo("hello");
        assertThat(echo.isOpen()).isFalse();
        assertThat(echo.count(LoopCounter.CLOSED_PEER)).isOne();
    }

    @Test
    void latency_whenThePeerEnds_thenWhatIsOwedIsStillSentAndThenTheEnd() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "latency:latency=50");
        echo.receive("hello");
        echo.receiveEnd();
        echo.pass(49);
        assertThat(echo.isOpen()).isTrue();
        echo.pass(1);
        assertThat(echo.sent()).isEqualTo("hello");
        assertThat(echo.isOpen()).isFalse();
    }

    @Test
    void latency_whenItIsChanged_thenItHoldsForWhatIsUnderWay() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new);
        ActiveToxic slow = echo.active("latency:latency=5000");
        echo.set(List.of(slow));
        echo.receive("hello");
        echo.set(List.of(slow.changed(echo.active("latency:latency=10").named())));
        echo.pass(9);
        assertThat(echo.sent()).isEmpty();
        echo.pass(1);
        assertThat(echo.sent()).isEqualTo("hello");
        echo.close();
    }

    @Test
    void latency_whenItGoes_thenWhatWaitsIsSentAtOnceAndTheStationLeaves() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "latency:latency=5000");
        echo.receive("hello");
        assertThat(echo.hasStation()).isTrue();
        assertThat(echo.counters.queuedBytes()).isEqualTo(5);
        echo.set();
        assertThat(echo.sent()).isEqualTo("hello");
        assertThat(echo.hasStation()).isFalse();
        assertThat(echo.counters.queuedBytes()).isZero();
        echo.receive("again");
        assertThat(echo.sent()).isEqualTo("again");
        echo.close();
    }

    @Test
    void connection_whenItClosesWhileMuchIsHeld_thenNothingIsCountedOrKept() {
        SpoiltChannel echo = new SpoiltChannel(
                EchoHandler::new, "latency:latency=50", "bandwidth:rate=1", "latency:latency=9,stream=upstream");
        for (int i = 0; i < 20; i++) {
            echo.receive("a few words ".repeat(100));
            echo.pass(7);
        }
        echo.close();
        assertThat(echo.counters.queuedBytes()).isZero();
        assertThat(echo.toxics.spoilt()).isZero();
    }

    @Test
    void bandwidth_whenTheRateIsOne_thenAHundredBytesEachTenthOfASecond() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "bandwidth:rate=1");
        echo.receive("0123456789".repeat(35));
        for (int i = 1; i <= 3; i++) {
            echo.pass(99);
            assertThat(echo.sent()).isEmpty();
            echo.pass(1);
            assertThat(echo.sent()).hasSize(100);
        }
        echo.pass(49);
        assertThat(echo.sent()).isEmpty();
        echo.pass(1);
        assertThat(echo.sent()).hasSize(50);
        echo.close();
    }

    @Test
    void bandwidth_whenTimePassesInOneGo_thenAllThatWasDuePasses() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "bandwidth:rate=10");
        echo.receive("x".repeat(30_000));
        echo.pass(2_000);
        assertThat(echo.sent()).hasSize(20_000);
        echo.close();
    }

    @Test
    void bandwidth_whenTheRateIsNothing_thenNothingPassesAndThePeerIsSoonNotRead() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "bandwidth:rate=0");
        int received = 0;
        while (echo.isRead()) {
            echo.receive(new byte[4_096]);
            received += 4_096;
        }
        assertThat(received).isLessThanOrEqualTo(2 * SpoiltChannel.HIGH_BYTES);
        echo.pass(1_000_000);
        assertThat(echo.sent()).isEmpty();
        assertThat(echo.isOpen()).isTrue();
        echo.close();
    }

    @Test
    void slicer_whenItCuts_thenPiecesOfAboutThatSizeApartInTimeAndNothingElse() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "slicer:average_size=20,size_variation=5,delay=2000");
        String text = "0123456789".repeat(30);
        echo.receive(text);
        List<String> pieces = new ArrayList<>(echo.pieces());
        assertThat(pieces).as("at once").hasSize(1);
        for (int i = 0; i < 40; i++) {
            echo.pass(2);
            List<String> now = echo.pieces();
            assertThat(now).hasSizeLessThanOrEqualTo(1);
            pieces.addAll(now);
        }
        assertThat(String.join("", pieces)).isEqualTo(text);
        assertThat(pieces.subList(0, pieces.size() - 1))
                .allSatisfy(piece -> assertThat(piece.length()).isBetween(15, 25));
        echo.close();
    }

    @Test
    void slicer_whenUpstream_thenTheServiceReadsThePieces() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "slicer:average_size=10,stream=upstream");
        echo.receive("0123456789".repeat(5));
        assertThat(echo.pieces()).hasSize(5);
        assertThat(echo.count(LoopCounter.CAUSE_DATA)).isEqualTo(5);
        echo.close();
    }

    @Test
    void slicer_whenItMakesThousandsOfPieces_thenTheLoopIsNotHeldUpByThem() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "slicer:average_size=1");
        echo.channel.pipeline().fireChannelRead(Unpooled.buffer().writeZero(10_000));
        int inOneGo = echo.sent().length();
        assertThat(inOneGo).isLessThan(500);
        echo.pass(0);
        assertThat(inOneGo + echo.sent().length()).isEqualTo(10_000);
        echo.close();
    }

    @Test
    void slowClose_whenTheServiceIsDone_thenTheEndComesLater() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "slow_close:delay=300");
        echo.receive("hello");
        assertThat(echo.sent()).isEqualTo("hello");
        echo.receiveEnd();
        echo.pass(299);
        assertThat(echo.isOpen()).isTrue();
        echo.pass(1);
        assertThat(echo.isOpen()).isFalse();
        assertThat(echo.count(LoopCounter.CLOSED_PEER)).isOne();
    }

    @Test
    void timeout_whenItIsNotZero_thenDataIsLostAndTheConnectionCloses() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "timeout:timeout=200");
        for (int i = 0; i < 199; i++) {
            echo.receive("x");
            echo.pass(1);
        }
        assertThat(echo.isOpen()).isTrue();
        echo.pass(1);
        assertThat(echo.isOpen()).isFalse();
        assertThat(echo.sent()).isEmpty();
        assertThat(echo.count(LoopCounter.CLOSED_TOXIC)).isOne();
        assertThat(echo.count(LoopCounter.BYTES_IN)).isEqualTo(199);
    }

    @Test
    void timeout_whenItIsZero_thenTheConnectionStaysUntilTheToxicGoes() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "timeout:stream=upstream");
        echo.receive("x");
        echo.pass(100_000_000);
        assertThat(echo.isOpen()).isTrue();
        assertThat(echo.count(LoopCounter.BYTES_IN)).isZero();
        echo.set();
        assertThat(echo.isOpen()).isFalse();
        assertThat(echo.count(LoopCounter.CLOSED_TOXIC)).isOne();
    }

    @Test
    void resetPeer_whenTheFirstDataHasCome_thenAResetAfterItsTime() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "reset_peer:timeout=100");
        echo.pass(1_000);
        assertThat(echo.isOpen()).isTrue();
        echo.receive("x");
        echo.pass(99);
        assertThat(echo.isOpen()).isTrue();
        echo.pass(1);
        assertThat(echo.isOpen()).isFalse();
        assertThat(echo.sent()).isEmpty();
        assertThat(echo.count(LoopCounter.CLOSED_TOXIC)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"upstream", "downstream"})
    void limitData_whenSoMuchHasPassed_thenThatMuchIsSentAndTheConnectionCloses(String stream) {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "limit_data:bytes=10,stream=" + stream);
        echo.receive("0123");
        assertThat(echo.sent()).isEqualTo("0123");
        assertThat(echo.isOpen()).isTrue();
        echo.receive("456789abcdef");
        assertThat(echo.sent()).isEqualTo("456789");
        assertThat(echo.isOpen()).isFalse();
        assertThat(echo.count(LoopCounter.CLOSED_TOXIC)).isOne();
    }

    @Test
    void limitData_whenLatencyFollows_thenTheLastBytesComeLateAndBeforeTheEnd() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "limit_data:bytes=3", "latency:latency=20");
        echo.receive("abcdef");
        echo.pass(19);
        assertThat(echo.isOpen()).isTrue();
        echo.pass(1);
        assertThat(echo.sent()).isEqualTo("abc");
        assertThat(echo.isOpen()).isFalse();
    }

    @Test
    void closeAfter_whenThereIsTrafficAllTheTime_thenItClosesNevertheless() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "close_after:delay=100");
        for (int i = 0; i < 100; i++) {
            assertThat(echo.isOpen()).isTrue();
            echo.receive("x");
            assertThat(echo.sent()).isEqualTo("x");
            echo.pass(1);
        }
        assertThat(echo.isOpen()).isFalse();
        assertThat(echo.count(LoopCounter.CLOSED_TOXIC)).isOne();
    }

    @Test
    void neverRead_whenItIsSet_thenThePeerIsNotReadUntilItGoes() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new, "never_read");
        assertThat(echo.isRead()).isFalse();
        echo.receive("read with the end");
        assertThat(echo.sent()).isEmpty();
        echo.set();
        assertThat(echo.isRead()).isTrue();
        assertThat(echo.sent()).isEqualTo("read with the end");
        echo.close();
    }

    @Test
    void neverRead_whenTheServiceSpeaksByItself_thenThatPasses() {
        SpoiltChannel chargen = new SpoiltChannel(ChargenHandler::new, "never_read", "bandwidth:rate=1000");
        assertThat(chargen.sentIn(500)).isBetween(400_000, 500_000);
        assertThat(chargen.isRead()).isFalse();
        chargen.close();
    }

    @Test
    void connectDelay_whenItIsOver_thenTheServiceSeesTheConnection() {
        SpoiltChannel chargen = new SpoiltChannel(ChargenHandler::new, "connect_delay:delay=100", "bandwidth:rate=100");
        assertThat(chargen.isRead()).isFalse();
        chargen.pass(99);
        assertThat(chargen.count(LoopCounter.MESSAGES_OUT)).isZero();
        chargen.pass(1);
        assertThat(chargen.count(LoopCounter.MESSAGES_OUT)).isPositive();
        assertThat(chargen.sentIn(1_000)).isBetween(90_000, 100_000);
        chargen.close();
    }

    @Test
    void connectRefusal_whenANewOneComes_thenItIsResetAndOneThatIsThereIsNot() {
        SpoiltChannel refused = new SpoiltChannel(EchoHandler::new, "connect_refusal");
        assertThat(refused.isOpen()).isFalse();
        assertThat(refused.count(LoopCounter.CLOSED_TOXIC)).isOne();

        SpoiltChannel old = new SpoiltChannel(EchoHandler::new);
        old.set("connect_refusal");
        old.receive("still here");
        assertThat(old.sent()).isEqualTo("still here");
        old.close();
    }

    @Test
    void toxics_whenNoneIsSet_thenNoStation() {
        SpoiltChannel echo = new SpoiltChannel(EchoHandler::new);
        assertThat(echo.hasStation()).isFalse();
        echo.set("latency:latency=1@0");
        assertThat(echo.hasStation()).as("of toxicity 0").isFalse();
        echo.close();
    }

    @Test
    void chargen_whenTheLineIsSlow_thenItWaitsAndNoMoreIsHeldThanMayBe() {
        SpoiltChannel chargen = new SpoiltChannel(ChargenHandler::new, "bandwidth:rate=100");
        chargen.pass(0);
        assertThat(chargen.counters.queuedBytes()).isBetween(1L, 3L * SpoiltChannel.HIGH_BYTES);
        long before = chargen.count(LoopCounter.BYTES_OUT);
        assertThat(chargen.sentIn(5_000)).isBetween(490_000, 500_000);
        assertThat(chargen.count(LoopCounter.BYTES_OUT) - before).isBetween(400_000L, 600_000L);
        assertThat(chargen.counters.queuedBytes()).isLessThan(3L * SpoiltChannel.HIGH_BYTES);
        chargen.close();
    }

    @Test
    void discard_whenTheUpstreamIsSlow_thenThePeerIsReadAtThatPace() {
        SpoiltChannel discard = new SpoiltChannel(DiscardHandler::new, "bandwidth:rate=10,stream=upstream");
        while (discard.isRead()) {
            discard.receive(new byte[16_384]);
        }
        discard.pass(1_000);
        assertThat(discard.count(LoopCounter.BYTES_IN)).isEqualTo(10_000);
        discard.close();
    }
}
