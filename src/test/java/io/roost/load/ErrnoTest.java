package io.roost.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ErrnoTest {
    @Test
    void of_whenTheTextIsInACause_thenFound() {
        assertThat(Errno.of(new IllegalStateException("x", new IOException("connect(..) failed: Connection refused"))))
                .isEqualTo(Errno.ECONNREFUSED);
    }

    @Test
    void of_whenOneTextContainsAnother_thenTheLonger() {
        assertThat(Errno.of(new IOException("socket(..): Too many open files in system")))
                .isEqualTo(Errno.ENFILE);
        assertThat(Errno.of(new IOException("socket(..): Too many open files"))).isEqualTo(Errno.EMFILE);
    }

    @Test
    void of_whenUnknown_thenNull() {
        assertThat(Errno.of(new IOException("something else"))).isNull();
        assertThat(Errno.of(new IOException())).isNull();
    }
}
