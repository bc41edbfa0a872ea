"""单险种参保 (措施 2): an application for over-age workers, interns, couriers or new-form workers; the platform enrols, the next snapshot confirms."""

from datetime import date

from gongdun.kernel.procedures import Clock, Material, Move, Procedure, State
from gongdun.kernel.words import Title

CLERKS = frozenset({"enrolment_clerk", "data_clerk"})

PROCEDURE = Procedure(
    id="single_cover",
    title=Title("单险种参保", "Single-line cover"),
    prefix=Title("单险", "Single"),
    citation="苏人社规〔2020〕6号; 苏人社发〔2021〕84号; 常人社规〔2019〕1号; 社会保险法#58",
    in_force_on=date(2021, 2, 1),
    opened_by=CLERKS,
    opening="opened",
    states=(
        State("opened", Title("待录入人员", "persons to be entered")),
        State("entered", Title("待审批", "awaiting approval"), tone="warn"),
        State("approved", Title("待出参保申请", "application to go out")),
        State("filed", Title("已申请待快照证实", "applied, awaiting the snapshot")),
        State("not_taken", Title("快照未见参保", "not taken, by the snapshot"), tone="bad"),
        State("insured", Title("已参保", "insured"), closed=True, tone="ok"),
        State("ended", Title("未参保办结", "closed without cover"), closed=True, tone="rest"),
    ),
    moves=(
        Move("enter", Title("提交审批", "Submit for approval"), ("opened",), "entered", CLERKS,
             Title("每人符合参保条件，缴费按法规库核算", "Every person may be insured; contributions are the law's"), guards=("has_persons",)),
        Move("approve", Title("批准参保申请", "Approve"), ("entered",), "approved", frozenset({"approver"}),
             Title("批准人不得是录入人", "The approver is not who entered"), unlike=("open", "enter"), citation="社会保险经办条例#37"),
        Move("return_to_clerk", Title("退回…", "Return…"), ("entered",), "opened", frozenset({"approver"}),
             Title("退回并写明理由", "With the reason"), reason=True),
        Move("file", Title("出具省平台参保申请", "Send the application out"), ("approved",), "filed", CLERKS,
             Title("名单固定并计算哈希；在省平台办理参保，本系统不回写", "The rows are hashed; the platform enrols, nothing is written back"),
             operation="file_single_cover", irreversible=True),
        Move("confirm", Title("快照证实参保", "Confirmed by the snapshot"), ("filed",), "insured", CLERKS,
             Title("全部人员在新一期数据中参保，出具参保证明", "The data show everybody insured; the certificate is issued"),
             guards=("is_insured",), documents=("cover_certificate",)),
        Move("miss", Title("快照未见参保", "Not taken"), ("filed",), "not_taken", CLERKS,
             Title("新一期数据中仍有人员未参保", "The data do not show everybody"), guards=("is_missed",), aside=True),
        Move("file_again", Title("核对后再次申请", "Send it out again"), ("not_taken",), "filed", CLERKS,
             Title("仅未参保人员再次申请", "Only those not taken"), operation="file_single_cover_again", reason=True),
        Move("end", Title("未参保办结…", "Close without cover…"), ("not_taken",), "ended", CLERKS,
             Title("写明原因，如已离职、平台退回", "With the reason, such as left or refused by the platform"),
             reason=True),
        Move("withdraw", Title("撤回申请…", "Withdraw…"), ("opened",), "ended", CLERKS,
             Title("写明理由", "With the reason"), operation="withdraw_single_cover", reason=True, aside=True),
    ),
    clocks=(
        Clock("handling", "enrolment.single_cover", starts=("open",), stops=("file", "withdraw"), holds="agency", internal=True),
        Clock("confirmation", "enrolment.cover_confirmation", starts=("file", "file_again"), stops=("confirm", "miss"), holds="agency", internal=True),
    ),
    materials=(
        Material("application", Title("单位参保申请表（盖章）", "the unit's application, sealed"), "苏人社规〔2020〕6号"),
        Material("agreement", Title("用工协议或者实习协议", "work or internship agreement"), "苏人社规〔2020〕6号"),
        Material("registration", Title("末端网点备案或者平台名册", "registration of the outlet, or the platform's list"),
                 "苏人社发〔2021〕84号; 常人社规〔2019〕1号", required=False),
    ),
    documents=("cover_certificate",),
)  # fmt: skip
