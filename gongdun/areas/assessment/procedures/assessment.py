"""劳动能力鉴定 (措施 26–28): complete application, subject, simple or by a panel drawn at random, conclusion in 60 (+30) days, service, the province."""

from datetime import date

from gongdun.kernel.procedures import Clock, Material, Move, Procedure, State
from gongdun.kernel.words import Title

INTAKE = frozenset({"intake_clerk"})
REVIEWERS, APPROVERS = frozenset({"reviewer"}), frozenset({"approver"})
HANDLERS = frozenset({"intake_clerk", "reviewer"})
ON_RECOGNITION = frozenset({"first", "review", "care", "paid_leave", "device", "relapse", "rehabilitation", "causal_link"})

PROCEDURE = Procedure(
    id="assessment",
    title=Title("劳动能力鉴定", "Assessment of working capacity"),
    prefix=Title("鉴定", "Assessment"),
    citation="工伤保险条例#22; 工伤保险条例#25; 劳动能力鉴定管理办法（令21号）#9",
    in_force_on=date(2014, 4, 1),
    opened_by=INTAKE,
    opening="received",
    states=(
        State("received", Title("已收件待审核", "received")),
        State("supplementing", Title("待补正", "to be supplemented"), tone="warn"),
        State("accepted", Title("已受理待分类", "accepted")),
        State("classified", Title("已分类待安排", "classified")),
        State("scheduled", Title("已安排场次", "scheduled")),
        State("examined", Title("已鉴定待结论", "examined")),
        State("proposed", Title("结论待审批", "awaiting approval"), tone="warn"),
        State("concluded", Title("已结论待送达", "concluded, to be served")),
        State("served", Title("已送达", "served"), closed=True, tone="ok"),
        State("at_province", Title("再次鉴定中", "at the province"), tone="warn"),
        State("refused", Title("不予受理", "not accepted"), closed=True, tone="bad"),
        State("terminated", Title("已终止", "terminated"), closed=True, tone="rest"),
    ),
    moves=(
        Move("request_supplement", Title("一次性告知补正…", "Ask for the missing materials…"), ("received",), "supplementing", INTAKE,
             Title("收到申请 5 个工作日内一次性书面告知", "Once, in writing, within 5 working days"), operation="request_supplement",
             guards=("asked_once",), documents=("supplement_notice",)),
        Move("take_supplement", Title("收到补正材料", "The supplement arrived"), ("supplementing",), "received", INTAKE,
             Title("材料完整之日起算 60 日", "The 60 days run from the complete application"), guards=("materials_complete",)),
        Move("accept", Title("受理", "Accept"), ("received",), "accepted", INTAKE,
             Title("材料完整，60 日内作出结论", "Complete; a conclusion within 60 days"), guards=("materials_complete", "stands_on_recognition", "may_be_asked"),
             operation="accept", documents=("acceptance",)),
        Move("refuse", Title("不予受理…", "Do not accept…"), ("received", "supplementing"), "refused", INTAKE,
             Title("写明理由", "States the reason"), reason=True, operation="refuse", documents=("refusal",)),
        Move("classify", Title("科目分类完成", "The subject is set"), ("accepted",), "classified", HANDLERS,
             Title("按科目安排专家；简易程序须符合列明的标准", "Experts by subject; the simple procedure needs its listed criterion"),
             guards=("subject_set",)),
        Move("extend", Title("延长三十日…", "Extend by thirty days…"), ("classified",), "classified", APPROVERS,
             Title("伤情复杂等必要时", "Where necessary, such as a complex injury"), reason=True, citation="工伤保险条例#25"),
        Move("conclude_simply", Title("简易程序出具意见", "Opinion by the simple procedure"), ("classified",), "examined", REVIEWERS,
             Title("书面审查并当面核验一次，不排场次", "On paper with one visit, without a session"), guards=("is_simple", "opinion_given"), identity_check=True),
        Move("schedule", Title("已安排场次", "Scheduled"), ("classified",), "scheduled", HANDLERS,
             Title("通知被鉴定人到场", "The person is notified"), guards=("has_seat",)),
        Move("note_absence", Title("未到场，重新安排…", "Absent, to be scheduled again…"), ("scheduled",), "classified", HANDLERS,
             Title("有正当理由或者第一次未到场的重新安排", "With due reason, or the first time"), reason=True, operation="note_absence"),
        Move("terminate", Title("终止鉴定…", "Terminate…"), ("received", "supplementing", "accepted", "classified", "scheduled"), "terminated", HANDLERS,
             Title("再次无故未到场或者拒不接受鉴定；停止享受待遇", "Absent again without reason, or refused: benefits stop"), reason=True,
             citation="工伤保险条例#42"),
        Move("examine", Title("鉴定完成", "Examined"), ("scheduled",), "examined", HANDLERS,
             Title("核对到场人身份；专家组意见已记录", "Who came is identified; the panel's opinion is recorded"), guards=("opinion_given",), identity_check=True),
        Move("propose", Title("提出结论…", "Propose the conclusion…"), ("examined",), "proposed", REVIEWERS,
             Title("依据专家组意见，送审批", "On the panel's opinion; goes to approval"), guards=("authenticity_answered",)),
        Move("return_to_reviewer", Title("退回…", "Return…"), ("proposed",), "examined", APPROVERS, Title("退回并写明理由", "Returns with the reason"), reason=True),
        Move("conclude", Title("作出鉴定结论", "Conclude"), ("proposed",), "concluded", APPROVERS,
             Title("签发结论书，按期送达", "Issues the conclusion; to be served in time"), unlike=("propose",), operation="conclude",
             documents=("conclusion",), irreversible=True, citation="工伤保险条例#25"),
        Move("complete_service", Title("送达完成", "Service is complete"), ("concluded",), "served", HANDLERS,
             Title("收到之日起 15 日内可以申请再次鉴定", "Re-assessment may be asked for within 15 days of receipt"), guards=("everyone_served",)),
        Move("go_to_province", Title("申请再次鉴定…", "Re-assessment is asked for…"), ("served",), "at_province", HANDLERS,
             Title("收到结论 15 日内；省级结论为最终结论", "Within 15 days of receipt; the province's conclusion is final"), reason=True,
             guards=("not_final", "within_fifteen_days"), citation="工伤保险条例#26"),
        Move("take_province_conclusion", Title("收到省级结论", "The province concluded"), ("at_province",), "served", HANDLERS,
             Title("取代市级结论", "Supersedes the city's"), guards=("province_recorded",), citation="工伤保险条例#26"),
    ),
    clocks=(
        Clock("material_notice", "assessment.material_notice", starts=("open",), stops=("request_supplement", "accept", "refuse", "terminate"), holds="agency"),
        Clock("conclusion", "assessment.conclusion", starts=("open", "take_supplement"), stops=("conclude", "refuse", "terminate"), extends=("extend",), holds="agency"),
        Clock("service", "assessment.service", starts=("conclude",), stops=("complete_service",), holds="agency"),
        Clock("province", "assessment.province_conclusion", starts=("go_to_province",), stops=("take_province_conclusion",), holds="agency"),
    ),
    materials=(
        Material("application_form", Title("劳动能力鉴定申请表", "application form"), "令21号#8"),
        Material("recognition_decision", Title("工伤认定决定书", "decision on recognition"), "令21号#8", causes=ON_RECOGNITION),
        Material("diagnosis", Title("诊断证明和完整连续的病历材料", "diagnosis and complete medical records"), "令21号#8"),
        Material("identity", Title("身份证明", "proof of identity"), "令21号#8"),
        Material("kinship", Title("供养亲属关系证明", "proof of dependence"), "令21号#8", causes=frozenset({"dependant"})),
    ),
    documents=("acceptance", "assessment_notice", "conclusion", "refusal", "supplement_notice"),
    form="application",
)  # fmt: skip
