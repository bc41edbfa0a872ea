"""待遇申领核定支付: entered, reviewed, approved by amount, paid — by four people (社会保险经办条例 37)."""

from datetime import date

from gongdun.kernel.procedures import Material, Move, Procedure, State
from gongdun.kernel.words import Title

CLERKS = frozenset({"intake_clerk"})
REVIEWERS = frozenset({"reviewer"})
APPROVERS = frozenset({"approver"})
DIRECTORS = frozenset({"director"})
FINANCE = frozenset({"finance_officer"})

INJURY = frozenset({"disability_lump_sum", "disability_allowance", "living_care_fee"})
SUBSIDIES = frozenset({"injury_medical_subsidy", "employment_subsidy"})
DEATH = frozenset({"funeral_subsidy", "death_lump_sum", "dependants_pension"})

PROCEDURE = Procedure(
    id="benefit_claim",
    title=Title("工伤保险待遇核定", "Benefit claim"),
    prefix=Title("待遇", "Benefit"),
    citation="社会保险经办条例#37; 社会保险经办条例#38; 工伤保险条例#30",
    in_force_on=date(2021, 1, 1),
    opened_by=CLERKS,
    opening="entered",
    states=(
        State("entered", Title("已登记", "entered")),
        State("calculated", Title("已核算", "calculated")),
        State("submitted", Title("待复核", "awaiting review")),
        State("reviewed", Title("待审批", "awaiting approval"), tone="warn"),
        State("endorsed", Title("待负责人审批", "awaiting the director"), tone="warn"),
        State("approved", Title("已核定待支付", "determined, awaiting payment")),
        State("paid", Title("已支付", "paid"), closed=True, tone="ok"),
        State("refused", Title("不予支付", "refused"), closed=True, tone="bad"),
        State("withdrawn", Title("已撤回", "withdrawn"), closed=True, tone="rest"),
    ),
    moves=(
        Move("calculate", Title("核算并核查", "Calculate and check"), ("entered", "calculated"), "calculated", CLERKS,
             Title("按法定口径核算各项待遇并留存计算书，支付前核查逐项列明来源", "Every amount from the law with its sheet; every check names its source"),
             operation="calculate", guards=("has_wages",)),
        Move("submit", Title("报复核…", "Submit for review…"), ("calculated",), "submitted", CLERKS,
             Title("材料齐全、核查无阻止项后报复核", "Materials complete, no check stops it"), guards=("materials_are_checked", "checks_are_clear"),
             operation="submit", identity_check=False),
        Move("review", Title("复核通过", "Pass the review"), ("submitted",), "reviewed", REVIEWERS,
             Title("按同一事实重新计算并比对回执", "Computes again from the same facts and compares the receipts"),
             unlike=("open", "calculate", "submit"), operation="review", citation="社会保险经办条例#37"),
        Move("approve", Title("批准核定", "Approve"), ("reviewed",), "approved", APPROVERS,
             Title("十万元以内由审批人批准", "Up to 100,000 yuan"), unlike=("open", "calculate", "submit", "review"),
             guards=("is_within_tier", "checks_are_clear"), operation="approve", citation="社会保险经办条例#37"),
        Move("endorse", Title("报负责人审批", "Pass on to the director"), ("reviewed",), "endorsed", APPROVERS,
             Title("超过十万元的由负责人批准", "Above 100,000 yuan the director approves"), unlike=("open", "calculate", "submit", "review"),
             guards=("is_above_tier",)),
        Move("approve_large", Title("负责人批准", "Approve as director"), ("endorsed",), "approved", DIRECTORS,
             Title("批准后进入支付", "Goes on to payment"), unlike=("open", "calculate", "submit", "review", "endorse"),
             guards=("checks_are_clear",), operation="approve_large", citation="社会保险经办条例#37"),
        Move("return_to_clerk", Title("退回…", "Return…"), ("submitted", "reviewed", "endorsed"), "calculated", REVIEWERS | APPROVERS | DIRECTORS,
             Title("退回经办人并写明理由", "Returns to the clerk with the reason"), reason=True),
        Move("refuse", Title("不予支付…", "Refuse…"), ("reviewed", "endorsed"), "refused", APPROVERS | DIRECTORS,
             Title("写明依据和理由，可申请复议", "States article and reason; open to reconsideration"), reason=True, irreversible=True,
             unlike=("open", "calculate", "submit", "review"), operation="refuse", citation="工伤保险条例#55"),
        Move("pay", Title("支付完成", "Payment complete"), ("approved",), "paid", FINANCE,
             Title("银行对账一致后办结", "Closed once the bank's statement agrees"), unlike=("open", "calculate", "submit", "review", "approve", "approve_large"),
             guards=("everything_is_paid",)),
        Move("withdraw", Title("撤回申请…", "Withdraw…"), ("entered", "calculated"), "withdrawn", CLERKS,
             Title("申请人撤回", "At the applicant's wish"), reason=True, operation="withdraw"),
    ),
    materials=(
        Material("claim_form", Title("工伤保险待遇申领表", "Claim form"), "社会保险经办条例#22"),
        Material("bank_account", Title("银行账户或社会保障卡", "Bank account or social-security card"), "社会保险经办条例#22"),
        Material("assessment", Title("劳动能力鉴定结论", "Assessment conclusion"), "工伤保险条例#35", causes=INJURY | SUBSIDIES),
        Material("termination", Title("解除或者终止劳动关系证明", "Proof that the labour relation ended"), "省政府令103号#27", causes=SUBSIDIES),
        Material("death_certificate", Title("死亡证明", "Death certificate"), "工伤保险条例#39", causes=DEATH),
        Material("kinship", Title("供养关系和主要生活来源证明", "Kinship and livelihood"), "令18号#2", causes=frozenset({"dependants_pension"})),
        Material("bills", Title("医疗票据和费用清单", "Bills and fee lists"), "社会保险经办条例#22", causes=frozenset({"medical"})),
    ),
    documents=("determination", "remittance_advice"),
)  # fmt: skip
