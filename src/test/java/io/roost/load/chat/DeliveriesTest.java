package io.roost.load.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.load.Latency;
import io.roost.load.LoadPlan;
import io.roost.load.Tally;
import io.roost.load.Tally.Count;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel of three, of whom the first two publish. */
final class DeliveriesTest {
    private static final int FIRST_USER = 30;

    private final LoadPlan.Chat chat = ChatScenario.parse("fanout-20-3-2-max").chat(0, 64, 1, "t", "", 0);
    private final Tally tally = new Tally();
    private final Deliveries deliveries = new Deliveries(new Groups(chat, 10, 1, 3), tally, false);
    private final ByteBuffer buffer = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);

    @BeforeEach
    void allRead() {
        deliveries.measureFrom(1_000);
        for (int slot = 0; slot < 3; slot++) {
            deliveries.reader(slot, 1);
        }
    }

    @Test
    void take_whenAllComeInOrder_thenDeliveredAndTimed() {
        for (int number = 0; number < 3; number++) {
            deliveries.published(0, number, 1_000);
        }
        take(1, 4_000, 0, 0, 1, 2);
        take(2, 5_000, 0, 0, 1, 2);

        assertThat(tally.get(Count.SENT)).isEqualTo(3);
        assertThat(tally.get(Count.EXPECTED)).isEqualTo(6);
        assertThat(tally.get(Count.DELIVERED)).isEqualTo(6);
        assertThat(irregular()).isZero();
        assertThat(of(deliveries.fromSchedule).getTotalCount()).isEqualTo(6);
        assertThat(of(deliveries.toLastMember).getMinValue()).isEqualTo(4_000);
        assertThat(of(deliveries.toLastMember).getTotalCount()).isZero();
        assertThat(deliveries.meanNanos(1)).isEqualTo(3_000);
        assertThat(deliveries.meanNanos(0)).isNaN();
    }

    @Test
    void take_whenOneIsLost_thenFewerThanExpected() {
        for (int number = 0; number < 3; number++) {
            deliveries.published(1, number, 1_000);
        }
        take(0, 4_000, 1, 0, 1, 2);
        take(2, 4_000, 1, 0, 2);

        assertThat(tally.get(Count.EXPECTED) - tally.get(Count.DELIVERED)).isEqualTo(1);
        assertThat(irregular()).isZero();
        assertThat(of(deliveries.toLastMember).getTotalCount()).isEqualTo(2);
        assertThat(deliveries.behind(2)).isEqualTo(1);
    }

    @Test
    void take_whenDoubled_thenCountedApart() {
        deliveries.published(0, 0, 1_000);
        deliveries.published(0, 1, 1_000);
        take(2, 4_000, 0, 0, 0, 1, 1);

        assertThat(tally.get(Count.DUPLICATE)).isEqualTo(2);
        assertThat(tally.get(Count.DELIVERED)).isEqualTo(2);
        assertThat(tally.get(Count.OUT_OF_ORDER)).isZero();
    }

    @Test
    void take_whenTwoChangedPlaces_thenOutOfOrderOnceAndBothDelivered() {
        for (int number = 0; number < 4; number++) {
            deliveries.published(0, number, 1_000);
        }
        take(2, 4_000, 0, 0, 2, 1, 3);

        assertThat(tally.get(Count.OUT_OF_ORDER)).isEqualTo(1);
        assertThat(tally.get(Count.DELIVERED)).isEqualTo(4);
        assertThat(tally.get(Count.DUPLICATE)).isZero();
    }

    @Test
    void take_whenDueBeforeTheMeasuredTime_thenFollowedButNotCounted() {
        deliveries.published(0, 0, 999);
        take(2, 4_000, 0, 999L, 0);

        assertThat(tally.get(Count.ARRIVED)).isEqualTo(1);
        assertThat(tally.get(Count.DELIVERED)).isZero();
        assertThat(tally.get(Count.EXPECTED)).isZero();
    }

    @Test
    void take_whenOfAnotherChannelOrDamaged_thenWrong() {
        takeFrom(2, FIRST_USER + 2);
        takeFrom(2, FIRST_USER + 3);
        takeFrom(2, FIRST_USER - 1);
        buffer.clear();
        ChatMessage.put(buffer, FIRST_USER, 0, 1_000, ChatMessage.LEAST_BYTES);
        buffer.put(9, (byte) '*');
        deliveries.take(buffer, 0);

        assertThat(tally.get(Count.WRONG)).isEqualTo(4);
    }

    private void take(int slot, long nowNanos, int sender, int... numbers) {
        take(slot, nowNanos, sender, 1_000L, numbers);
    }

    private void take(int slot, long nowNanos, int sender, long dueNanos, int... numbers) {
        deliveries.begin(slot, nowNanos);
        for (int number : numbers) {
            buffer.clear();
            ChatMessage.put(buffer, FIRST_USER + sender, number, dueNanos, 40);
            deliveries.take(buffer, 0);
        }
        deliveries.end();
    }

    private void takeFrom(int slot, int user) {
        deliveries.begin(slot, 2_000);
        buffer.clear();
        ChatMessage.put(buffer, user, 0, 1_000, ChatMessage.LEAST_BYTES);
        deliveries.take(buffer, 0);
        deliveries.end();
    }

    private long irregular() {
        return tally.get(Count.DUPLICATE) + tally.get(Count.OUT_OF_ORDER) + tally.get(Count.WRONG);
    }

    private static Histogram of(Latency latency) {
        Histogram histogram = Latency.empty();
        latency.moveTo(histogram);
        return histogram;
    }
}
