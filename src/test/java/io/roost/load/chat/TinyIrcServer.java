package io.roost.load.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * As much IRC as the generator speaks, on 127.0.0.1, misbehaving in one way. Two threads per user: for a few dozen of them. One lock
 * for everything, so that every member sees the same order.
 */
final class TinyIrcServer implements AutoCloseable {
    /** The ways; what concerns a message happens to the hundredth that is relayed. */
    enum Manner {
        HONEST,
        LOSES_ONE,
        DOUBLES_ONE,
        CHANGES_TWO,
        DAMAGES_ONE,
        REFUSES_NAMES,
        CUTS_ONE_OFF,
        WRITES_IN_PIECES
    }

    private static final int THE_ONE = 100;
    private static final int MOST_QUEUED = 20_000;
    private static final int PIECE = 7;

    private final Manner manner;
    private final ServerSocket listening;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final Map<String, Set<Client>> channels = new ConcurrentHashMap<>();
    private int relayed;

    private TinyIrcServer(Manner manner) throws IOException {
        this.manner = manner;
        this.listening = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    static TinyIrcServer of(Manner manner) throws IOException {
        return new TinyIrcServer(manner);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    private void accept() {
        try {
            while (true) {
                Client client = new Client(listening.accept());
                start(client::read);
                start(client::write);
            }
        } catch (IOException closed) {
            // By close().
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "tiny-irc");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
            clients.values().forEach(Client::end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A user and what is to be written to it. */
    private final class Client {
        private final Socket socket;
        private final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        private String nick = "*";
        private String held = "";

        Client(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSendBufferSize(8_192);
        }

        void read() {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    synchronized (TinyIrcServer.this) {
                        handle(line);
                    }
                }
            } catch (IOException ended) {
                // By the generator or by close().
            }
            end();
        }

        private void handle(String line) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "NICK" -> {
                    nick = words[1];
                    clients.put(nick, this);
                }
                case "USER" -> {
                    if (manner == Manner.REFUSES_NAMES && nick.endsWith("3")) {
                        say(":tiny 433 * " + nick + " :Nickname is already in use");
                        return;
                    }
                    say(":tiny 001 " + nick + " :Welcome");
                    say("PING :tiny");
                }
                case "PONG" -> say(":tiny 376 " + nick + " :End");
                case "JOIN" -> {
                    Set<Client> members = channels.computeIfAbsent(words[1], unused -> new LinkedHashSet<>());
                    members.add(this);
                    members.forEach(member -> member.say(":" + nick + "!u@127.0.0.1 JOIN " + words[1]));
                    say(":tiny 366 " + nick + " " + words[1] + " :End of NAMES");
                }
                case "PRIVMSG" -> relay(words[1], ":" + nick + "!u@127.0.0.1 " + line);
                case "QUIT" -> {
                    say("ERROR :bye");
                    say("");
                    channels.values().forEach(members -> {
                        if (members.remove(this)) {
                            members.forEach(member -> member.say(":" + nick + "!u@127.0.0.1 QUIT :bye"));
                        }
                    });
                }
                default -> {
                    // CAP and the like.
                }
            }
        }

        private void relay(String target, String line) {
            Set<Client> members = channels.get(target);
            if (members == null) {
                Client other = clients.get(target);
                (other == null ? Set.<Client>of() : Set.of(other)).forEach(client -> client.deliver(line));
            } else {
                List.copyOf(members).stream().filter(member -> member != this).forEach(member -> member.deliver(line));
            }
        }

        private void deliver(String line) {
            boolean isTheOne = ++relayed == THE_ONE;
            if (!held.isEmpty()) {
                say(line);
                say(held);
                held = "";
                return;
            }
            if (!isTheOne) {
                say(line);
                return;
            }
            switch (manner) {
                case LOSES_ONE -> {
                    // Nobody is told.
                }
                case DOUBLES_ONE -> {
                    say(line);
                    say(line);
                }
                case CHANGES_TWO -> held = line;
                case DAMAGES_ONE -> say(line.substring(0, line.length() - 10));
                case CUTS_ONE_OFF -> {
                    say("ERROR :SendQ exceeded");
                    say("");
                }
                default -> say(line);
            }
        }

        /** Nothing is the end. */
        private void say(String line) {
            if (queue.size() > MOST_QUEUED) {
                end();
            } else {
                queue.add(line);
            }
        }

        void write() {
            try {
                for (String line = queue.take(); !line.isEmpty(); line = queue.take()) {
                    byte[] bytes = (line + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
                    int piece = manner == Manner.WRITES_IN_PIECES ? PIECE : bytes.length;
                    for (int from = 0; from < bytes.length; from += piece) {
                        socket.getOutputStream().write(bytes, from, Math.min(piece, bytes.length - from));
                    }
                }
            } catch (IOException | InterruptedException ended) {
                // By the generator or by close().
            }
            end();
        }

        void end() {
            try {
                queue.add("");
                synchronized (TinyIrcServer.this) {
                    channels.values().forEach(members -> members.remove(this));
                }
                socket.close();
            } catch (IOException ignored) {
                // It is closed all the same.
            }
        }
    }
}
