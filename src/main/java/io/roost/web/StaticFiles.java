package io.roost.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
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
import java.util.zip.GZIPOutputStream;
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

    /** In an Accept-Encoding, unless it is refused there by a q of 0 (RFC 9110, 12.5.3). */
    private static final Pattern GZIP =
            Pattern.compile("(?i)(?:^|[\\s,])gzip\\s*(?:,|$|;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$)))");

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
    private final Map<String, Encodings> known = new ConcurrentHashMap<>();

    /**
     * One file.
     *
     * @param content shared; each use takes a duplicate, which need not be released
     * @param encoding as Content-Encoding names it: gzip, or identity
     * @param etag quoted; changes with the content and the encoding
     */
    public record StaticFile(ByteBuf content, String type, String encoding, String etag) {}

    private record Encodings(StaticFile plain, StaticFile zipped) {}

    /** The files below {@code folder}, which begins with a slash and does not end in one. */
    public StaticFiles(String folder) {
        this.folder = folder;
    }

    /**
     * The file that a request for this path gets, {@code /} the index; null when there is none.
     *
     * @param acceptEncoding what the request's header of this name says, or null
     */
    public @Nullable StaticFile find(String path, @Nullable String acceptEncoding) {
        String file = path.endsWith("/") ? path + "index.html" : path;
        Encodings found = known.get(file);
        if (found == null) {
            found = load(file);
        }
        if (found == null) {
            return null;
        }
        boolean isZipped =
                acceptEncoding != null && GZIP.matcher(acceptEncoding).find();
        return isZipped ? found.zipped() : found.plain();
    }

    private @Nullable Encodings load(String file) {
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
            Encodings read = new Encodings(staticFile(bytes, type, "identity"), staticFile(zip(bytes), type, "gzip"));
            Encodings before = known.putIfAbsent(file, read);
            return before != null ? before : read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StaticFile staticFile(byte[] bytes, String type, String encoding) {
        ByteBuf content = Unpooled.wrappedBuffer(
                ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
        return new StaticFile(Unpooled.unreleasableBuffer(content).asReadOnly(), type, encoding, etag(bytes));
    }

    private static byte[] zip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(bytes.length);
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
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
