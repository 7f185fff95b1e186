package io.roost.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SizeTest {
    private static final int MAX_FILE_LINES = 400;
    private static final int MAX_TYPES = 20;

    /** One class per check, command, section of keys or toxic makes a large room by design; the others may not grow beyond what they hold. */
    private static final Map<String, Integer> LARGER_ROOMS = Map.ofEntries(
            Map.entry("doctor", Integer.MAX_VALUE),
            Map.entry("command", Integer.MAX_VALUE),
            Map.entry("config", 52),
            Map.entry("chat", 26),
            Map.entry("cli", 24),
            Map.entry("connection", 28),
            Map.entry("fault", 24),
            Map.entry("metrics", 28),
            Map.entry("server", 30),
            Map.entry("transport", 24));

    @Test
    void file_whenWritten_thenFitsAReadersHead() {
        assertThat(Stream.of(Sources.MAIN, Sources.TEST).flatMap(root -> Sources.of(root).stream()))
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        file -> assertThat(lines(file)).as("lines of %s", file).isLessThanOrEqualTo(MAX_FILE_LINES));
    }

    @Test
    void room_whenFurnished_thenNotCrowded() {
        Map<String, Long> typesByRoom = Rooms.CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(typesByRoom).allSatisfy((room, types) -> assertThat(types)
                .as("types of %s", room)
                .isLessThanOrEqualTo(LARGER_ROOMS.getOrDefault(room.replaceAll(".*\\.", ""), MAX_TYPES)));
    }

    private static long lines(Path file) {
        return Sources.text(file).lines().count();
    }
}
