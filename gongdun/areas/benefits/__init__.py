"""待遇核定支付 — determinations, payments, periodic benefits and their conditions."""
