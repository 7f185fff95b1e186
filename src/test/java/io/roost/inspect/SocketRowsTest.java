package io.roost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SocketRowsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 17, 1000})
    void read_whenTcpTable_thenStateInodeAndAddressWithoutHeadingAndOrphans(int pieceBytes) throws IOException {
        assertThat(rows(ProcFixture.TCP_TABLE, 9, pieceBytes))
                .containsExactly("10 1213 0100007F:1B5F", "1 8030 0100007F:1B5F", "8 8031 0100007F:1B5F");
    }

    @Test
    void read_whenUnixTableWithPaths_thenFlagsAndInode() throws IOException {
        assertThat(rows(ProcFixture.UNIX_TABLE, 6, 7)).containsExactly("65536 1300 00000002", "0 1209 00000003");
    }

    @Test
    void read_whenRowIsTooShort_thenSkipped() throws IOException {
        assertThat(rows("0: 1 2 0A\n\n", 9, 100)).isEmpty();
    }

    private static List<String> rows(String table, int inodeColumn, int pieceBytes) throws IOException {
        List<String> rows = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(table.getBytes(StandardCharsets.US_ASCII));
        new SocketRows(3, inodeColumn, row -> rows.add(row.state() + " " + row.inode() + " " + row.address()))
                .read(new PiecemealStream(in, pieceBytes));
        return rows;
    }
}
