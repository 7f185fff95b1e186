package io.roost.config;

import static io.roost.config.YamlFile.loadAssignments;
import static io.roost.config.YamlFile.loadEnvironment;
import static io.roost.config.YamlFile.problemsOf;
import static io.roost.config.YamlFile.problemsOfAssignments;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets come from where they are safe, and are told to nobody. */
final class SecretsTest {
    private static final String HASH = "$2a$04$BGNsm2dsny4lCu7IcRG57OpiShLAAKlCgMXZDDliJ85Sy1B7DdHtW";

    private final Path file;
    private final YamlFile yaml;

    SecretsTest(@TempDir Path directory) {
        this.file = directory.resolve("secret");
        this.yaml = new YamlFile(directory);
    }

    @Test
    void secret_whenItIsInAFile_thenItsTextWithoutTheLineEnd() throws IOException, ConfigException {
        Files.writeString(file, "0123456789abcdef\r\n");

        assertThat(loadAssignments("admin.token=file:" + file).admin().token()).isEqualTo("0123456789abcdef");
        assertThat(loadAssignments("chat.password=file:" + file).chat().password())
                .isEqualTo("0123456789abcdef");
        assertThat(loadEnvironment(Map.of("ROOST_ADMIN_TOKEN", "file:" + file))
                        .admin()
                        .token())
                .isEqualTo("0123456789abcdef");
    }

    @Test
    void secret_whenItIsInTheEnvironment_thenThat() throws ConfigException {
        assertThat(loadEnvironment(Map.of("ROOST_ADMIN_TOKEN", "0123456789abcdef"))
                        .admin()
                        .token())
                .isEqualTo("0123456789abcdef");
    }

    @Test
    void operators_whenInAFile_thenOneALine() throws IOException, ConfigException {
        Files.writeString(file, "# who may what\nroot:" + HASH + "\n\n  ann:" + HASH + "\n");

        assertThat(loadAssignments("chat.operators=file:" + file).chat().operators())
                .containsOnlyKeys("ann", "root");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "off\n"})
    void secret_whenItsFileHoldsNone_thenAProblemAndNoOpenDoor(String text) throws IOException {
        Files.writeString(file, text);

        assertThat(problemsOfAssignments("chat.password=file:" + file))
                .containsExactly("--set: chat.password: \"file:" + file
                        + "\" (expected: a file that holds a secret, which this one does not)");
    }

    @Test
    void secret_whenItsFileIsMissing_thenItsPath() {
        assertThat(problemsOfAssignments("admin.token=file:" + file))
                .containsExactly("--set: admin.token: \"file:" + file
                        + "\" (expected: a file that exists and can be read by this user)");
    }

    @Test
    void secret_whenItsFileIsWrong_thenNothingOfIt() throws IOException {
        Files.writeString(file, "hunter2");

        assertThat(problemsOfAssignments("admin.token=file:" + file))
                .singleElement()
                .asString()
                .contains("a file that holds 16 to 256 letters")
                .doesNotContain("hunter2");
    }

    @Test
    void secret_whenItIsWhatShowPrints_thenAProblem() {
        assertThat(problemsOfAssignments("chat.password=***")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin.token=hunter2",
                "admin.tokn=hunter2",
                "chat.password=hunter2 and more",
                "chat.passwd=hunter2",
                "chat.operators=root:hunter2",
                "chat.operator=root:hunter2",
                "chat.password.text=hunter2",
                "chat.password:hunter2"
            })
    void problem_whenItIsASecrets_thenWithoutIt(String assignment) {
        assertThat(problemsOfAssignments(assignment))
                .singleElement()
                .asString()
                .contains("***")
                .doesNotContain("hunter2");
    }

    @Test
    void problem_whenItIsInAFileOrTheEnvironment_thenWithoutTheSecret() {
        yaml.write("chat:", "  password: [hunter2]", "  pasword: hunter2", "admin:", "  token: *hunter2");
        ConfigLoader loader = new ConfigLoader().file(yaml.path).environment(Map.of("ROOST_ADMIN_TOKEN_", "hunter2"));

        assertThat(problemsOf(loader)).hasSize(4).allSatisfy(problem -> assertThat(problem.toString())
                .doesNotContain("hunter2"));
    }

    @Test
    void configuration_whenItIsPrinted_thenWithoutSecrets() throws ConfigException {
        RoostConfig config =
                loadAssignments("admin.token=0123456789abcdef", "chat.password=hunter2", "chat.operators=root:" + HASH);

        assertThat(config.toString()).doesNotContain("0123456789abcdef", "hunter2", HASH);
        assertThat(ConfigWriter.yaml(config)).doesNotContain("0123456789abcdef", "hunter2", HASH);
    }
}
