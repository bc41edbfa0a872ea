"""稽核 (措施 8、37): three days' notice, two auditors on site, information in 5 or an opinion in 10 working days, rectification or a proposed penalty."""

from datetime import date

from gongdun.kernel.procedures import Clock, Move, Procedure, State
from gongdun.kernel.words import Title

AUDITORS = frozenset({"audit_officer"})
OPENERS = frozenset({"audit_officer", "data_clerk", "enrolment_clerk", "approver"})
BUREAU = frozenset({"investigator", "inspection_liaison", "approver"})

PROCEDURE = Procedure(
    id="audit",
    title=Title("社会保险稽核", "Social insurance audit"),
    prefix=Title("稽核", "Audit"),
    citation="社会保险稽核办法#9; 社会保险稽核办法#10; 社会保险稽核办法#11; 社会保险法#86",
    in_force_on=date(2021, 1, 1),
    opened_by=OPENERS,
    opening="planned",
    states=(
        State("planned", Title("待通知", "notice to be sent")),
        State("notified", Title("已通知待实施", "notified")),
        State("on_site", Title("实施稽核", "on site")),
        State("cleared", Title("稽核结束待告知", "ended, information due"), tone="warn"),
        State("found", Title("稽核结束待发意见书", "ended, opinion due"), tone="warn"),
        State("rectifying", Title("限期改正中", "to be put right")),
        State("transferred", Title("已提请行政处罚", "penalty proposed"), tone="bad"),
        State("informed", Title("已告知办结", "informed, closed"), closed=True, tone="ok"),
        State("closed", Title("改正办结", "put right, closed"), closed=True, tone="ok"),
        State("penalty_decided", Title("行政部门已处理", "decided by the bureau"), closed=True, tone="rest"),
    ),
    moves=(
        Move("notify", Title("发出稽核通知书", "Send the notice of audit"), ("planned",), "notified", AUDITORS,
             Title("提前三日书面通知；期满前不进场", "In writing, three days ahead; nobody visits before"),
             guards=("two_auditors",), operation="notify_audit", documents=("audit_notice",), irreversible=True, citation="社会保险稽核办法#9"),
        Move("begin", Title("进场稽核", "Begin on site"), ("notified",), "on_site", AUDITORS,
             Title("两名以上稽核人员出示证件", "Two auditors or more show their cards"), guards=("may_begin", "two_auditors"), operation="begin_audit"),
        Move("begin_unannounced", Title("不预先通知进场…", "Begin unannounced…"), ("planned",), "on_site", AUDITORS,
             Title("特殊情况下不事先通知，写明理由", "In special circumstances, with the ground"), reason=True, guards=("two_auditors",), operation="begin_audit",
             citation="社会保险稽核办法#9"),
        Move("end_clean", Title("结束稽核（未发现违规）", "End: no violation"), ("on_site",), "cleared", AUDITORS,
             Title("五个工作日内书面告知", "Informed in writing within 5 working days"), guards=("is_clean",), operation="end_audit",
             documents=("audit_record",)),
        Move("end_with_findings", Title("结束稽核（发现问题）", "End: with findings"), ("on_site",), "found", AUDITORS,
             Title("十个工作日内发出稽核意见书", "The opinion is issued within 10 working days"), guards=("has_findings",), operation="end_audit",
             documents=("audit_record",)),
        Move("inform", Title("发出稽核情况告知书", "Send the information"), ("cleared",), "informed", AUDITORS,
             Title("告知被稽核对象并办结；线索记为合法或不成立", "The unit is informed; the leads are answered"), operation="clear_audit",
             documents=("audit_information",), irreversible=True),
        Move("order", Title("发出稽核意见书", "Issue the opinion"), ("found",), "rectifying", frozenset({"approver"}),
             Title("写明应补金额和改正期限", "States what is owed and until when"), operation="order_rectification", unlike=("end_with_findings",),
             documents=("audit_opinion",), irreversible=True, citation="社会保险稽核办法#10"),
        Move("close", Title("复核改正后办结", "Verify and close"), ("rectifying",), "closed", AUDITORS,
             Title("已按意见书改正", "Put right as the opinion orders"), guards=("is_put_right",), operation="close_audit"),
        Move("transfer", Title("提请行政处罚…", "Propose a penalty…"), ("on_site", "found", "rectifying"), "transferred", AUDITORS | {"approver"},
             Title("拒绝稽核或逾期不改的，提请行政部门处罚", "Who refuses or does not put right is proposed for a penalty"), reason=True,
             operation="transfer_audit", documents=("penalty_proposal",), hands_to="bureau", irreversible=True, citation="社会保险稽核办法#11"),
        Move("decide_penalty", Title("录入处理结果…", "Record the bureau's decision…"), ("transferred",), "penalty_decided", BUREAU,
             Title("写明处罚决定或不予处罚的理由", "The decision, or why there is none"), reason=True),
    ),
    clocks=(
        Clock("information", "audit.no_problem", starts=("end_clean",), stops=("inform",), holds="agency"),
        Clock("opinion", "audit.rectification", starts=("end_with_findings",), stops=("order", "transfer"), holds="agency"),
        Clock("put_right", "audit.put_right", starts=("order",), stops=("close", "transfer"), holds="employer", internal=True),
        Clock("penalty", "penalty.decision", starts=("transfer",), stops=("decide_penalty",), holds="bureau"),
    ),
    documents=("audit_notice", "audit_record", "audit_information", "audit_opinion", "penalty_proposal"),
)  # fmt: skip
