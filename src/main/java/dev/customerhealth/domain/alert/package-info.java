/**
 * From rare signals to alerts that live: what opens one, what ends it, who may move it, and which
 * of a day's calls are asked for. {@link dev.customerhealth.domain.alert.AlertTimeline} is the way
 * in; the only mutable values are {@link dev.customerhealth.domain.alert.CustomerAlerts}, {@link
 * dev.customerhealth.domain.alert.OwnerQueue} and {@link
 * dev.customerhealth.domain.alert.ReleaseGate}.
 */
@NullMarked
package dev.customerhealth.domain.alert;

import org.jspecify.annotations.NullMarked;
