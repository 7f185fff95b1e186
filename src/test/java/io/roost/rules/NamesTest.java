package io.roost.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

final class NamesTest {
    @Test
    void test_whenNamed_thenSaysWhatWhenAndThen() {
        methods()
                .that()
                .areAnnotatedWith(Test.class)
                .or()
                .areAnnotatedWith(ParameterizedTest.class)
                .or()
                .areAnnotatedWith(Property.class)
                .should()
                .haveNameMatching("[a-z][A-Za-z0-9]*_when[A-Z][A-Za-z0-9]*_then[A-Z][A-Za-z0-9]*")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.OnlyIncludeTests())
                        .importPackages("io.roost", "io.netty"));
    }
}
