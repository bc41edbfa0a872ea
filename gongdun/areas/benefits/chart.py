"""会计科目 — the accounts of the work-injury fund: what the fund holds, what comes in, what goes out.

Codes after the accounting system of social-insurance funds (财会〔2017〕28号); unverified where an installation's own chart differs in its sub-codes.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongdun.kernel.words import Title

RECEIPTS, DISBURSEMENT, FISCAL, ADVANCED, HELD = "1003", "1004", "1006", "1101", "2001"


@dataclass(frozen=True)
class LedgerAccount:
    """`side` is where its balance normally stands: debit or credit."""

    code: str
    title: Title
    side: str


CHART = {
    account.code: account
    for account in (
        LedgerAccount(RECEIPTS, Title("收入户存款", "Receipts account"), "debit"),
        LedgerAccount(DISBURSEMENT, Title("支出户存款", "Disbursement account"), "debit"),
        LedgerAccount(FISCAL, Title("财政专户存款", "Fiscal account"), "debit"),
        LedgerAccount(ADVANCED, Title("暂付款", "Sums to be returned"), "debit"),
        LedgerAccount(HELD, Title("暂收款", "Sums held"), "credit"),
        LedgerAccount("3001", Title("基金结余", "Fund balance"), "credit"),
        LedgerAccount("4001", Title("工伤保险费收入", "Contributions"), "credit"),
        LedgerAccount("4101", Title("利息收入", "Interest"), "credit"),
        LedgerAccount("4201", Title("先行支付追偿收入", "Recoupment of advance payments"), "credit"),
        LedgerAccount("5001", Title("工伤医疗待遇支出", "Medical benefits"), "debit"),
        LedgerAccount("5002", Title("伤残待遇支出", "Disability benefits"), "debit"),
        LedgerAccount("5003", Title("工亡待遇支出", "Death benefits"), "debit"),
        LedgerAccount("5101", Title("工伤预防费用支出", "Prevention"), "debit"),
        LedgerAccount("5201", Title("先行支付支出", "Advance payments"), "debit"),
    )
}

EXPENSE = {
    "medical": "5001",
    "disability_lump_sum": "5002",
    "disability_allowance": "5002",
    "living_care_fee": "5002",
    "injury_medical_subsidy": "5002",
    "funeral_subsidy": "5003",
    "death_lump_sum": "5003",
    "dependants_pension": "5003",
}
