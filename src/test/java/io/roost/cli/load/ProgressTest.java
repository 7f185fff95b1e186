package io.roost.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.load.LoadPlan;
import io.roost.load.LoadResult;
import io.roost.load.SizeMix;
import io.roost.load.Swarm;
import io.roost.testkit.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter shown = new StringWriter();

    @Test
    void show_whenNotOnATerminal_thenOneLineForEachSecond() throws IOException {
        run(false);

        assertThat(shown.toString())
                .containsPattern("t=1s phase=hold open=7 target=7 rate=7/s failed=0 lost=0 echoed=7 sent=\\d+/s")
                .doesNotContain("\033");
    }

    @Test
    void show_whenOnATerminal_thenTheBlockIsDrawnAnewAndWipedAtTheEnd() throws IOException {
        run(true);

        assertThat(shown.toString())
                .contains("  hold   [", "  conns  open 7 of 7", "  echo   out ")
                .endsWith("\033[3A\033[J");
    }

    private void run(boolean redraws) throws IOException {
        try (TestServer server = TestServer.of("echo")) {
            LoadPlan plan = new LoadPlan(
                    LoadPlan.Scenario.HOLD,
                    List.of(server.address()),
                    List.of(),
                    7,
                    0,
                    Duration.ofSeconds(5),
                    Duration.ofMillis(100),
                    0,
                    1,
                    SizeMix.of("8"),
                    Duration.ZERO,
                    Duration.ofMillis(1_300),
                    Duration.ZERO,
                    false,
                    false,
                    true,
                    1,
                    1,
                    Map.of());
            Progress progress = Progress.on(plan, redraws, new PrintWriter(shown));
            LoadResult result = new Swarm(plan, System::nanoTime).run(soFar -> {
                progress.show(soFar);
                return true;
            });
            progress.end();
            assertThat(result.connections().opened()).isEqualTo(7);
        }
    }
}
