package io.roost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeakGuardTest {
    @Test
    void findLeaks_whenAPooledBufferIsLost_thenReportsWhereItCameFrom() throws InterruptedException {
        lose();

        assertThat(LeakGuard.findLeaks())
                .singleElement()
                .asString()
                .startsWith("ByteBuf was not released")
                .contains("Hint: " + LeakGuardTest.class.getName(), "LeakGuardTest.lose(LeakGuardTest.java");
    }

    @Test
    void findLeaks_whenReportedOnce_thenForgotten() throws InterruptedException {
        loseElsewhere();
        assertThat(LeakGuard.findLeaks()).hasSize(1);

        assertThat(LeakGuard.findLeaks()).isEmpty();
    }

    @Test
    void findLeaks_whenAllIsReleased_thenNone() throws InterruptedException {
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(64);
        buffer.release();

        assertThat(LeakGuard.findLeaks()).isEmpty();
    }

    @Test
    void findLeaks_whenTheBufferIsStillHeld_thenNone() throws InterruptedException {
        ByteBuf held = PooledByteBufAllocator.DEFAULT.directBuffer(64);
        List<String> leaks = LeakGuard.findLeaks();
        held.release();

        assertThat(leaks).isEmpty();
    }

    @Test
    void detector_whenNettyMakesOne_thenItIsTheFatalOne() {
        assertThat(ResourceLeakDetectorFactory.instance().newResourceLeakDetector(Object.class))
                .isInstanceOf(FatalLeakDetector.class);
    }

    private static void lose() {
        PooledByteBufAllocator.DEFAULT.directBuffer(64).writeByte('x');
    }

    private static void loseElsewhere() {
        PooledByteBufAllocator.DEFAULT.heapBuffer(64).writeByte('y');
    }
}
