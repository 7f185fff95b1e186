package io.roost.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs Jazzer on each target in turn, a process each: {@code mvn -Pfuzz test}. Begins with the inputs that are kept under
 * src/test/resources/wire, or toxics, and with what earlier runs have come upon; ends with exit code 1 when a target fails, whose input
 * is then in target/fuzz.
 */
public final class FuzzRun {
    /** The longest input of each, in bytes. */
    private static final Map<Class<?>, Integer> TARGETS = Map.of(
            LinesTarget.class, 20_000, TagsTarget.class, 1_000, SessionTarget.class, 4_000, ToxicsTarget.class, 2_000);

    private static final Path SEEDS = Path.of("src/test/resources/wire");
    private static final Path TOXIC_SEEDS = Path.of("src/test/resources/toxics");
    private static final Path OUTPUT = Path.of("target/fuzz");

    private FuzzRun() {}

    /** Seconds for each target, and a regular expression for the simple names of those that are to be run. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> failed = new ArrayList<>();
        for (Map.Entry<Class<?>, Integer> target : TARGETS.entrySet()) {
            String name = target.getKey().getSimpleName();
            if (name.matches(arguments[1])) {
                System.out.printf("%s for %s seconds%n", name, arguments[0]);
                if (run(target.getKey(), target.getValue(), arguments[0]) != 0) {
                    failed.add(name);
                }
            }
        }
        System.out.println(failed.isEmpty() ? "nothing found" : "failed: " + failed);
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    private static int run(Class<?> target, int maxBytes, String seconds) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(OUTPUT.resolve("corpus").resolve(target.getSimpleName()));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-ea",
                        "-Xmx1g",
                        "-Dio.netty.leakDetection.level=disabled",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=io.roost.**",
                        "--custom_hook_includes=io.roost.**",
                        "--reproducer_path=" + OUTPUT,
                        "-artifact_prefix=" + OUTPUT + "/",
                        "-max_total_time=" + seconds,
                        "-max_len=" + maxBytes,
                        "-dict=src/test/resources/irc.dict",
                        "-print_final_stats=1",
                        corpus.toString(),
                        (target == ToxicsTarget.class ? TOXIC_SEEDS : SEEDS).toString())
                .inheritIO()
                .start()
                .waitFor();
    }
}
