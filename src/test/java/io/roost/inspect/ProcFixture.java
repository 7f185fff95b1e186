package io.roost.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds a process under a root that looks like /proc. */
final class ProcFixture {
    static final String TCP_TABLE = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:1B5F 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1213 1 00000000f6f7a9f2 100 0 0 10 0
               1: 0100007F:1B5F 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 8030 1 00000000f6f7a9f3 20 4 30 10 -1
               2: 0100007F:1B5F 0100007F:C351 08 00000000:00000000 00:00000000 00000000     0        0 8031 1 00000000f6f7a9f4 20 4 30 10 -1
               3: 0100007F:1B5F 0100007F:C352 06 00000000:00000000 03:00000A2B 00000000     0        0 0 3 00000000f6f7a9f5
            """;

    static final String UNIX_TABLE = """
            Num       RefCount Protocol Flags    Type St Inode Path
            000000006ac992bf: 00000002 00000000 00010000 0001 01  1300 /run/a b.sock
            0000000034bc1107: 00000003 00000000 00000000 0001 03  1209
            """;

    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max open files            20000                30000                files
            Max locked memory         8388608              8388608              bytes
            """;

    private final Path process;

    ProcFixture(Path proc, long pid) throws IOException {
        process = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.createDirectories(process.resolve("fd"));
        Files.createDirectories(process.resolve("fdinfo"));
        Files.createDirectories(process.resolve("net"));
        file("cmdline", "java\0-jar\0roost.jar\0serve\0");
        file("comm", "java\n");
        file("limits", LIMITS);
        file("stat", "4711 (java (1)) S 1 4711");
        file("net/tcp", TCP_TABLE);
        file("net/unix", UNIX_TABLE);
    }

    ProcFixture file(String name, String text) throws IOException {
        Files.writeString(process.resolve(name), text);
        return this;
    }

    ProcFixture fd(int number, String link) throws IOException {
        Files.createSymbolicLink(process.resolve("fd").resolve(Integer.toString(number)), Path.of(link));
        return this;
    }

    ProcFixture epoll(int number, String interestList) throws IOException {
        fd(number, "anon_inode:[eventpoll]");
        return file("fdinfo/" + number, "pos:\t0\nflags:\t02000002\nmnt_id:\t17\nino:\t1038\n" + interestList);
    }

    static String registration(int target, String events, long inode, String device) {
        return String.format(
                "tfd: %8d events: %8s data: %16x  pos:0 ino:%x sdev:%s%n", target, events, target, inode, device);
    }
}
