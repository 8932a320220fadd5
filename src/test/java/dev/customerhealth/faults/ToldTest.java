package dev.customerhealth.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The judge of the faults test must see what it is there to see. */
class ToldTest {

  private static final long[] EXPECTED = {7, 3, 3, 9};

  @Test
  void theSameIsNoDifference() {
    assertThat(to(7, 3, 3, 9)).isEqualTo(new Told.Difference(0, 0, 0));
  }

  @Test
  void whatIsMissingIsLost() {
    assertThat(to(7, 3, 9)).isEqualTo(new Told.Difference(1, 0, 0));
    assertThat(to()).isEqualTo(new Told.Difference(4, 0, 0));
  }

  @Test
  void whatIsThereOnceMoreIsDuplicated() {
    assertThat(to(7, 3, 3, 9, 9)).isEqualTo(new Told.Difference(0, 1, 0));
  }

  @Test
  void anotherRecordIsOneLostAndOneUnexpected() {
    assertThat(to(7, 3, 4, 9)).isEqualTo(new Told.Difference(1, 1, 0));
  }

  @Test
  void anotherOrderIsSeen() {
    assertThat(to(3, 7, 3, 9)).isEqualTo(new Told.Difference(0, 0, 1));
  }

  private static Told.Difference to(long... told) {
    return Told.difference(EXPECTED, told);
  }
}
