"""骨 — the grammar: what a Procedure, Clock, Form, Document, Rule, Indicator and Measure are."""
