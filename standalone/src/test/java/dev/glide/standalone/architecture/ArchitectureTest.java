package dev.glide.standalone.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The "must never" column of the parts. Skip: {@code -Darchitecture.skip}. */
@DisabledIfSystemProperty(named = "architecture.skip", matches = ".*")
class ArchitectureTest {
  private static final String SHARED = "dev.glide.shared..";
  private static final String REGISTRY = "dev.glide.registry..";
  private static final String CHUNKS = "dev.glide.chunks..";
  private static final String RELAY = "dev.glide.relay..";
  private static final String CLI = "dev.glide.cli..";
  private static final String STANDALONE = "dev.glide.standalone..";

  private static final String SIGNATURE = "dev.glide.shared.token.Ed25519Signature";

  /** {@link CipherParameters} is the library's word for keys of any kind. */
  private static final Class<?>[] SIGNING = {
    Ed25519Signer.class,
    Ed25519PrivateKeyParameters.class,
    Ed25519PublicKeyParameters.class,
    CipherParameters.class
  };

  private static JavaClasses all;

  @BeforeAll
  static void read() {
    all =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.glide");
  }

  @Test
  void seesEveryPart() {
    for (String part : List.of(SHARED, REGISTRY, CHUNKS, RELAY, CLI, STANDALONE)) {
      assertThat(all.that(JavaClass.Predicates.resideInAPackage(part))).isNotEmpty();
    }
  }

  @Test
  void sharedDependsOnNoFramework() {
    classes()
        .that()
        .resideInAPackage(SHARED)
        .and()
        // Generated for the client, which can't put them anywhere else.
        .haveSimpleNameNotEndingWith("JsonAdapter")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            SHARED, "java..", "org.jose4j..", "org.jspecify..", "org.bouncycastle.crypto..")
        .check(all);
  }

  @Test
  void servicesKnowNothingOfEachOtherOrOfTheirCallers() {
    noClasses()
        .that()
        .resideInAPackage(REGISTRY)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CHUNKS, RELAY, CLI, STANDALONE)
        .check(all);
    noClasses()
        .that()
        .resideInAPackage(CHUNKS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(REGISTRY, RELAY, CLI, STANDALONE)
        .check(all);
    noClasses()
        .that()
        .resideInAPackage(RELAY)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(REGISTRY, CHUNKS, CLI, STANDALONE)
        .check(all);
  }

  @Test
  void onlyTheRegistryHasADatabase() {
    noClasses()
        .that()
        .resideInAnyPackage(SHARED, CHUNKS, RELAY, CLI, STANDALONE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..", "javax.sql..", "org.jdbi..", "io.agroal..", "org.flywaydb..")
        .check(all);
  }

  @Test
  void serversHaveNoCipher() {
    noClasses()
        .that()
        .resideInAnyPackage(SHARED, REGISTRY, CHUNKS, RELAY, STANDALONE)
        .and()
        .doNotHaveFullyQualifiedName(SIGNATURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.crypto..", "org.bouncycastle..")
        .check(all);
  }

  /** Of a library that has ciphers too. */
  @Test
  void serversSignWithEd25519Only() {
    noClasses()
        .that()
        .haveFullyQualifiedName(SIGNATURE)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("javax.crypto..", "org.bouncycastle..")
                .and(not(belongToAnyOf(SIGNING))))
        .check(all);
  }

  @Test
  void clientNeedsNoFrameworkAndNoService() {
    noClasses()
        .that()
        .resideInAPackage(CLI)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            REGISTRY, CHUNKS, RELAY, STANDALONE, "io.quarkus..", "jakarta..", "io.vertx..")
        .check(all);
  }

  @Test
  void onlyTheSealHoldsCiphersInTheClient() {
    noClasses()
        .that()
        .resideInAPackage(CLI)
        .and()
        .resideOutsideOfPackage("dev.glide.cli.seal..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.crypto..", "org.bouncycastle..")
        .check(all);
  }

  @Test
  void standaloneOnlyWires() {
    noClasses()
        .that()
        .resideInAPackage(STANDALONE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.ws.rs..", "io.vertx..", "org.eclipse.microprofile.reactive..", CLI)
        .because("routes, events and rules belong to the services")
        .check(all);
    noClasses()
        .that()
        .resideInAPackage("dev.glide.standalone.database..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(REGISTRY, CHUNKS, RELAY, SHARED)
        .check(all);
  }

  @Test
  void servicesAskAnInjectedClock() {
    noClasses()
        .that()
        .resideInAnyPackage(REGISTRY, CHUNKS, RELAY, SHARED)
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(all);
    noClasses()
        .that()
        .resideInAnyPackage(REGISTRY, CHUNKS, RELAY)
        .and()
        .haveSimpleNameNotStartingWith("Clock")
        .should()
        .callMethod(Clock.class, "systemUTC")
        .check(all);
  }
}
