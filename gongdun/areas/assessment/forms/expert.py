"""鉴定专家登记表 — one expert of the pool (条例 24)."""

from datetime import date

from gongdun.areas.assessment.models import Subject
from gongdun.kernel.forms import Choice, CodeList, Field, Form, Kind
from gongdun.kernel.words import Title

WORDS = {
    "orthopaedics": Title("骨科", "orthopaedics"),
    "hand": Title("手外科", "hand surgery"),
    "neurology": Title("神经科", "neurology"),
    "ophthalmology": Title("眼科", "ophthalmology"),
    "ent": Title("耳鼻喉科", "ear, nose and throat"),
    "burns": Title("烧伤科", "burns"),
    "general_surgery": Title("普外科", "general surgery"),
    "internal": Title("内科", "internal medicine"),
    "occupational": Title("职业病科", "occupational disease"),
    "psychiatry": Title("精神科", "psychiatry"),
}
SUBJECTS = CodeList("assessment_subject", Title("科目", "Subject"), tuple(Choice(value, WORDS[value]) for value in Subject.values))

FORM = Form(
    title="劳动能力鉴定专家",
    title_en="Experts of assessment",
    version=date(2014, 4, 1),
    citation="工伤保险条例#24",
    id="expert",
    key=("name", "hospital"),
    fields=(
        Field("name", "姓名", "Name", Kind.PERSON_NAME, required=True),
        Field("hospital", "医疗机构", "Hospital", Kind.TEXT, required=True, limit=120),
        Field("title", "专业技术职称", "Senior title", Kind.TEXT, required=True, limit=40),
        Field("subject", "科目", "Subject", Kind.CHOICE, required=True, choices=SUBJECTS),
        Field("second_subject", "第二科目", "Second subject", Kind.CHOICE, choices=SUBJECTS),
        Field("is_local", "县级专家库", "Of a county-level pool", Kind.BOOLEAN, required=True),
    ),
)
