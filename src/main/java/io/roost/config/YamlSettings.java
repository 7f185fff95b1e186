package io.roost.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
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
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A YAML file as settings, each with its line. Reads tokens, not a tree bound to classes: a binder stops
 * at the first problem, and this must go on to the last.
 */
final class YamlSettings {
    /** Larger than any configuration; a file over this was named by mistake. */
    private static final int MAX_BYTES = 4 << 20;

    /** More than any key has; a method calls itself for each. */
    private static final int MAX_LEVELS = 16;

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
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                problems.add(reader.name, "", "", "a YAML file of at most " + MAX_BYTES + " bytes");
                return List.of();
            }
            reader.parse(bytes);
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
        try (YAMLParser yaml = new YAMLFactory().createParser(text)) {
            JsonToken first = yaml.nextToken();
            if (first == JsonToken.START_OBJECT) {
                mapping(yaml, "", 1);
                if (yaml.nextToken() != null) {
                    problems.add(origin(yaml), "", "", "one YAML document");
                }
            } else if (first != null && first != JsonToken.VALUE_NULL) {
                problems.add(origin(yaml), "", yaml.getText(), "keys with values, such as transport: epoll");
            }
        } catch (JsonProcessingException e) {
            reportSyntax(e);
        }
    }

    /** Jackson's own line is that of the token before, and its message what was read then. */
    private void reportSyntax(JsonProcessingException e) {
        int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        String message = firstLine(e.getOriginalMessage());
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            line = marked.getProblemMark().getLine() + 1;
            message = marked.getProblem();
        }
        problems.add(name + ":" + line, "", "", "YAML: " + message);
    }

    private void mapping(YAMLParser yaml, String prefix, int level) throws IOException {
        while (yaml.nextToken() == JsonToken.FIELD_NAME) {
            String path = prefix.isEmpty() ? yaml.currentName() : prefix + "." + yaml.currentName();
            if (!seen.add(path)) {
                problems.add(origin(yaml), path, "", "each key once");
            }
            yaml.nextToken();
            value(yaml, path, level);
        }
    }

    private void value(YAMLParser yaml, String path, int level) throws IOException {
        if (level > MAX_LEVELS && yaml.currentToken().isStructStart()) {
            problems.add(origin(yaml), path, "", "at most " + MAX_LEVELS + " levels");
            yaml.skipChildren();
            return;
        }
        if (yaml.isCurrentAlias()) {
            String alias = "*" + yaml.getText();
            problems.add(origin(yaml), path, alias, "a value, no alias; quotes around one that begins with *");
            return;
        }
        switch (yaml.currentToken()) {
            case START_OBJECT -> mapping(yaml, path, level + 1);
            case START_ARRAY -> {
                int index = 0;
                while (yaml.nextToken() != JsonToken.END_ARRAY) {
                    value(yaml, path + "[" + index++ + "]", level + 1);
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
