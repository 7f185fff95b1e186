package io.roost.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A YAML file as settings, each with its line. Reads tokens, not a tree bound to classes: a binder stops
 * at the first problem, and this must go on to the last.
 */
final class YamlSettings {
    /** Larger than any configuration; a file over this was named by mistake. */
    private static final int MAX_BYTES = 4 << 20;

    private final String name;
    private final ConfigProblems problems;
    private final List<Setting> settings = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private YamlSettings(Path file, ConfigProblems problems) {
        this.name = file.toString();
        this.problems = problems;
    }

    static List<Setting> read(Path file, ConfigProblems problems) {
        YamlSettings reader = new YamlSettings(file, problems);
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(reader.name, "", "", "a YAML file of at most " + MAX_BYTES + " bytes");
                return List.of();
            }
            reader.parse(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            problems.add(reader.name, "", "", "a file that exists");
        } catch (IOException e) {
            problems.add(reader.name, "", "", "a file that can be read: " + e.getMessage());
        }
        return reader.settings;
    }

    private void parse(byte[] bytes) throws IOException {
        String text;
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(in)
                    .toString();
        } catch (CharacterCodingException e) {
            String found = String.format("byte 0x%02x", bytes[in.position()]);
            problems.add(name + ":" + lineOfByte(bytes, in.position()), "", found, "UTF-8 text");
            return;
        }
        try (JsonParser yaml = new YAMLFactory().createParser(text)) {
            JsonToken first = yaml.nextToken();
            if (first == JsonToken.START_OBJECT) {
                mapping(yaml, "");
            } else if (first != null && first != JsonToken.VALUE_NULL) {
                problems.add(origin(yaml), "", yaml.getText(), "keys with values, such as transport: epoll");
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            problems.add(name + ":" + line, "", "", "YAML: " + firstLine(e.getOriginalMessage()));
        }
    }

    private void mapping(JsonParser yaml, String prefix) throws IOException {
        while (yaml.nextToken() == JsonToken.FIELD_NAME) {
            String path = prefix.isEmpty() ? yaml.currentName() : prefix + "." + yaml.currentName();
            if (!seen.add(path)) {
                problems.add(origin(yaml), path, "", "each key once");
            }
            yaml.nextToken();
            value(yaml, path);
        }
    }

    private void value(JsonParser yaml, String path) throws IOException {
        switch (yaml.currentToken()) {
            case START_OBJECT -> mapping(yaml, path);
            case START_ARRAY -> {
                int index = 0;
                while (yaml.nextToken() != JsonToken.END_ARRAY) {
                    value(yaml, path + "[" + index++ + "]");
                }
                if (index == 0) {
                    settings.add(new Setting(path, "[]", origin(yaml)));
                }
            }
            case VALUE_NULL -> settings.add(new Setting(path, "", origin(yaml)));
            default -> settings.add(new Setting(path, yaml.getText(), origin(yaml)));
        }
    }

    private String origin(JsonParser yaml) {
        return name + ":" + yaml.currentTokenLocation().getLineNr();
    }

    private static int lineOfByte(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
