-- What a board shows. Needs 1-tables.sql and 2-labels.sql; run it again after each of them.
-- Codes carry their Vietnamese and English label beside them (_vi, _en). Money of different currencies is never added up.

CREATE OR REPLACE FUNCTION customer_health.label(code_group text, code text, language text) RETURNS text
LANGUAGE sql STABLE
AS $$
  -- A code that is newer than the labels is shown as it is.
  SELECT coalesce(
    (SELECT CASE label.language WHEN 'vi' THEN l.vi ELSE l.en END
     FROM customer_health.labels AS l
     WHERE l.code_group = label.code_group AND l.code = upper(label.code)),
    code)
$$;

-- Customers by band: the tiles at the top. value_at_risk of one currency each.
CREATE OR REPLACE VIEW customer_health.customers_by_band AS
SELECT
  segment,
  band,
  customer_health.label('Band', band, 'vi') AS band_vi,
  customer_health.label('Band', band, 'en') AS band_en,
  currency,
  count(*) AS customers,
  count(*) FILTER (WHERE confidence = 'LOW') AS low_confidence,
  round(avg(score)::numeric, 1) AS mean_score,
  sum(value_at_risk) AS value_at_risk
FROM customer_health.scores_flat
GROUP BY segment, band, currency;

-- Whom to look after, the most money first.
CREATE OR REPLACE VIEW customer_health.customers_at_risk AS
SELECT
  customer_id,
  segment,
  store,
  score,
  customer_health.label('Band', band, 'vi') AS band_vi,
  customer_health.label('Band', band, 'en') AS band_en,
  status,
  status_since,
  top_reason,
  last_purchase_at,
  gap_days,
  own_silence_risk,
  at_risk_from,
  value_at_risk,
  currency,
  confidence
FROM customer_health.scores_flat
WHERE status = 'AT_RISK'
ORDER BY value_at_risk DESC NULLS LAST, customer_id;

-- Calls to be made, oldest promise first. One line for each customer: only the primary alert asks for work.
CREATE OR REPLACE VIEW customer_health.open_calls AS
SELECT
  alert_id,
  customer_id,
  owner,
  reason,
  customer_health.label('AlertReason', reason, 'vi') AS reason_vi,
  customer_health.label('AlertReason', reason, 'en') AS reason_en,
  status,
  customer_health.label('AlertStatus', status, 'vi') AS status_vi,
  customer_health.label('AlertStatus', status, 'en') AS status_en,
  opened_at,
  due_at,
  due_at < now() AS overdue,
  preferred_channel,
  contactable,
  value_at_risk,
  currency,
  summary_vi,
  summary_en
FROM customer_health.alerts
WHERE severity = 'CALL'
  AND is_primary
  AND status IN ('OPEN', 'ESCALATED', 'ACKNOWLEDGED')
  AND contactable IS DISTINCT FROM FALSE
ORDER BY due_at NULLS LAST, alert_id;

CREATE OR REPLACE VIEW customer_health.open_calls_by_owner AS
SELECT
  owner,
  count(*) AS calls,
  count(*) FILTER (WHERE status = 'ACKNOWLEDGED') AS acknowledged,
  count(*) FILTER (WHERE overdue) AS overdue,
  min(due_at) AS next_due_at
FROM customer_health.open_calls
GROUP BY owner;

-- How many customers came back, by what was done for them, beside those withheld by lot: their rate is what comes back by
-- itself.
CREATE OR REPLACE VIEW customer_health.win_back_rate AS
SELECT
  month,
  segment,
  outcome,
  customer_health.label('WinBackOutcome', outcome, 'vi') AS outcome_vi,
  customer_health.label('WinBackOutcome', outcome, 'en') AS outcome_en,
  alerts,
  won_back,
  won_back::double precision / nullif(alerts, 0) AS rate,
  max(won_back::double precision / nullif(alerts, 0)) FILTER (WHERE outcome = 'HOLDOUT')
    OVER (PARTITION BY month, segment) AS holdout_rate,
  amount,
  currency
FROM customer_health.win_back;

-- The same over all segments of a month; rates are of the sums, not means of rates.
CREATE OR REPLACE VIEW customer_health.win_back_by_month AS
SELECT
  month,
  outcome,
  sum(alerts) AS alerts,
  sum(won_back) AS won_back,
  sum(won_back)::double precision / nullif(sum(alerts), 0) AS rate,
  sum(amount) AS amount,
  currency
FROM customer_health.win_back
GROUP BY month, outcome, currency;

CREATE OR REPLACE VIEW customer_health.loss_reasons_by_value AS
SELECT
  month,
  segment,
  reason,
  competitor,
  customers,
  value_lost,
  won_back,
  won_back_amount,
  currency
FROM customer_health.loss_reasons
ORDER BY month DESC, value_lost DESC;

-- How each staff member, channel and stage stands. level is null when all that is known has faded.
CREATE OR REPLACE VIEW customer_health.service_standing_now AS
SELECT
  dimension,
  customer_health.label('StandingDimension', dimension, 'vi') AS dimension_vi,
  customer_health.label('StandingDimension', dimension, 'en') AS dimension_en,
  value,
  day,
  level,
  customer_health.label('LevelName', name, 'vi') AS level_vi,
  customer_health.label('LevelName', name, 'en') AS level_en,
  mean,
  confidence,
  count AS feedback,
  success_rate
FROM customer_health.service_standing;

-- How fresh the board is: event time of the newest record.
CREATE OR REPLACE VIEW customer_health.freshness AS
SELECT
  (SELECT max(as_of) FROM customer_health.scores_flat) AS newest_score,
  (SELECT max(updated_at) FROM customer_health.alerts) AS newest_alert,
  (SELECT max(as_of) FROM customer_health.service_standing) AS newest_standing;
