package io.roost.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of one folder of the class path. Each is read when it is first asked for and kept: they are few and small.
 *
 * <p><b>Threading:</b> any.
 */
public final class StaticFiles {
    /** No dot but the one before the extension: nothing leads out of the folder. */
    private static final Pattern PATH =
            Pattern.compile("/(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_.-]*[A-Za-z0-9_-]\\.([a-z0-9]+)");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "json", "application/json",
            "webmanifest", "application/manifest+json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "txt", "text/plain; charset=utf-8");

    private final String folder;
    private final Map<String, StaticFile> known = new ConcurrentHashMap<>();

    /**
     * One file.
     *
     * @param content shared; each use takes a duplicate, which need not be released
     * @param etag quoted; changes with the content
     */
    public record StaticFile(ByteBuf content, String type, String etag) {}

    /** The files below {@code folder}, which begins with a slash and does not end in one. */
    public StaticFiles(String folder) {
        this.folder = folder;
    }

    /** The file that a request for this path gets, {@code /} the index; null when there is none. */
    public @Nullable StaticFile find(String path) {
        String file = path.endsWith("/") ? path + "index.html" : path;
        StaticFile found = known.get(file);
        return found != null ? found : load(file);
    }

    private @Nullable StaticFile load(String file) {
        var form = PATH.matcher(file);
        String type = form.matches() ? TYPES.get(form.group(1)) : null;
        if (type == null) {
            return null;
        }
        try (InputStream in = StaticFiles.class.getResourceAsStream(folder + file)) {
            if (in == null) {
                return null;
            }
            byte[] bytes = in.readAllBytes();
            ByteBuf content = Unpooled.wrappedBuffer(
                    ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
            StaticFile read =
                    new StaticFile(Unpooled.unreleasableBuffer(content).asReadOnly(), type, etag(bytes));
            StaticFile before = known.putIfAbsent(file, read);
            return before != null ? before : read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String etag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
