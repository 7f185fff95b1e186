package io.roost.irc.command;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Compares passwords with their bcrypt hashes, which is slow by intent: on a thread of its own that lives while
 * it is needed, so that no event loop waits. How many may wait is bounded; one more is refused unseen.
 *
 * <p><b>Threading:</b> any thread.
 */
final class PasswordCheck {
    private static final int WAITING = 16;
    private static final int THREAD_SECONDS = 10;

    /** bcrypt knows no longer ones. */
    private static final int MAX_PASSWORD_BYTES = 72;

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, THREAD_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), PasswordCheck::daemon);

    PasswordCheck() {
        thread.allowCoreThreadTimeOut(true);
    }

    /** Tells {@code outcome} whether it is the one, on a thread of its own; false at once when too many wait. */
    void compare(String password, String hash, Consumer<Boolean> outcome) {
        byte[] given = password.getBytes(StandardCharsets.UTF_8);
        if (given.length > MAX_PASSWORD_BYTES) {
            outcome.accept(false);
            return;
        }
        try {
            thread.execute(() -> outcome.accept(isSame(given, hash)));
        } catch (RejectedExecutionException e) {
            outcome.accept(false);
        }
    }

    /** Whether they are the same, in a time that does not say where they differ. */
    static boolean isSame(String asked, String given) {
        return MessageDigest.isEqual(asked.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isSame(byte[] given, String hash) {
        return BCrypt.verifyer().verify(given, hash.getBytes(StandardCharsets.US_ASCII)).verified;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "roost-passwords");
        thread.setDaemon(true);
        return thread;
    }
}
