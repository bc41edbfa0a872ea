"""院校实习名册 (措施 3): the school's roster of a term, what the data say of each student, certificates and reminders until the term is settled."""

from datetime import date

from gongdun.kernel.procedures import Move, Procedure, State
from gongdun.kernel.words import Title

CLERKS = frozenset({"enrolment_clerk", "data_clerk"})

PROCEDURE = Procedure(
    id="school_roster",
    title=Title("院校实习参保名册", "School placement roster"),
    prefix=Title("院校", "School"),
    citation="苏人社规〔2020〕6号; 社会保险法#58",
    in_force_on=date(2021, 1, 1),
    opened_by=frozenset({"school_agent"}),
    opening="running",
    states=(
        State("running", Title("本学期进行中", "term running")),
        State("settled", Title("已办结", "settled"), closed=True, tone="ok"),
    ),
    moves=(
        Move("certify", Title("出具参保证明", "Issue the certificate of cover"), ("running",), "running", CLERKS,
             Title("新一期数据证实参保且尚未出具证明的学生", "Students the data show insured and not yet certified"),
             guards=("has_insured_students",), operation="certify_students", documents=("school_certificate",)),
        Move("remind", Title("提醒院校", "Remind the school"), ("running",), "running", CLERKS,
             Title("列出数据中尚未参保和退回的学生", "Lists the students not in the data and those rejected"),
             guards=("has_open_students",), operation="remind_school", documents=("school_reminder",)),
        Move("settle", Title("学期办结", "Settle the term"), ("running",), "settled", CLERKS,
             Title("每名学生已参保并出具证明，或者写明退回原因", "Every student is insured and certified, or was rejected with the reason"),
             guards=("is_term_settled",)),
    ),
    documents=("school_certificate", "school_reminder"),
)  # fmt: skip
