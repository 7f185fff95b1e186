package io.roost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.roost.inspect.EpollReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InspectJsonTest {
    @Test
    void write_whenServer_thenEveryDocumentedKey() throws IOException {
        JsonNode json = json(InspectReportFixture.server());

        assertThat(json.path("pid").longValue()).isEqualTo(4711);
        assertThat(json.path("command").textValue()).isEqualTo("java -jar roost.jar serve");
        assertThat(json.path("openFiles").longValue()).isEqualTo(500_020);
        assertThat(json.path("openFilesLimit").longValue()).isEqualTo(1_000_000);
        assertThat(json.path("connections")).hasToString("{\"total\":500000,\"edge\":499999}");
        assertThat(json.path("listeners")).hasToString("{\"total\":1,\"edge\":1,\"addresses\":[\"127.0.0.1:7007\"]}");
        assertThat(json.path("epolls").path(0))
                .hasToString("{\"fd\":5,\"registrations\":2,\"edge\":2,\"level\":0,\"oneShot\":0,"
                        + "\"masks\":[{\"mask\":\"0x80000019\",\"words\":\"IN|ERR|HUP|ET\",\"count\":2}],"
                        + "\"kinds\":{\"listen\":1,\"eventfd\":1}}");
        assertThat(json.path("epolls").path(1).path("level").longValue()).isEqualTo(1);
    }

    @Test
    void write_whenOpenFilesAreUnlimited_thenLimitIsNull() throws IOException {
        JsonNode json = json(new EpollReport(2, "[kthreadd]", 0, -1, List.of()));

        assertThat(json.path("openFilesLimit").isNull()).isTrue();
        assertThat(json.path("epolls").isEmpty()).isTrue();
    }

    private static JsonNode json(EpollReport report) throws IOException {
        StringWriter text = new StringWriter();
        InspectJson.write(report, new PrintWriter(text));
        return new ObjectMapper().readTree(text.toString());
    }
}
