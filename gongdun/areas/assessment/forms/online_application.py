"""网上申请鉴定 — what is not known yet of an injury whose decision this system made: no name, number or decision is asked for again (令55号)."""

from dataclasses import replace

from gongdun.areas.assessment.forms.application import FORM as PAPER
from gongdun.areas.assessment.forms.application import KINDS
from gongdun.areas.assessment.models import Kind

ASKED = ("kind", "injured_parts", "diagnosis_codes", "is_stable")
# A dependant is another person, and an illness not caused by work has no recognition: both are taken in at the counter.
AT_THE_COUNTER = (Kind.DEPENDANT, Kind.NOT_WORK)
ONLINE = replace(KINDS, id="assessment_kind_online", choices=tuple(one for one in KINDS.choices if one.code not in AT_THE_COUNTER))

FORM = replace(
    PAPER,
    title="网上申请劳动能力鉴定",
    title_en="Application for assessment, online",
    id="online_application",
    key=("kind",),
    fields=tuple(replace(one, choices=ONLINE) if one.name == "kind" else one for one in PAPER.fields if one.name in ASKED),
)
