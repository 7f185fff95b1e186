package io.roost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FdInfoReaderTest {
    private static final String FDINFO = """
            pos:\t0
            flags:\t02000002
            mnt_id:\t17
            ino:\t1038
            tfd:        5 events:       19 data:     7f7f00000005  pos:0 ino:40e sdev:10
            tfd:  1000003 events: 80002019 data: ffffffffffffffff  pos:-1 ino:1f5e sdev:9
            """;

    private static final List<String> REGISTRATIONS = List.of("5 19 1038 16", "1000003 80002019 8030 9");

    @Test
    void read_whenWholeFile_thenEveryRegistrationInOrder() throws IOException {
        assertThat(registrations(stream(FDINFO))).isEqualTo(REGISTRATIONS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 13, 61})
    void read_whenStreamComesInPieces_thenSameRegistrations(int pieceBytes) throws IOException {
        assertThat(registrations(new PiecemealStream(stream(FDINFO), pieceBytes)))
                .isEqualTo(REGISTRATIONS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n\n",
                ":::: ::\n",
                "tfd\n",
                "tfd:\n",
                "tfd: 5\n",
                "events: 19\n",
                "tfd: events: 19\n",
                "tfd: 5 events: xyz\n",
                "tfd: 5x events: 19\n",
                "tfd: -5 events: 19\n",
                "tfd: 99999999999 events: 19\n",
                "tfd: 5 events: 100000000\n",
                "tfd: 5 events: 00000000000000019\n",
                "xtfd: 5 events: 19\n",
                "inotify wd:1 ino:9e7e sdev:800013 mask:800afce ignored_mask:0 fhandle-bytes:8\n",
                "\u00ff\u0000\u0007: \u00ff\n"
            })
    void read_whenLineIsGarbage_thenSkippedAndTheNextLineRead(String garbage) throws IOException {
        assertThat(registrations(stream(garbage + FDINFO))).isEqualTo(REGISTRATIONS);
    }

    @Test
    void read_whenKernelHasNoInodes_thenInodeIsZero() throws IOException {
        assertThat(registrations(stream("tfd:        5 events:       19 data:                5\n")))
                .containsExactly("5 19 0 0");
    }

    @Test
    void read_whenLastLineIsCutOff_thenItIsNotCounted() throws IOException {
        assertThat(registrations(stream(FDINFO + "tfd:       57 events: 8000"))).isEqualTo(REGISTRATIONS);
    }

    @Test
    void read_whenHalfAMillionRegistrations_thenAllocatesNoMoreThanItsBuffer() throws IOException {
        int registrations = 500_000;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        Tally tally = new Tally();
        InputStream fdinfo = new GeneratedFdInfo(registrations);

        long before = threads.getThreadAllocatedBytes(thread);
        long startNanos = System.nanoTime();
        new FdInfoReader(tally).read(fdinfo);
        long tookNanos = System.nanoTime() - startNanos;
        long allocatedBytes = threads.getThreadAllocatedBytes(thread) - before;

        System.out.printf("500,000 registrations: %d ms, %d bytes allocated%n", tookNanos / 1_000_000, allocatedBytes);
        assertThat(tally.count).isEqualTo(registrations);
        assertThat(tally.edge).isEqualTo(registrations);
        assertThat(tally.targets).isEqualTo((long) registrations * (registrations - 1) / 2);
        assertThat(allocatedBytes).isLessThan(256 * 1024);
    }

    private static List<String> registrations(InputStream fdinfo) throws IOException {
        List<String> seen = new ArrayList<>();
        new FdInfoReader((target, events, inode, device) ->
                        seen.add(target + " " + Integer.toHexString(events) + " " + inode + " " + device))
                .read(fdinfo);
        return seen;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static final class Tally implements FdInfoReader.Sink {
        private long count;
        private long edge;
        private long targets;

        @Override
        public void registration(int target, int events, long inode, int device) {
            count++;
            targets += target;
            edge += EpollEvents.isEdgeTriggered(events) ? 1 : 0;
        }
    }
}
