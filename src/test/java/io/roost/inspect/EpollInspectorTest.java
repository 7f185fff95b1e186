package io.roost.inspect;

import static io.roost.inspect.ProcFixture.registration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roost.inspect.EpollReport.Instance;
import io.roost.inspect.EpollReport.KindCount;
import io.roost.inspect.EpollReport.MaskCount;
import io.roost.inspect.EpollReport.Triggered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EpollInspectorTest {
    private static final long PID = 4711;
    private static final String SOCKETS = "9";
    private static final String ANONYMOUS = "10";

    private final Path proc;
    private final ProcFixture process;

    EpollInspectorTest(@TempDir Path proc) throws IOException {
        this.proc = proc;
        this.process = new ProcFixture(proc, PID);
    }

    @Test
    void inspect_whenSocketsAndEventfd_thenCountsByModeMaskAndKind() throws IOException {
        process.fd(10, "socket:[1213]").fd(11, "socket:[8030]").fd(12, "socket:[8031]");
        process.fd(13, "anon_inode:[eventfd]").fd(14, "anon_inode:[timerfd]").fd(15, "pipe:[77]");
        process.epoll(
                3,
                registration(10, "19", 1213, SOCKETS)
                        + registration(11, "80002019", 8030, SOCKETS)
                        + registration(12, "80002019", 8031, SOCKETS)
                        + registration(13, "80000019", 1038, ANONYMOUS)
                        + registration(14, "80000019", 1038, ANONYMOUS)
                        + registration(15, "40000000", 77, "f"));

        EpollReport report = inspect();

        Instance instance = report.instances().get(0);
        assertThat(instance.fd()).isEqualTo(3);
        assertThat(instance.registrations()).isEqualTo(6);
        assertThat(instance.edge()).isEqualTo(4);
        assertThat(instance.level()).isEqualTo(2);
        assertThat(instance.oneShot()).isEqualTo(1);
        assertThat(instance.masks())
                .containsExactly(
                        new MaskCount(0x80002019, 2),
                        new MaskCount(0x80000019, 2),
                        new MaskCount(0x19, 1),
                        new MaskCount(0x40000000, 1));
        assertThat(instance.kinds())
                .containsExactly(
                        new KindCount(DescriptorKind.LISTEN, 1, 0),
                        new KindCount(DescriptorKind.ESTABLISHED, 1, 1),
                        new KindCount(DescriptorKind.CLOSE_WAIT, 1, 1),
                        new KindCount(DescriptorKind.EVENTFD, 1, 1),
                        new KindCount(DescriptorKind.TIMERFD, 1, 1),
                        new KindCount(DescriptorKind.PIPE, 1, 0));
        assertThat(report.connections()).isEqualTo(new Triggered(2, 2));
        assertThat(report.listeners()).isEqualTo(new Triggered(1, 0));
        assertThat(report.registrations()).isEqualTo(new Triggered(6, 4));
        assertThat(report.listening()).hasSize(1);
    }

    @Test
    void inspect_whenProcessIsDescribed_thenCommandAndOpenFiles() throws IOException {
        process.fd(0, "pipe:[77]").epoll(3, "");

        EpollReport report = inspect();

        assertThat(report.pid()).isEqualTo(PID);
        assertThat(report.command()).isEqualTo("java -jar roost.jar serve");
        assertThat(report.openFiles()).isEqualTo(2);
        assertThat(report.openFilesLimit()).isEqualTo(20_000);
        assertThat(report.instances()).hasSize(1);
    }

    @Test
    void inspect_whenArgumentsHaveControlCharacters_thenCommandIsOneHarmlessLine() throws IOException {
        process.file("cmdline", "sh\0-c\0echo \033[31m\nred\0");

        assertThat(inspect().command()).isEqualTo("sh -c echo  [31m red");
    }

    @Test
    void inspect_whenKernelThread_thenItsNameInBrackets() throws IOException {
        process.file("cmdline", "").file("comm", "kthreadd\n").file("limits", "");

        EpollReport report = inspect();

        assertThat(report.command()).isEqualTo("[kthreadd]");
        assertThat(report.openFilesLimit()).isEqualTo(-1);
        assertThat(report.instances()).isEmpty();
    }

    @Test
    void inspect_whenDescriptorIsClosedOrTakenAgain_thenClosedInThisProcess() throws IOException {
        process.fd(11, "socket:[8030]").fd(12, "socket:[9999]");
        process.epoll(
                3,
                registration(11, "80002019", 8030, SOCKETS)
                        + registration(20, "80002019", 8031, SOCKETS)
                        + registration(12, "80002019", 4444, SOCKETS));

        assertThat(inspect().instances().get(0).kinds())
                .containsExactly(
                        new KindCount(DescriptorKind.ESTABLISHED, 1, 1), new KindCount(DescriptorKind.CLOSED, 2, 2));
    }

    @Test
    void inspect_whenInodeEqualsASocketsOnAnotherFileSystem_thenNotTakenForThatSocket() throws IOException {
        process.fd(11, "socket:[8030]").fd(12, "anon_inode:[eventfd]").fd(13, "anon_inode:[io_uring]");
        process.epoll(
                3,
                registration(11, "80002019", 8030, SOCKETS)
                        + registration(12, "80000019", 8030, ANONYMOUS)
                        + registration(13, "19", 8030, "17"));

        assertThat(inspect().instances().get(0).kinds())
                .containsExactly(
                        new KindCount(DescriptorKind.ESTABLISHED, 1, 1),
                        new KindCount(DescriptorKind.EVENTFD, 1, 1),
                        new KindCount(DescriptorKind.OTHER, 1, 0));
    }

    @Test
    void inspect_whenKernelGivesNoInodes_thenKindsComeFromLinks() throws IOException {
        process.fd(11, "socket:[8030]").fd(12, "socket:[1300]").fd(13, "socket:[55]");
        process.epoll(3, """
                tfd:       11 events:       19 data:                b
                tfd:       12 events:       19 data:                c
                tfd:       13 events:       19 data:                d
                """);

        assertThat(inspect().instances().get(0).kinds())
                .containsExactly(
                        new KindCount(DescriptorKind.ESTABLISHED, 1, 0),
                        new KindCount(DescriptorKind.UNIX_LISTEN, 1, 0),
                        new KindCount(DescriptorKind.OTHER_SOCKET, 1, 0));
    }

    @Test
    void inspect_whenInstanceIsRegisteredInAnother_thenBothAreShown() throws IOException {
        process.epoll(3, registration(4, "19", 1038, ANONYMOUS)).epoll(4, "");

        EpollReport report = inspect();

        assertThat(report.instances()).extracting(Instance::fd).containsExactly(3, 4);
        assertThat(report.instances().get(0).kinds()).containsExactly(new KindCount(DescriptorKind.EPOLL, 1, 0));
    }

    @Test
    void inspect_whenThereIsNoProcess_thenSaysSo() {
        assertThatThrownBy(() -> EpollInspector.in(proc, 4712).inspect())
                .isInstanceOf(ProcessUnreadableException.class)
                .hasMessage("There is no process 4712.");
    }

    @Test
    void inspect_whenProcessEndsMeanwhile_thenSaysSo() throws IOException {
        process.fd(10, "socket:[1213]")
                .epoll(3, registration(10, "19", 1213, SOCKETS).repeat(1 << 14));

        assertThatThrownBy(() -> EpollInspector.in(proc, PID).inspect((stage, count) -> endProcess()))
                .isInstanceOf(ProcessUnreadableException.class)
                .hasMessage("Process 4711 ended while it was being read.");
    }

    @Test
    void inspect_whenProcessIsAZombie_thenSaysThatItHasEnded() throws IOException {
        process.file("stat", "4711 (java) Z 1 4711");

        assertThatThrownBy(this::inspect)
                .isInstanceOf(ProcessUnreadableException.class)
                .hasMessage("Process 4711 has ended and waits for its parent to collect it.");
    }

    private void endProcess() {
        try {
            Path ended = proc.resolve("ended");
            if (!Files.exists(ended)) {
                Files.move(proc.resolve(Long.toString(PID)), ended);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private EpollReport inspect() throws IOException {
        return EpollInspector.in(proc, PID).inspect();
    }
}
