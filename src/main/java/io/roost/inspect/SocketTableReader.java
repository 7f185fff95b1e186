package io.roost.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.ObjLongConsumer;

/** Fills a {@link SocketTable} from the tables in {@code /proc/PID/net}, each read once. */
final class SocketTableReader {
    private static final int TCP_STATE_COLUMN = 3;
    private static final int TCP_INODE_COLUMN = 9;
    private static final int UNIX_FLAGS_COLUMN = 3;
    private static final int UNIX_INODE_COLUMN = 6;

    private static final int ROWS_PER_REPORT = 1 << 14;

    private final Path net;
    private final ObjLongConsumer<String> progress;
    private final SocketTable sockets = new SocketTable();

    /** @param net the process's own {@code net} directory: sockets belong to a network namespace */
    SocketTableReader(Path net, ObjLongConsumer<String> progress) {
        this.net = net;
        this.progress = progress;
    }

    SocketTable read() throws IOException {
        read("tcp", TCP_STATE_COLUMN, TCP_INODE_COLUMN, this::tcp);
        read("tcp6", TCP_STATE_COLUMN, TCP_INODE_COLUMN, this::tcp);
        read("udp", TCP_STATE_COLUMN, TCP_INODE_COLUMN, row -> put(row, DescriptorKind.UDP));
        read("udp6", TCP_STATE_COLUMN, TCP_INODE_COLUMN, row -> put(row, DescriptorKind.UDP));
        read("unix", UNIX_FLAGS_COLUMN, UNIX_INODE_COLUMN, row -> put(row, DescriptorKind.ofUnixFlags(row.state())));
        return sockets;
    }

    /** A kernel without the family, such as one with IPv6 off, has no such table. */
    private void read(String table, int stateColumn, int inodeColumn, SocketRows.Sink sink) throws IOException {
        try (InputStream in = Files.newInputStream(net.resolve(table))) {
            new SocketRows(stateColumn, inodeColumn, sink).read(in);
        } catch (NoSuchFileException absent) {
            progress.accept("sockets", sockets.size());
        }
    }

    private void tcp(SocketRows row) {
        DescriptorKind kind = DescriptorKind.ofTcpState(row.state());
        put(row, kind);
        if (kind == DescriptorKind.LISTEN) {
            sockets.putListenAddress(row.inode(), SocketAddresses.readable(row.address()));
        }
    }

    private void put(SocketRows row, DescriptorKind kind) {
        sockets.put(row.inode(), kind);
        if (sockets.size() % ROWS_PER_REPORT == 0) {
            progress.accept("sockets", sockets.size());
        }
    }
}
