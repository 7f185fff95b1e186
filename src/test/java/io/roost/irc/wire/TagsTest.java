package io.roost.irc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class TagsTest {
    @Property
    void value_whenEscapedAndUnescaped_thenItself(@ForAll String value) {
        String escaped = Tags.escaped(value);

        assertThat(escaped).doesNotContain(";", " ", "\r", "\n");
        assertThat(Tags.unescaped(escaped)).isEqualTo(value);
    }

    @Test
    void unescaped_whenABackslashIsStray_thenDropped() {
        assertThat(Tags.unescaped("a\\bc\\")).isEqualTo("abc");
    }

    @Test
    void value_whenKeysBeginAlike_thenTheRightOne() {
        assertThat(Tags.value("labels=1;label=2;x", "label")).isEqualTo("2");
        assertThat(Tags.value("labels=1;label=2;x", "x")).isEmpty();
        assertThat(Tags.value("labels=1", "label")).isNull();
        assertThat(Tags.value("", "label")).isNull();
    }

    @Test
    void ofClients_whenMixed_thenThoseWithPlusAlone() {
        assertThat(Tags.ofClients("+a=b;time=1;+draft/c;msgid=x;+")).isEqualTo("+a=b;+draft/c");
        assertThat(Tags.ofClients("label=1")).isEmpty();
    }
}
