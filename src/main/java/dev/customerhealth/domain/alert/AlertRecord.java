package dev.customerhealth.domain.alert;

/** A revision of an alert, ready to be published. */
public record AlertRecord(Alert alert, AlertContent content) {}
