package io.roost.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PackageInfoTest {
    static List<Path> packages() {
        return Sources.of(Sources.MAIN).stream()
                .map(file -> Objects.requireNonNull(file.getParent()))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void package_whenItHasClasses_thenItSaysWhatTheyAreForAndIsNullMarked(Path room) {
        Path info = room.resolve("package-info.java");

        assertThat(info).exists();
        assertThat(Sources.text(info)).startsWith("/**").contains("\n@NullMarked\npackage " + nameOf(room));
        assertThat(Files.exists(room.resolve("package.html"))).isFalse();
    }

    private static String nameOf(Path room) {
        return Sources.MAIN.relativize(room).toString().replace('/', '.');
    }
}
