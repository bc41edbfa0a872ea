"""工程项目参保 (措施 1): cost, tier and term, application, cover by the snapshot, site notice, extension, completion."""

from datetime import date

from gongdun.kernel.procedures import Clock, Material, Move, Procedure, State
from gongdun.kernel.words import Title

CLERKS = frozenset({"enrolment_clerk", "data_clerk"})
APPROVERS = frozenset({"approver"})

PROCEDURE = Procedure(
    id="project_cover",
    title=Title("工程项目参保", "Project cover"),
    prefix=Title("项目", "Project"),
    citation="人社部发〔2014〕103号; 苏人社规〔2020〕1号; 苏人社规〔2023〕2号; 工伤保险条例#10",
    in_force_on=date(2021, 1, 1),
    opened_by=CLERKS,
    opening="registered",
    states=(
        State("registered", Title("待核费", "to be priced")),
        State("priced", Title("待审批", "awaiting approval"), tone="warn"),
        State("approved", Title("待出参保申请", "application to go out")),
        State("filed", Title("已申请待快照证实", "applied, awaiting the snapshot")),
        State("covered", Title("在保", "covered"), tone="ok"),
        State("extension_asked", Title("延期待审批", "extension awaits approval"), tone="warn"),
        State("extension_filed", Title("延期待快照证实", "extension awaits the snapshot")),
        State("completed", Title("项目完工办结", "completed"), closed=True, tone="ok"),
        State("withdrawn", Title("已撤回", "withdrawn"), closed=True, tone="rest"),
    ),
    moves=(
        Move("price", Title("核定缴费", "Price the cover"), ("registered",), "priced", CLERKS,
             Title("按工程造价和费率档核算，附计算书", "Cost by the tier's rate, with the calculation sheet"), operation="price_project"),
        Move("approve", Title("批准核费", "Approve"), ("priced",), "approved", APPROVERS,
             Title("批准人不得是核费人，出具缴费核定书", "The approver is not who priced; the calculation is issued"), unlike=("open", "price"),
             documents=("project_calculation",), citation="社会保险经办条例#37"),
        Move("return_to_clerk", Title("退回…", "Return…"), ("priced",), "registered", APPROVERS,
             Title("退回并写明理由", "With the reason"), reason=True),
        Move("file", Title("出具省平台参保申请", "Send the application out"), ("approved",), "filed", CLERKS,
             Title("在省平台办理，本系统不回写", "The platform enrols; nothing is written back"), operation="file_project"),
        Move("confirm", Title("快照证实在保", "Confirmed by the snapshot"), ("filed",), "covered", CLERKS,
             Title("出具参保证明和公示牌", "The certificate and the site notice are issued"), guards=("is_covered",),
             documents=("project_certificate", "site_notice")),
        Move("extend", Title("申请延期", "Ask for an extension"), ("covered",), "extension_asked", CLERKS,
             Title("先在本页登记新的竣工日和造价", "Enter the new end and cost on this page first"), guards=("has_extension",)),
        Move("approve_extension", Title("批准延期", "Approve the extension"), ("extension_asked",), "extension_filed", APPROVERS,
             Title("批准人不得是申请人；造价增加的补核缴费", "The approver is not who asked; a higher cost is paid for"), unlike=("extend",)),
        Move("return_extension", Title("退回延期…", "Return the extension…"), ("extension_asked",), "covered", APPROVERS,
             Title("退回并写明理由", "With the reason"), operation="return_extension", reason=True),
        Move("confirm_extension", Title("快照证实延期", "Extension confirmed by the snapshot"), ("extension_filed",), "covered", CLERKS,
             Title("更新参保证明和公示牌", "The certificate and the site notice are renewed"), guards=("is_extended",),
             documents=("project_certificate", "site_notice")),
        Move("complete", Title("完工办结", "Close as completed"), ("covered",), "completed", CLERKS,
             Title("名册中人员已全部离场", "Everybody on the roster has left"), guards=("is_empty_site",), operation="complete_project"),
        Move("withdraw", Title("撤回…", "Withdraw…"), ("registered",), "withdrawn", CLERKS,
             Title("写明理由", "With the reason"), reason=True, aside=True),
    ),
    clocks=(
        Clock("handling", "enrolment.single_cover", starts=("open",), stops=("file", "withdraw"), holds="agency", internal=True),
        Clock("confirmation", "enrolment.cover_confirmation", starts=("file", "approve_extension"), stops=("confirm", "confirm_extension"), holds="agency", internal=True),
        Clock("term", "enrolment.project_term", starts=("confirm", "confirm_extension"), stops=("complete",), holds="agency", internal=True, length_fact="term_days"),
    ),
    materials=(
        Material("permit", Title("施工许可证或者开工报告", "building permit or start report"), "人社部发〔2014〕103号"),
        Material("contract", Title("施工合同（造价页）", "contract, page of the sum"), "苏人社规〔2020〕1号"),
        Material("roster", Title("实名制花名册", "real-name roster"), "保障农民工工资支付条例#28", required=False),
    ),
    documents=("project_calculation", "project_certificate", "site_notice"),
)  # fmt: skip
