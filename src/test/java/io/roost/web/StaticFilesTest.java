package io.roost.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufUtil;
import io.roost.web.StaticFiles.StaticFile;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {
    private final StaticFiles files = new StaticFiles("/web/chat");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gzip | gzip
                    gzip, deflate, br | gzip
                    deflate, GZIP;q=0.5 | gzip
                    gzip;q=1.0, *;q=0 | gzip
                    gzip;q=0 | identity
                    gzip; q=0.000, br | identity
                    br | identity
                    gzipped | identity
                    '' | identity
                    """)
    void find_whenAnEncodingIsAccepted_thenInIt(String accept, String encoding) {
        assertThat(found("/", accept).encoding()).isEqualTo(encoding);
    }

    @Test
    void find_whenZipped_thenTheSameAndSmaller() throws Exception {
        StaticFile plain = Objects.requireNonNull(files.find("/view.js", null));
        StaticFile zipped = found("/view.js", "gzip");

        assertThat(new GZIPInputStream(new ByteBufInputStream(zipped.content().duplicate())).readAllBytes())
                .isEqualTo(ByteBufUtil.getBytes(plain.content()));
        assertThat(zipped.content().readableBytes()).isLessThan(plain.content().readableBytes() / 2);
        assertThat(zipped.etag()).isNotEqualTo(plain.etag());
        assertThat(files.find("/view.js", "gzip")).isSameAs(zipped);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/none.js", "/../web/chat/view.js", "/%2e%2e/view.js", "/view", "/a//view.js", "view.js", "/..js"
            })
    void find_whenThereIsNone_thenNothing(String path) {
        assertThat(files.find(path, null)).isNull();
    }

    private StaticFile found(String path, String acceptEncoding) {
        return Objects.requireNonNull(files.find(path, acceptEncoding));
    }
}
