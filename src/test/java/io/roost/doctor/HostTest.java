package io.roost.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTest {
    private final FakeHost fake;

    HostTest(@TempDir Path root) {
        fake = FakeHost.sane(root);
    }

    @ParameterizedTest
    @CsvSource({
        "12, 12",
        "-262144, -262144",
        "max, 9223372036854775807",
        "unlimited, 9223372036854775807",
        "18446744073709551615, 9223372036854775807"
    })
    void number_whenWrittenAsTheKernelDoes_thenItsValue(String text, long value) throws Exception {
        fake.with("/proc/sys/fs/nr_open", text + "\n");

        assertThat(fake.host().number("/proc/sys/fs/nr_open")).isEqualTo(value);
    }

    @Test
    void number_whenNotANumber_thenTheReasonNamesFileAndValue() {
        fake.with("/proc/sys/fs/nr_open", "many\n");

        assertThatThrownBy(() -> fake.host().number("/proc/sys/fs/nr_open"))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("/proc/sys/fs/nr_open: 'many' is not a number");
    }

    @Test
    void numbers_whenTooFew_thenTheReasonSaysHowMany() {
        fake.with("/proc/sys/net/ipv4/tcp_mem", "1 2\n");

        assertThatThrownBy(() -> fake.host().numbers("/proc/sys/net/ipv4/tcp_mem", 3))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("/proc/sys/net/ipv4/tcp_mem: '1 2' are not 3 numbers");
    }

    @Test
    void text_whenASysctlIsMissing_thenItIsAHostSetting() {
        fake.without("/proc/sys/net/ipv4/tcp_mem");

        assertThatThrownBy(() -> fake.host().text("/proc/sys/net/ipv4/tcp_mem")).hasMessage("host setting");
    }

    @Test
    void text_whenAnotherFileIsMissing_thenTheReasonNamesIt() {
        fake.without(FakeHost.MEMORY);

        assertThatThrownBy(() -> fake.host().text(FakeHost.MEMORY)).hasMessage("no /proc/meminfo");
    }

    @Test
    void text_whenUnreadable_thenTheReasonNamesIt() {
        fake.unreadable(FakeHost.MEMORY);

        assertThatThrownBy(() -> fake.host().text(FakeHost.MEMORY)).hasMessage("/proc/meminfo cannot be read");
    }

    @Test
    void text_whenTheKernelReportsNoSize_thenReadWhole() throws Exception {
        assertThat(Host.local().text("/proc/sys/net/ipv4/ip_local_port_range")).hasSizeGreaterThan(2);
    }

    @Test
    void field_whenTheLineHasNoSuchColumn_thenUnreadable() {
        fake.with(FakeHost.LIMITS, "Max open files 1024\n");

        assertThatThrownBy(() -> fake.host().field(FakeHost.LIMITS, "Max open files", 1))
                .isInstanceOf(UnreadableException.class);
    }
}
